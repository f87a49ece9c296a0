"""Queries about quotas of single members."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bot.storage.db.database import Database
from bot.storage.db.tables import member_limits
from bot.storage.people.moderation_log import append_entry


@dataclass(frozen=True, slots=True)
class MemberLimit:
    """Quota of a single member.

    Args:
        user_id: the member.
        quota: as "5/day".
        until: end in seconds since 1970 by the database's clock; None for a permanent one.
    """

    user_id: int
    quota: str
    until: float | None


class MemberLimits:
    """Quotas of single members in all servers.

    Args:
        database: the database.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def set(
        self,
        guild_id: int,
        moderator_id: int,
        user_id: int,
        quota: str | None,
        for_s: float | None,
        reason: str,
    ) -> MemberLimit | None:
        """Set or remove a member's quota, and log it.

        Args:
            guild_id: the server.
            moderator_id: the moderator.
            user_id: the member.
            quota: as "5/day"; None to remove it.
            for_s: duration in seconds; None for a permanent one.
            reason: the moderator's text.

        Returns:
            The quota that was in force before.
        """
        now = self._database.now
        theirs = sa.and_(member_limits.c.guild_id == guild_id, member_limits.c.user_id == user_id)
        until = None if for_s is None else now + for_s
        row = {"guild_id": guild_id, "user_id": user_id, "quota": quota, "until": until}
        async with self._database.writing() as connection:
            found = await connection.execute(sa.select(*_COLUMNS).where(theirs, in_force(now)))
            before = next((MemberLimit(*old) for old in found.all()), None)
            await connection.execute(sa.delete(member_limits).where(theirs))
            if quota:
                made = self._database.insert(member_limits).values(row)
                made = made.on_conflict_do_update(index_elements=["guild_id", "user_id"], set_=row)
                await connection.execute(made)
            if quota or before:
                written = before.quota if before else ""
                entry = guild_id, moderator_id, "limit", user_id, reason, written, quota or ""
                await append_entry(connection, now, *entry)
        return before

    async def list_in_force(self, guild_id: int, most: int, skip: int = 0) -> list[MemberLimit]:
        """List the quotas in force by their members' ids.

        Args:
            guild_id: the server.
            most: most quotas to list.
            skip: number of quotas to skip.
        """
        listed = (
            sa.select(*_COLUMNS)
            .where(member_limits.c.guild_id == guild_id, in_force(self._database.now))
            .order_by(member_limits.c.user_id)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(listed.limit(most).offset(skip))).all()
        return [MemberLimit(*row) for row in rows]


_COLUMNS = member_limits.c.user_id, member_limits.c.quota, member_limits.c.until


def in_force(now: Any) -> sa.ColumnElement[bool]:
    """Build the condition on quotas that are not over."""
    return sa.or_(member_limits.c.until.is_(None), member_limits.c.until > now)
