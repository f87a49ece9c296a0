"""What is said about bans."""

from bot.admission.types import Refusal
from bot.language import text
from bot.language.formatting import moment, quote
from bot.storage import Ban


def ban_refusal(ban: Ban) -> Refusal:
    """Say to a member that they are banned, why, and until when."""
    return Refusal(text("refused-banned", end=end_of(ban), reason=quote(ban.reason)), "banned")


def end_of(ban: Ban) -> str:
    """Show when a ban ends; the texts have a form of their own for "never"."""
    return "never" if ban.until is None else moment(ban.until, "R")
