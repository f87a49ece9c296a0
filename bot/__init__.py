"""The Discord side of imagine-bot; it uses `generation` through its public API alone."""
