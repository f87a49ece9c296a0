"""Pointing discord.py at a wire, in this process."""

import contextlib
from collections.abc import Iterator
from unittest import mock

import discord
import yarl
from discord.gateway import DiscordWebSocket

from bot.requests import attachment_downloads


@contextlib.contextmanager
def pointed_at(url: str) -> Iterator[None]:
    """Let discord.py's clients talk to the wire at this address while the block runs."""
    gateway = yarl.URL(url).with_scheme("ws") / "gateway"
    with (
        mock.patch.object(discord.http.Route, "BASE", f"{url}/api/v10"),
        mock.patch.object(DiscordWebSocket, "DEFAULT_GATEWAY", gateway),
        mock.patch.object(discord.asset.Asset, "BASE", url),
        mock.patch.object(attachment_downloads, "ORIGINS", {url}),
    ):
        yield
