"""Attached pictures: checked before they are read, decoded in a process of limited memory."""

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
# The largest blend has 48 MB. Each file is in memory three times while it is sent to the decoder.
MOST_HELD_BYTES = 64 * 2**20
# Of an interaction that has been deferred.
READ_S, WAIT_S = 20.0, 10.0


class Attachments:
    """Downloads and decodes attachments: limited bytes in all, one request per member at a time.

    Args:
        decoder: decodes untrusted files.
        download: downloads an attachment of at most so many bytes.
    """

    def __init__(self, decoder: PictureDecoder, download: Download = download) -> None:
        self.decoder, self._download = decoder, download
        self._free_bytes, self._freed = MOST_HELD_BYTES, asyncio.Condition()
        self._served: dict[int, int] = {}

    @contextlib.contextmanager
    def lock_member(self, context: Context) -> Iterator[bool]:
        """Lock out other requests with files of the same member, while the block runs.

        Args:
            context: of the member's interaction.

        Yields:
            False if this same interaction holds the lock: Discord has sent it twice.

        Raises:
            Refused: another interaction of the member holds the lock.
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

    async def add_start_picture(
        self, request: GenerationRequest, attachment: discord.Attachment
    ) -> GenerationRequest:
        """Copy a request with an attached start picture, cropped to the request's size.

        Args:
            request: one with a start of which only the strength is set.
            attachment: the picture.

        Raises:
            Refused: the picture is too large, or cannot be downloaded now.
            InvalidRequest: it is no picture.
        """
        async with self.hold([attachment]) as (data,):
            picture = await self.decoder.start_png(data, request.width, request.height)
        return with_start_picture(request, picture)

    async def read_fields(self, attachment: discord.Attachment) -> dict[str, str]:
        """Read the parameters in the metadata of an attached picture.

        Raises:
            Refused: the picture is too large, or cannot be downloaded now.
            InvalidRequest: there are none, or it is no picture.
        """
        async with self.hold([attachment]) as (data,):
            return await self.decoder.fields_in(data)

    @contextlib.asynccontextmanager
    async def hold(self, attachments: Sequence[discord.Attachment]) -> AsyncIterator[list[bytes]]:
        """Hold attachments in memory, each of at most 16 MiB, while the block runs.

        Args:
            attachments: with the sizes that Discord states; no more bytes are read.

        Raises:
            Refused: one is larger, or cannot be downloaded; or there is no memory for too long.
        """
        for attachment in attachments:
            _check_size(attachment)
        async with self._reserve(sum(attachment.size for attachment in attachments)):
            try:
                async with asyncio.timeout(READ_S):
                    files = [await self._download(one, one.size) for one in attachments]
            except (DownloadRefused, *DISCORD_ERRORS) as error:
                raise Refused(text("refused-file-unread"), "file_unread") from error
            yield files

    @contextlib.asynccontextmanager
    async def _reserve(self, size_bytes: int) -> AsyncIterator[None]:
        """Wait for free memory, and reserve it while the block runs."""
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


def _check_size(attachment: discord.Attachment) -> None:
    if attachment.size > MOST_MEGABYTES * 2**20:
        megabytes = decimal(attachment.size / 2**20, 1)
        limit = str(MOST_MEGABYTES)
        raise Refused(text("refused-file-size", megabytes=megabytes, most=limit), "invalid")
    pixels = (attachment.width or 0) * (attachment.height or 0)
    if pixels > MOST_MEGAPIXELS * 2**20:
        size = f"{attachment.width}×{attachment.height}"
        limit = str(MOST_MEGAPIXELS)
        raise Refused(text("refused-file-pixels", size=size, most=limit), "invalid")
