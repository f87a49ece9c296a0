"""Commands of the command line beside `run`."""
