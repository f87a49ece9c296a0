"""A short tour with pictures; those were drawn by `starter`, as every picture of this project."""

from bot.help.command import help_

__all__ = ["help_"]
