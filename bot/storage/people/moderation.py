"""Every query about bans and about the log of what moderators did, which is only added to."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database
from bot.storage.db.tables import bans, moderation_log, pictures

# Characters of a reason, or of a prompt, that the log keeps.
MOST_REASON = 1000


@dataclass(frozen=True, slots=True)
class Ban:
    """Who may not draw in a server.

    Args:
        user_id: the member.
        reason: as the moderator gave it.
        until: seconds since 1970 by the database's clock; None for ever.
    """

    user_id: int
    reason: str
    until: float | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What a moderator did.

    Args:
        at: when, in seconds since 1970 by the database's clock.
        moderator_id: who.
        user_id: to whom.
        action: what, in one word: "ban", "unban", "cancel", "delete", "hide", "unhide".
        reason: why.
    """

    at: float
    moderator_id: int
    user_id: int
    action: str
    reason: str


class BanStore:
    """The bans and the logs of all servers; every question names the server.

    Args:
        database: where they are.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def ban(
        self, guild_id: int, moderator_id: int, user_id: int, reason: str, for_s: float | None
    ) -> Ban:
        """Ban a member, in place of a ban that holds already, and log it.

        Args:
            guild_id: where.
            moderator_id: who bans.
            user_id: whom.
            reason: why.
            for_s: seconds; None for ever.
        """
        until = None if for_s is None else self._database.now + for_s
        row = {"guild_id": guild_id, "user_id": user_id, "reason": reason, "until": until}
        made = self._database.insert(bans).values(row)
        made = made.on_conflict_do_update(index_elements=["guild_id", "user_id"], set_=row)
        holds = made.returning(bans.c.user_id, bans.c.reason, bans.c.until)
        async with self._database.writing() as connection:
            found = (await connection.execute(holds)).one()
            await self._log(connection, guild_id, moderator_id, user_id, "ban", reason)
        return Ban(*found)

    async def unban(self, guild_id: int, moderator_id: int, user_id: int, reason: str) -> bool:
        """Lift a ban and log it; False if there was none."""
        holding = _lifted(guild_id, user_id).where(in_force(self._database.now))
        async with self._database.writing() as connection:
            lifted = bool((await connection.execute(holding)).rowcount)
            if lifted:
                await self._log(connection, guild_id, moderator_id, user_id, "unban", reason)
        return lifted

    async def hide(self, guild_id: int, moderator_id: int, user_id: int, reason: str) -> int:
        """Hide all pictures of a member in a server, and log it; how many were shown before."""
        entry = guild_id, moderator_id, user_id, "hide", reason
        return await self._mark(pictures.c.hidden.is_(None), "hidden", *entry)

    async def unhide(self, guild_id: int, moderator_id: int, user_id: int, reason: str) -> int:
        """Show a member's hidden pictures again, and log it; how many.

        Those whose messages were deleted stay hidden.
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

    async def ban_of(self, guild_id: int, user_id: int) -> Ban | None:
        """Find the ban that a member is under.

        Raises:
            StorageUnavailable: it cannot be read.
        """
        async with self._database.reading() as connection:
            return await ban_of(connection, guild_id, user_id, self._database.now)

    async def note(
        self, guild_id: int, moderator_id: int, user_id: int, action: str, reason: str
    ) -> None:
        """Log what a moderator did to what a member has made."""
        async with self._database.writing() as connection:
            await self._log(connection, guild_id, moderator_id, user_id, action, reason)

    async def bans(self, guild_id: int, most: int, skip: int = 0) -> list[Ban]:
        """List the bans in force, those that end first in front and those for ever last."""
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
        """List what moderators did, the newest first.

        Args:
            guild_id: where.
            most: entries.
            skip: so many of the newest.
            user_id: to whom; None for everybody.
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
            # A prompt may be as long as a member likes; only a part is ever shown.
            "reason": reason[:MOST_REASON],
        }
        await connection.execute(sa.insert(moderation_log).values(row))


def in_force(now: Any) -> sa.ColumnElement[bool]:
    """Select the bans that are not over."""
    return sa.or_(bans.c.until.is_(None), bans.c.until > now)


async def ban_of(connection: AsyncConnection, guild_id: int, user_id: int, now: Any) -> Ban | None:
    """Find the ban that a member is under, in a transaction."""
    held = sa.select(bans.c.user_id, bans.c.reason, bans.c.until).where(
        bans.c.guild_id == guild_id, bans.c.user_id == user_id, in_force(now)
    )
    row = (await connection.execute(held)).one_or_none()
    return Ban(*row) if row else None


def _lifted(guild_id: int, user_id: int) -> sa.Delete:
    return sa.delete(bans).where(bans.c.guild_id == guild_id, bans.c.user_id == user_id)
