"""Command line of generation: `imagine` and `imagine models`."""
