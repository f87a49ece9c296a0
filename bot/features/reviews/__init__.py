"""Cards of what waits for moderators, their decisions, and appeals."""
