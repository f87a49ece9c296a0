"""The file of a picture that was drawn."""

from bot.imagine.host import Refused
from bot.imagine.studio import Studio
from bot.language import text
from bot.storage import Drawn


async def content_of(studio: Studio, picture: Drawn) -> bytes:
    """Read a picture's file.

    Raises:
        Refused: it is no longer kept.
    """
    content = await studio.pictures.get(picture.sha256)
    if content is None:
        raise Refused(text("refused-file-gone"), "file_gone")
    return content
