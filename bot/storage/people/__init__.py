"""Queries about members and servers: preferences, bans, privacy."""
