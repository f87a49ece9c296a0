"""The command line of generation: `imagine` and `imagine models`."""
