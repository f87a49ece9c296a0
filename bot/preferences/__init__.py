"""What members and servers choose, and what is kept about a member."""

from bot.preferences.feature import preferences

__all__ = ["preferences"]
