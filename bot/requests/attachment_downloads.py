"""Downloads of what members attach: from Discord alone, and no further than a bound."""

from collections.abc import Awaitable, Callable

import aiohttp
import discord
import yarl

# What an attachment's address begins with; nothing else is asked, and no redirection followed.
ORIGINS = frozenset({"https://cdn.discordapp.com", "https://media.discordapp.net"})
_CHUNK_BYTES = 2**16

Download = Callable[[discord.Attachment, int], Awaitable[bytes]]


class DownloadRefused(Exception):
    """A file cannot be had; without its address, which holds its name and a signature."""


async def download(attachment: discord.Attachment, most_bytes: int) -> bytes:
    """Download an attachment.

    Not by `attachment.read()`, which reads whatever comes, and unpacks it.

    Args:
        attachment: as Discord describes it.
        most_bytes: that are received.

    Raises:
        DownloadRefused: it is elsewhere, larger, or refused.
        aiohttp.ClientError, OSError: the connection failed.
    """
    async with (
        aiohttp.ClientSession(auto_decompress=False) as session,
        session.get(_address(attachment), allow_redirects=False) as response,
    ):
        if response.status != 200:
            raise DownloadRefused(f"status {response.status}")
        content = bytearray()
        async for chunk in response.content.iter_chunked(_CHUNK_BYTES):
            content += chunk
            if len(content) > most_bytes:
                raise DownloadRefused("larger than it was said to be")
    return bytes(content)


def _address(attachment: discord.Attachment) -> yarl.URL:
    try:
        url = yarl.URL(attachment.url, encoded=True)
        if str(url.origin()) in ORIGINS:
            return url
    except ValueError:
        pass
    raise DownloadRefused("not from Discord")


async def read(attachment: discord.Attachment, most_bytes: int) -> bytes:  # noqa: ARG001 - as above
    """Read an attachment of a simulated Discord, which has no addresses."""
    return await attachment.read()
