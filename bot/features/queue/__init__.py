"""What waits and what is drawn: looked at, and called off."""
