"""Queries about bans and hidden pictures; each action is logged in its transaction."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database
from bot.storage.db.tables import bans, pictures
from bot.storage.people.moderation_log import append_entry


@dataclass(frozen=True, slots=True)
class Ban:
    """Ban of a member from drawing in a server.

    Args:
        user_id: the member.
        reason: the moderator's text.
        until: end in seconds since 1970 by the database's clock; None for a permanent ban.
    """

    user_id: int
    reason: str
    until: float | None


class BanStore:
    """Bans of all servers.

    Args:
        database: the database.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def ban(
        self, guild_id: int, moderator_id: int, user_id: int, reason: str, for_s: float | None
    ) -> Ban:
        """Ban a member, or replace their ban, and log it.

        Args:
            guild_id: the server.
            moderator_id: the moderator.
            user_id: the member.
            reason: the moderator's text.
            for_s: duration in seconds; None for a permanent ban.
        """
        async with self._database.writing() as connection:
            made = await put_ban(connection, self._database, guild_id, user_id, reason, for_s)
            entry = guild_id, moderator_id, "ban", user_id, reason
            await append_entry(connection, self._database.now, *entry)
        return made

    async def unban(self, guild_id: int, moderator_id: int, user_id: int, reason: str) -> bool:
        """Delete a ban and log it.

        Args:
            guild_id: the server.
            moderator_id: the moderator.
            user_id: the member.
            reason: the moderator's text.

        Returns:
            False if there was no ban in force.
        """
        holding = sa.delete(bans).where(
            bans.c.guild_id == guild_id, bans.c.user_id == user_id, in_force(self._database.now)
        )
        async with self._database.writing() as connection:
            lifted = bool((await connection.execute(holding)).rowcount)
            if lifted:
                entry = guild_id, moderator_id, "unban", user_id, reason
                await append_entry(connection, self._database.now, *entry)
        return lifted

    async def hide(self, guild_id: int, moderator_id: int, user_id: int, reason: str) -> int:
        """Hide all pictures of a member in a server, and log it.

        Args:
            guild_id: the server.
            moderator_id: the moderator.
            user_id: the member.
            reason: the moderator's text.

        Returns:
            The number of pictures that were shown before.
        """
        entry = guild_id, moderator_id, user_id, "hide", reason
        return await self._mark(pictures.c.hidden.is_(None), "hidden", *entry)

    async def unhide(self, guild_id: int, moderator_id: int, user_id: int, reason: str) -> int:
        """Show a member's hidden pictures again, and log it.

        Those whose messages were deleted stay hidden.

        Args:
            guild_id: the server.
            moderator_id: the moderator.
            user_id: the member.
            reason: the moderator's text.

        Returns:
            The number of pictures.
        """
        entry = guild_id, moderator_id, user_id, "unhide", reason
        return await self._mark(pictures.c.hidden == "hidden", None, *entry)

    async def _mark(
        self,
        which: sa.ColumnElement[bool],
        hidden: str | None,
        guild_id: int,
        moderator_id: int,
        user_id: int,
        action: str,
        reason: str,
    ) -> int:
        theirs = sa.and_(pictures.c.guild_id == guild_id, pictures.c.user_id == user_id)
        since = self._database.now if hidden else None
        marked = sa.update(pictures).where(theirs, which).values(hidden=hidden, hidden_at=since)
        async with self._database.writing() as connection:
            count = (await connection.execute(marked)).rowcount
            if count:
                entry = guild_id, moderator_id, action, user_id, reason
                await append_entry(connection, self._database.now, *entry, after=str(count))
        return count

    async def find_ban(self, guild_id: int, user_id: int) -> Ban | None:
        """Find the ban of a member that is in force.

        Args:
            guild_id: the server.
            user_id: the member.

        Raises:
            StorageUnavailable: the database cannot be read.
        """
        async with self._database.reading() as connection:
            return await find_ban(connection, guild_id, user_id, self._database.now)

    async def bans(self, guild_id: int, most: int, skip: int = 0) -> list[Ban]:
        """List the bans in force by their ends, the permanent ones last.

        Args:
            guild_id: the server.
            most: most bans to list.
            skip: number of bans to skip.
        """
        listed = (
            sa.select(bans.c.user_id, bans.c.reason, bans.c.until)
            .where(bans.c.guild_id == guild_id, in_force(self._database.now))
            .order_by(bans.c.until.is_(None), bans.c.until, bans.c.user_id)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(listed.limit(most).offset(skip))).all()
        return [Ban(*row) for row in rows]


def in_force(now: Any) -> sa.ColumnElement[bool]:
    """Build the condition on bans that are not over."""
    return sa.or_(bans.c.until.is_(None), bans.c.until > now)


async def find_ban(
    connection: AsyncConnection, guild_id: int, user_id: int, now: Any
) -> Ban | None:
    """Find the ban of a member that is in force, in a transaction.

    Args:
        connection: of the transaction.
        guild_id: the server.
        user_id: the member.
        now: the time in seconds since 1970, as a number or an SQL expression.
    """
    ban = sa.select(bans.c.user_id, bans.c.reason, bans.c.until).where(
        bans.c.guild_id == guild_id, bans.c.user_id == user_id, in_force(now)
    )
    row = (await connection.execute(ban)).one_or_none()
    return Ban(*row) if row else None


async def put_ban(
    connection: AsyncConnection,
    database: Database,
    guild_id: int,
    user_id: int,
    reason: str,
    for_s: float | None,
) -> Ban:
    """Ban a member, or replace their ban, in a transaction.

    Args:
        connection: of the transaction.
        database: its database.
        guild_id: the server.
        user_id: the member.
        reason: the moderator's text.
        for_s: duration in seconds; None for a permanent ban.
    """
    until = None if for_s is None else database.now + for_s
    values = {"guild_id": guild_id, "user_id": user_id, "reason": reason, "until": until}
    made = database.insert(bans).values(values)
    made = made.on_conflict_do_update(index_elements=["guild_id", "user_id"], set_=values)
    stored = made.returning(bans.c.user_id, bans.c.reason, bans.c.until)
    return Ban(*(await connection.execute(stored)).one())
