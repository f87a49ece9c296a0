"""The contact sheet of a page, and its alt text.

Numbers in the picture refer to the list in the message, which has the prompts in any language.
"""

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
# Most sheets at once, each with nine pictures in memory.
AT_ONCE = 2
NAME_LIMIT, PROMPT_LIMIT = 32, 60

_Numbered = tuple[int, PictureRecord]


class Sheet:
    """Builder of contact sheets.

    Args:
        file_store: files of the pictures.
    """

    def __init__(self, file_store: FileStore) -> None:
        self._file_store, self._semaphore = file_store, asyncio.Semaphore(AT_ONCE)

    async def build_files(
        self, locale: str, first: int, shown: list[PictureRecord]
    ) -> list[discord.File]:
        """Build a sheet of the pictures whose files are still stored, as an attachment.

        Args:
            locale: of the alt text.
            first: number of the first picture.
            shown: the pictures.

        Returns:
            One file, or none if no picture's file is still stored.
        """
        async with self._semaphore:
            sheet, there = await self._compose(list(enumerate(shown, first)))
        if not there:
            return []
        entries = []
        for number, one in there:
            member = clip(one_line(one.member), NAME_LIMIT)
            prompt = clip(one_line(" → ".join(prompts(one.request))), PROMPT_LIMIT)
            entry = text("alt-listed", prompt=prompt, member=member)
            entries.append(f"{number}. {say(locale, entry)}")
        alt = say(locale, text("alt-sheet", count=len(there), pictures=", ".join(entries)))
        hidden = any(one.spoiler for _, one in there)
        alt = clip(alt, ALT_TEXT_LIMIT)
        return [discord.File(BytesIO(sheet), "pictures.jpg", description=alt, spoiler=hidden)]

    async def _compose(self, numbered: list[_Numbered]) -> tuple[bytes, list[_Numbered]]:
        """Compose a sheet of the pictures whose files are still stored.

        Returns:
            The sheet as JPEG, and the pictures on it; empty if there are none.
        """
        read = [(at, one, await self._file_store.get(one.sha256)) for at, one in numbered]
        there = [(at, one) for at, one, content in read if content]
        if not there:
            return b"", []
        contents = [content for _, _, content in read if content]
        numbers = [at for at, _ in there]
        return await PICTURES.run(contact_sheet, contents, numbers, COLUMNS), there
