"""`/imagine`: a picture from a prompt."""
