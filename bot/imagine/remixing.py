"""Whether others may make something of a member's picture."""

from bot.imagine.host import Refused, Visit
from bot.imagine.studio import Studio
from bot.language import text
from bot.storage import Drawn


async def may_remix(studio: Studio, visit: Visit, picture: Drawn) -> None:
    """Let a picture's author pass, and others unless the author has opted out.

    Raises:
        Refused: they have.
        StorageUnavailable: what they chose cannot be read.
    """
    if picture.user_id == visit.user_id:
        return
    author = await studio.choices.member(picture.user_id)
    if not author.remix:
        raise Refused(text("refused-remix", author=f"<@{picture.user_id}>"), "remix")
