"""The world that the next starter draws, rendered by the recipe: things, looks, backgrounds."""
