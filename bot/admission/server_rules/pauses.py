"""Pauses of drawing by a server's moderators."""

from bot.admission.types import Refusal, Requester
from bot.language import text
from bot.language.formatting import format_end, quote
from bot.storage import EVERYWHERE


def pause_refusal(requester: Requester) -> Refusal | None:
    """Build the refusal of a request during a pause of its server or its channel, or None."""
    for place in (EVERYWHERE, *requester.channel_ids):
        pause = requester.server.pauses.get(place)
        if pause and (pause.until is None or requester.at < pause.until):
            end, reason = format_end(pause.until), quote(pause.reason)
            return Refusal(text("refused-paused", end=end, reason=reason), "paused")
    return None
