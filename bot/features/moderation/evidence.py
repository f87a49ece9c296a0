"""The button that shows a moderator a picture that was deleted or hidden."""

import asyncio
import operator
from collections.abc import Sequence
from functools import partial
from io import BytesIO

import discord

from bot.delivery.reply_text import alt_text, file_name_for
from bot.features.base import Services
from bot.features.shared.moderators import must_moderate
from bot.interactions import responses
from bot.interactions.buttons import View
from bot.interactions.context import Context, Refused
from bot.interactions.uploads import send_within_limit
from bot.language import text
from bot.language.formatting import clip, quote
from bot.runtime.pools import PICTURES
from bot.storage import PictureRecord
from generation import encode_within_limit

# Most presses whose pictures are in memory at once.
AT_ONCE = 2
_PROMPT = 1500

Encoded = list[tuple[PictureRecord, bytes, str]]


class Evidence:
    """Handler of the button.

    Args:
        services: services of the bot.
    """

    def __init__(self, services: Services) -> None:
        self._stores = services.stores
        self._room = asyncio.Semaphore(AT_ONCE)

    async def show(self, context: Context, picture_id: str) -> None:
        """Show the kept pictures of a message behind a spoiler, to the moderator alone.

        Args:
            context: of the moderator.
            picture_id: one of the pictures.

        Raises:
            Refused: the member may not moderate, or the picture is no longer kept.
        """
        must_moderate(context)
        pictures = await self._stores.hidden.find(picture_id, context.guild_id)
        if not pictures:
            raise Refused(text("refused-not-kept"), "picture_gone")
        if not await responses.defer(context.interaction, private=True):
            return
        async with self._room:
            files = [(one, await self._stores.files.get(one.sha256)) for one in pictures]
            found = [(picture, content) for picture, content in files if content is not None]
            if not found:
                raise Refused(text("refused-file-gone"), "picture_gone")
            taken = await send_within_limit(
                context.interaction.filesize_limit,
                partial(_encode_all, found),
                partial(_send, context),
                size_bytes=lambda encoded: sum(len(content) for _, content, _ in encoded),
                is_refused=operator.not_,
            )
        if not taken:
            raise Refused(text("refused-not-taken"), "not_taken")


async def _encode_all(found: Sequence[tuple[PictureRecord, bytes]], most_bytes: int) -> Encoded:
    """Encode pictures that take at most so many bytes together."""
    encoded = []
    for picture, content in found:
        small, ending = await PICTURES.run(encode_within_limit, content, most_bytes // len(found))
        encoded.append((picture, small, ending))
    return encoded


async def _send(context: Context, encoded: Encoded) -> bool:
    """Fill in the deferred answer; return whether Discord took it."""
    files = [
        discord.File(
            BytesIO(content),
            file_name_for(picture.request, ending),
            description=alt_text(picture.request, picture.member, context.locale),
            spoiler=True,
        )
        for picture, content, ending in encoded
    ]
    first = encoded[0][0]
    prompt = quote(clip(first.request.prompt, _PROMPT), _PROMPT)
    said = context.say("moderation-evidence", member=f"<@{first.user_id}>", prompt=prompt)
    return await responses.answer_privately(context.interaction, said, View(), files=files)
