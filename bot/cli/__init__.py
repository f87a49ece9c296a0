"""Commands of the command line besides `run`."""
