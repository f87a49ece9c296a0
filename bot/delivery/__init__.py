"""Delivery of replies to Discord, and progress updates meanwhile."""
