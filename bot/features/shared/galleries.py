"""Pictures of a review as the attachments and the gallery of a message."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import discord

from bot.delivery.reply_text import alt_text
from bot.runtime.pools import PICTURES
from bot.storage import FileStore, PictureRecord
from generation import encode_within_limit

# Of all attachments, in every server.
LIMIT_BYTES = 9 * 1024**2


@dataclass(frozen=True, slots=True)
class Gallery:
    """Pictures for a message; nothing of pictures whose files are gone.

    Args:
        files: the attachments.
        items: the same in the order of the gallery.
    """

    files: tuple[discord.File, ...] = ()
    items: tuple[discord.MediaGalleryItem, ...] = ()


async def load_gallery(
    store: FileStore, pictures: Sequence[PictureRecord], locale: str, *, spoiler: bool
) -> Gallery:
    """Read pictures, and re-encode those that are too large together.

    Args:
        store: the files.
        pictures: the pictures, at most 10.
        locale: language of their descriptions.
        spoiler: whether they are hidden until a click.
    """
    files, items = [], []
    for picture in pictures:
        content = await store.get(picture.sha256)
        if content is None:
            continue
        try:
            limit = LIMIT_BYTES // len(pictures)
            small, ending = await PICTURES.run(encode_within_limit, content, limit)
        except ValueError:
            continue
        alt = alt_text(picture.request, picture.member, locale)
        name = f"picture-{picture.place + 1}.{ending}"
        files.append(discord.File(BytesIO(small), name, description=alt))
        items.append(
            discord.MediaGalleryItem(f"attachment://{name}", description=alt, spoiler=spoiler)
        )
    return Gallery(tuple(files), tuple(items))
