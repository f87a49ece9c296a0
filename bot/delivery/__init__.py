"""Deliver replies to Discord and keep members informed meanwhile."""
