"""Several prompts in one: animated from one to the next, or blended into one picture."""
