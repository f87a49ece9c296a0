"""Filter of prompts by word lists and stated ages."""
