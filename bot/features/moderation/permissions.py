"""The permission of moderators."""

from bot.interactions.context import Context, Refused
from bot.language import text


def must_moderate(context: Context) -> None:
    """Check that a member may moderate members in this server.

    Raises:
        Refused: the member may not.
    """
    if not context.may("moderate_members"):
        raise Refused(text("refused-no-moderator"), "no_moderator")
