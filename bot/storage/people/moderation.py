"""Queries about bans, hidden pictures and the append-only moderation log."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database
from bot.storage.db.tables import bans, moderation_log, pictures

# Characters of a reason or a prompt that are kept in the log.
MOST_REASON = 1000


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


@dataclass(frozen=True, slots=True)
class Entry:
    """Entry of the moderation log.

    Args:
        at: seconds since 1970 by the database's clock.
        moderator_id: the moderator.
        user_id: the member concerned.
        action: "ban", "unban", "cancel", "delete", "hide" or "unhide".
        reason: the moderator's text, or the prompt of a deleted picture.
    """

    at: float
    moderator_id: int
    user_id: int
    action: str
    reason: str


class BanStore:
    """Bans and moderation logs of all servers.

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
        until = None if for_s is None else self._database.now + for_s
        values = {"guild_id": guild_id, "user_id": user_id, "reason": reason, "until": until}
        made = self._database.insert(bans).values(values)
        made = made.on_conflict_do_update(index_elements=["guild_id", "user_id"], set_=values)
        stored = made.returning(bans.c.user_id, bans.c.reason, bans.c.until)
        async with self._database.writing() as connection:
            row = (await connection.execute(stored)).one()
            await self._log(connection, guild_id, moderator_id, user_id, "ban", reason)
        return Ban(*row)

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
                await self._log(connection, guild_id, moderator_id, user_id, "unban", reason)
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
        marked = sa.update(pictures).where(theirs, which).values(hidden=hidden)
        async with self._database.writing() as connection:
            count = (await connection.execute(marked)).rowcount
            if count:
                await self._log(connection, guild_id, moderator_id, user_id, action, reason)
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

    async def note(
        self, guild_id: int, moderator_id: int, user_id: int, action: str, reason: str
    ) -> None:
        """Log an action of a moderator on a member's requests or pictures.

        Args:
            guild_id: the server.
            moderator_id: the moderator.
            user_id: the member.
            action: the action, in one word.
            reason: the moderator's text, or the prompt.
        """
        async with self._database.writing() as connection:
            await self._log(connection, guild_id, moderator_id, user_id, action, reason)

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

    async def log(
        self, guild_id: int, most: int, skip: int = 0, user_id: int | None = None
    ) -> list[Entry]:
        """List the entries of the moderation log, the newest first.

        Args:
            guild_id: the server.
            most: most entries to list.
            skip: number of entries to skip.
            user_id: the member concerned; None for all.
        """
        names = ("at", "moderator_id", "user_id", "action", "reason")
        listed = (
            sa.select(*(moderation_log.c[name] for name in names))
            .where(moderation_log.c.guild_id == guild_id)
            .order_by(moderation_log.c.at.desc(), moderation_log.c.id.desc())
        )
        if user_id is not None:
            listed = listed.where(moderation_log.c.user_id == user_id)
        async with self._database.reading() as connection:
            rows = (await connection.execute(listed.limit(most).offset(skip))).all()
        return [Entry(*row) for row in rows]

    async def _log(
        self,
        connection: AsyncConnection,
        guild_id: int,
        moderator_id: int,
        user_id: int,
        action: str,
        reason: str,
    ) -> None:
        row = {
            "at": self._database.now,
            "guild_id": guild_id,
            "moderator_id": moderator_id,
            "user_id": user_id,
            "action": action,
            # A prompt may be of any length; only a part is ever shown.
            "reason": reason[:MOST_REASON],
        }
        await connection.execute(sa.insert(moderation_log).values(row))


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
