"""Run step batches in the worker process."""
