"""What can be made of a picture: the buttons that draw."""

from bot.remix.presses import remix

__all__ = ["remix"]
