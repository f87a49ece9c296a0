"""Rules that a server sets for itself: approval, quiet hours, pauses, categories and words."""
