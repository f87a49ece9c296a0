"""Who may moderate."""

from bot.imagine import Refused, Visit
from bot.language import text


def must_moderate(visit: Visit) -> None:
    """Let moderators pass.

    Raises:
        Refused: whoever came may not moderate members here.
    """
    if not visit.may("moderate_members"):
        raise Refused(text("refused-no-moderator"), "no_moderator")
