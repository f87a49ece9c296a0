"""What moderators do: bans, and the log of all that was done."""

from bot.moderation.command import moderation

__all__ = ["moderation"]
