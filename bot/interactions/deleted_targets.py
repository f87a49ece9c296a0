"""Channels and roles that a server has chosen and that may have been deleted since."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Protocol

import discord

from bot.interactions.responses import DISCORD_ERRORS, summary

log = logging.getLogger(__name__)

# A member has to be answered within 3 s.
ASKED_S = 1.5


class _Known(Protocol):
    @property
    def id(self) -> int: ...


async def deleted_channels(guild: discord.Guild | None, ids: Collection[int]) -> frozenset[int]:
    """Tell which channels a server has no more; none where Discord does not say."""
    return await _deleted(guild.fetch_channels, ids) if guild and ids else frozenset()


async def deleted_roles(guild: discord.Guild | None, ids: Collection[int]) -> frozenset[int]:
    """Tell which roles a server has no more; none where Discord does not say."""
    return await _deleted(guild.fetch_roles, ids) if guild and ids else frozenset()


async def _deleted(
    fetch: Callable[[], Awaitable[Sequence[_Known]]], ids: Collection[int]
) -> frozenset[int]:
    try:
        async with asyncio.timeout(ASKED_S):
            there = {one.id for one in await fetch()}
    except DISCORD_ERRORS as error:
        log.warning("Discord does not list a server's channels or roles: %s", summary(error))
        return frozenset()
    return frozenset(ids) - there
