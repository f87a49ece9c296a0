"""Refusals of banned members."""

from bot.admission.types import Refusal
from bot.language import text
from bot.language.formatting import format_end, quote
from bot.storage import Ban


def ban_refusal(ban: Ban) -> Refusal:
    """Build the refusal of a banned member, with the ban's reason and end."""
    end, reason = format_end(ban.until), quote(ban.reason)
    return Refusal(text("refused-banned", end=end, reason=reason), "banned")
