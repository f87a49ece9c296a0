"""Match prompts against word lists."""
