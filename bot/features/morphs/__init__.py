"""`/morph` and `/blend`: several prompts in an animation, or blended into one picture."""
