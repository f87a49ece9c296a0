"""Pictures that members attach: bounded before they are read, decoded in a limited process."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator, Sequence

import discord

from bot.interactions.context import Context, Refused
from bot.interactions.responses import DISCORD_ERRORS
from bot.language import decimal, text
from bot.requests.attachment_downloads import Download, DownloadRefused, download
from bot.requests.options import with_start_picture
from generation import GenerationRequest, PictureDecoder

MOST_MEGABYTES, MOST_MEGAPIXELS = 16, 16
# The largest blend has 48 MB. On their way into the limited process files are there three times.
MOST_HELD_BYTES = 64 * 2**20
# By then the member has been promised a reply.
READ_S, WAIT_S = 20.0, 10.0


class Attachments:
    """Fetches and decodes them: a bounded number of bytes in all, one request of a member at once.

    Args:
        decoder: opens what strangers sent.
        download: fetches an attachment of at most so many bytes.
    """

    def __init__(self, decoder: PictureDecoder, download: Download = download) -> None:
        self.decoder, self._download = decoder, download
        self._free_bytes, self._freed = MOST_HELD_BYTES, asyncio.Condition()
        self._served: dict[int, int] = {}

    @contextlib.contextmanager
    def alone(self, context: Context) -> Iterator[bool]:
        """Serve one request of a member with files, while the block runs.

        Args:
            context: the member's.

        Yields:
            False if this very interaction is served already: Discord has sent it twice.

        Raises:
            Refused: another one of theirs is served.
        """
        served = self._served.get(context.user_id)
        if served is not None:
            if served != context.interaction.id:
                raise Refused(text("refused-file-busy"), "file_busy")
            yield False
            return
        self._served[context.user_id] = context.interaction.id
        try:
            yield True
        finally:
            del self._served[context.user_id]

    async def started(
        self, request: GenerationRequest, attachment: discord.Attachment
    ) -> GenerationRequest:
        """Copy a request with an attached picture to begin with, cut to its size.

        Raises:
            Refused: the picture is too large, or cannot be had now.
            InvalidRequest: it is no picture.
        """
        async with self.held([attachment]) as (data,):
            picture = await self.decoder.start_png(data, request.width, request.height)
        return with_start_picture(request, picture)

    async def fields_in(self, attachment: discord.Attachment) -> dict[str, str]:
        """Read the parameters that an attached picture was drawn with.

        Raises:
            Refused: the picture is too large, or cannot be had now.
            InvalidRequest: there are none, or it is no picture.
        """
        async with self.held([attachment]) as (data,):
            return await self.decoder.fields_in(data)

    @contextlib.asynccontextmanager
    async def held(self, attachments: Sequence[discord.Attachment]) -> AsyncIterator[list[bytes]]:
        """Hold attachments in memory, each of at most 16 MiB, while the block runs.

        Args:
            attachments: as Discord describes them; that is not believed further than needed.

        Raises:
            Refused: one is larger, or not to be had; or others hold too much for too long.
        """
        for attachment in attachments:
            _check(attachment)
        async with self._room(sum(attachment.size for attachment in attachments)):
            yield await self._read(attachments)

    async def _read(self, attachments: Sequence[discord.Attachment]) -> list[bytes]:
        try:
            async with asyncio.timeout(READ_S):
                return [await self._download(one, one.size) for one in attachments]
        except (DownloadRefused, *DISCORD_ERRORS) as error:
            raise Refused(text("refused-file-unread"), "file_unread") from error

    @contextlib.asynccontextmanager
    async def _room(self, size_bytes: int) -> AsyncIterator[None]:
        """Wait for room in memory, and take it while the block runs."""
        try:
            async with asyncio.timeout(WAIT_S), self._freed:
                await self._freed.wait_for(lambda: size_bytes <= self._free_bytes)
                self._free_bytes -= size_bytes
        except TimeoutError as error:
            raise Refused(text("refused-file-wait"), "file_wait") from error
        try:
            yield
        finally:
            self._free_bytes += size_bytes
            async with self._freed:
                self._freed.notify_all()


def _check(attachment: discord.Attachment) -> None:
    if attachment.size > MOST_MEGABYTES * 2**20:
        megabytes = decimal(attachment.size / 2**20, 1)
        limit = str(MOST_MEGABYTES)
        raise Refused(text("refused-file-size", megabytes=megabytes, most=limit), "invalid")
    pixels = (attachment.width or 0) * (attachment.height or 0)
    if pixels > MOST_MEGAPIXELS * 2**20:
        size = f"{attachment.width}×{attachment.height}"
        limit = str(MOST_MEGAPIXELS)
        raise Refused(text("refused-file-pixels", size=size, most=limit), "invalid")
