"""Detection of configured channels and roles that have been deleted since."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Protocol

import discord

from bot.interactions.responses import DISCORD_ERRORS, summary

log = logging.getLogger(__name__)

# An interaction times out after 3 s.
ASKED_S = 1.5


class _WithId(Protocol):
    @property
    def id(self) -> int: ...


async def deleted_channels(guild: discord.Guild | None, ids: Collection[int]) -> frozenset[int]:
    """Find the channels that no longer exist; none where Discord does not answer.

    Args:
        guild: the server; None finds none.
        ids: of channels.

    Returns:
        The ids without a channel.
    """
    return await _find_missing(guild.fetch_channels, ids) if guild and ids else frozenset()


async def deleted_roles(guild: discord.Guild | None, ids: Collection[int]) -> frozenset[int]:
    """Find the roles that no longer exist; none where Discord does not answer.

    Args:
        guild: the server; None finds none.
        ids: of roles.

    Returns:
        The ids without a role.
    """
    return await _find_missing(guild.fetch_roles, ids) if guild and ids else frozenset()


async def _find_missing(
    fetch: Callable[[], Awaitable[Sequence[_WithId]]], ids: Collection[int]
) -> frozenset[int]:
    try:
        async with asyncio.timeout(ASKED_S):
            existing = {one.id for one in await fetch()}
    except DISCORD_ERRORS as error:
        log.warning("Discord does not list a server's channels or roles: %s", summary(error))
        return frozenset()
    return frozenset(ids) - existing
