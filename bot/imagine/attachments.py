"""Pictures that members attach: bounded before they are read, and again before they are decoded."""

import asyncio

import discord

from bot.imagine.host import Refused
from bot.imagine.options import started_with
from bot.imagine.responses import TROUBLE
from bot.language import decimal, text
from generation import GenerationRequest, start_png

MOST_MEGABYTES, MOST_MEGAPIXELS = 16, 16
# By then the member has been promised a reply.
READ_S = 20.0


async def started(request: GenerationRequest, attachment: discord.Attachment) -> GenerationRequest:
    """Copy a request with an attached picture to begin with, cut to its size.

    Raises:
        Refused: the picture is too large, or Discord does not hand it out.
        InvalidRequest: it is no picture.
    """
    return started_with(request, await start_picture(attachment, request.width, request.height))


async def start_picture(attachment: discord.Attachment, width: int, height: int) -> bytes:
    """Read an attached picture as one to start from.

    Args:
        attachment: as Discord describes it; what it says is not believed any further than needed.
        width: pixels to be cut to.
        height: pixels.

    Returns:
        An encoded PNG of that size, without anything else that was in the file.

    Raises:
        Refused: it is too large, or Discord does not hand it out.
        InvalidRequest: it is no picture.
    """
    data = await attached(attachment)
    return await asyncio.to_thread(start_png, data, width, height)


async def attached(attachment: discord.Attachment) -> bytes:
    """Read an attachment of at most 16 MiB.

    Args:
        attachment: as Discord describes it.

    Raises:
        Refused: it is larger, or Discord does not hand it out.
    """
    if attachment.size > MOST_MEGABYTES * 2**20:
        megabytes = decimal(attachment.size / 2**20, 1)
        limit = str(MOST_MEGABYTES)
        raise Refused(text("refused-file-size", megabytes=megabytes, most=limit), "invalid")
    pixels = (attachment.width or 0) * (attachment.height or 0)
    if pixels > MOST_MEGAPIXELS * 2**20:
        size = f"{attachment.width}×{attachment.height}"
        limit = str(MOST_MEGAPIXELS)
        raise Refused(text("refused-file-pixels", size=size, most=limit), "invalid")
    try:
        async with asyncio.timeout(READ_S):
            return await attachment.read()
    except TROUBLE as error:
        raise Refused(text("refused-file-unread"), "file_unread") from error
