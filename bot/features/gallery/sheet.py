"""The contact sheet of a page, and what stands beside it."""

import asyncio
from io import BytesIO

import discord

from bot.delivery.reply_text import ALT_TEXT_LIMIT, prompts
from bot.language import say, text
from bot.language.formatting import clip, one_line
from bot.runtime.pools import PICTURES
from bot.storage import FileStore, PictureRecord
from generation import contact_sheet

COLUMNS = 3
# Nine pictures each are in memory for it, however often somebody turns a page.
AT_ONCE = 2
NAME_LIMIT = 32

_Numbered = tuple[int, PictureRecord]


class Sheet:
    """Makes them.

    Args:
        pictures: files.
    """

    def __init__(self, pictures: FileStore) -> None:
        self._pictures, self._room = pictures, asyncio.Semaphore(AT_ONCE)

    async def files(
        self, locale: str, first: int, shown: list[PictureRecord]
    ) -> list[discord.File]:
        """Put the pictures whose files are still kept on one sheet; nothing where none are.

        Args:
            locale: of the alt text.
            first: number of the first picture.
            shown: the pictures.
        """
        async with self._room:
            sheet, there = await self._composed(list(enumerate(shown, first)))
        if not there:
            return []
        listed = ", ".join(
            f"{at}. {say(locale, text('alt-picture', prompt=_asked(one), member=_name(one)))}"
            for at, one in there
        )
        alt = say(locale, text("alt-sheet", count=len(there), pictures=listed))
        hidden = any(one.spoiler for _, one in there)
        alt = clip(alt, ALT_TEXT_LIMIT)
        return [discord.File(BytesIO(sheet), "pictures.jpg", description=alt, spoiler=hidden)]

    async def _composed(self, numbered: list[_Numbered]) -> tuple[bytes, list[_Numbered]]:
        """Compose a sheet of the pictures whose files are still kept, and list those."""
        read = [(at, one, await self._pictures.get(one.sha256)) for at, one in numbered]
        there = [(at, one) for at, one, content in read if content]
        if not there:
            return b"", []
        captions = [f"{at}. {_asked(one)}" for at, one in there]
        contents = [content for _, _, content in read if content]
        return await PICTURES.run(contact_sheet, contents, captions, COLUMNS), there


def _asked(picture: PictureRecord) -> str:
    return clip(one_line(" → ".join(prompts(picture.request))), 60)


def _name(picture: PictureRecord) -> str:
    return clip(one_line(picture.member), NAME_LIMIT)
