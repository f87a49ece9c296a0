"""Downloads of members' attachments: from Discord's servers alone, and of bounded size."""

from collections.abc import Awaitable, Callable

import aiohttp
import discord
import yarl

# Origins of attachments' addresses; no other one is requested, and no redirection followed.
ORIGINS = frozenset({"https://cdn.discordapp.com", "https://media.discordapp.net"})
_CHUNK_BYTES = 2**16

Download = Callable[[discord.Attachment, int], Awaitable[bytes]]


class DownloadRefused(Exception):
    """Refused download; without its address, which contains its name and a signature."""


async def download(attachment: discord.Attachment, most_bytes: int) -> bytes:
    """Download an attachment.

    Not by `attachment.read()`, which reads without a limit, and decompresses.

    Args:
        attachment: as Discord describes it.
        most_bytes: of its content.

    Raises:
        DownloadRefused: it is on another server, larger, or refused.
        aiohttp.ClientError, OSError: the connection failed.
    """
    async with (
        aiohttp.ClientSession(auto_decompress=False) as session,
        session.get(_discord_url(attachment), allow_redirects=False) as response,
    ):
        if response.status != 200:
            raise DownloadRefused(f"status {response.status}")
        content = bytearray()
        async for chunk in response.content.iter_chunked(_CHUNK_BYTES):
            content += chunk
            if len(content) > most_bytes:
                raise DownloadRefused("larger than it was said to be")
    return bytes(content)


def _discord_url(attachment: discord.Attachment) -> yarl.URL:
    try:
        url = yarl.URL(attachment.url, encoded=True)
        if str(url.origin()) in ORIGINS:
            return url
    except ValueError:
        pass
    raise DownloadRefused("not from Discord")


async def read(attachment: discord.Attachment, most_bytes: int) -> bytes:  # noqa: ARG001 - as above
    """Read an attachment of a simulated Discord, which has no addresses.

    Args:
        attachment: a simulated one.
        most_bytes: ignored; it is an argument of every `Download`.
    """
    return await attachment.read()
