"""Files of drawn pictures."""

from bot.interactions.context import Refused
from bot.language import text
from bot.storage import FileStore, PictureRecord


async def read_picture(file_store: FileStore, picture: PictureRecord) -> bytes:
    """Read a picture's file.

    Args:
        file_store: files by their SHA-256.
        picture: names its file.

    Raises:
        Refused: it is no longer kept.
    """
    content = await file_store.get(picture.sha256)
    if content is None:
        raise Refused(text("refused-file-gone"), "file_gone")
    return content
