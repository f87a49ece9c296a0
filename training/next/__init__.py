"""Training of the next starter; takes the place of the recipe around it with its weights."""
