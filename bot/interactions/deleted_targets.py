"""Detection of configured channels and roles that have been deleted since."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Protocol

import discord

from bot.interactions.responses import look_up_server


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
    existing = await look_up_server(fetch())
    if existing is None:
        return frozenset()
    return frozenset(ids) - {one.id for one in existing}
