"""Compilation of the networks' functions, and measurement of the fastest way on this machine."""
