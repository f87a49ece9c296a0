"""Picture checker: scores of pictures by a model, in a process of its own."""
