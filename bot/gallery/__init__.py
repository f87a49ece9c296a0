"""Pictures that are there: one of them looked at, and all of them leafed through."""

from bot.gallery.feature import gallery

__all__ = ["gallery"]
