"""Interactions with Discord: receipt, permissions and responses."""
