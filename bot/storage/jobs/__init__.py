"""Queries about jobs and their deliveries."""
