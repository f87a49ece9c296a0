"""Run batches in the worker process."""
