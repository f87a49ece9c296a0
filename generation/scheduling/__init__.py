"""Choose the units that share the next denoising steps (pure Python)."""
