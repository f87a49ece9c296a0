"""Threads, clocks, signals and the event loop of the process."""
