"""Reading of LoRA files, and the changes that they add to a kernel."""
