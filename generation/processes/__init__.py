"""Processes with limits on CPU time and address space, for work on untrusted files."""
