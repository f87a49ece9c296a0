"""Queries about pictures, and their files."""
