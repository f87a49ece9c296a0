"""Receive and answer Discord's interactions."""
