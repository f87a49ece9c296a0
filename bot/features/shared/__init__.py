"""Parts that several features use."""
