"""Who may moderate."""

from bot.interactions.context import Context, Refused
from bot.language import text


def must_moderate(context: Context) -> None:
    """Let moderators pass.

    Raises:
        Refused: whoever came may not moderate members here.
    """
    if not context.may("moderate_members"):
        raise Refused(text("refused-no-moderator"), "no_moderator")
