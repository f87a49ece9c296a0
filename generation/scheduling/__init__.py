"""Schedule units into batches of denoising steps (pure Python)."""
