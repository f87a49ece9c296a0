"""Turn prompts into latents and latents into pixels (TensorFlow)."""
