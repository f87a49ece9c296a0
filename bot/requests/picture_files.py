"""The file of a picture that was drawn."""

from bot.features.base import Services
from bot.interactions.context import Refused
from bot.language import text
from bot.storage import PictureRecord


async def content_of(services: Services, picture: PictureRecord) -> bytes:
    """Read a picture's file.

    Raises:
        Refused: it is no longer kept.
    """
    content = await services.pictures.get(picture.sha256)
    if content is None:
        raise Refused(text("refused-file-gone"), "file_gone")
    return content
