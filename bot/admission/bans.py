"""Refusals of banned members, and the end of a ban as text."""

from bot.admission.types import Refusal
from bot.language import text
from bot.language.formatting import format_timestamp, quote
from bot.storage import Ban


def ban_refusal(ban: Ban) -> Refusal:
    """Build the refusal of a banned member, with the ban's reason and end."""
    end, reason = format_ban_end(ban), quote(ban.reason)
    return Refusal(text("refused-banned", end=end, reason=reason), "banned")


def format_ban_end(ban: Ban) -> str:
    """Format the end of a ban; for "never" the texts have a form of their own."""
    return "never" if ban.until is None else format_timestamp(ban.until, "R")
