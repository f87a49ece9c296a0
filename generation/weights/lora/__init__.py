"""Read LoRA files and compute what they add to a kernel."""
