"""Queries about strikes: each counts until its end, and enough of them at once ban a member."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database
from bot.storage.db.tables import strikes
from bot.storage.people.moderation import Ban, find_ban, put_ban
from bot.storage.people.moderation_log import append_entry
from bot.storage.people.restrictions import StrikeRules

StrikeKind = Literal["warning", "picture"]
_DAY_S, _HOUR_S = 86400.0, 3600.0
# Key of the advisory lock that keeps two strikes from being counted without each other.
_STRIKING = 0x1A6F


@dataclass(frozen=True, slots=True)
class Strike:
    """Strike of a member that still counts.

    Args:
        id: its number.
        user_id: the member.
        kind: "warning" by a moderator, or "picture" for a rejected one.
        reason: the moderator's text, or the rule.
        at: seconds since 1970 by the database's clock.
        until: end of the strike, by the same clock.
    """

    id: int
    user_id: int
    kind: StrikeKind
    reason: str
    at: float
    until: float


@dataclass(frozen=True, slots=True)
class Struck:
    """Result of a strike.

    Args:
        count: strikes of the member that count, this one included.
        ban: the ban that it led to; None without one.
    """

    count: int
    ban: Ban | None


class StrikeStore:
    """Strikes of all servers.

    Args:
        database: the database.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self,
        guild_id: int,
        moderator_id: int,
        user_id: int,
        reason: str,
        rules: StrikeRules,
        kind: StrikeKind = "warning",
    ) -> Struck:
        """Add a strike, ban the member if these are too many, and log both.

        A longer ban that is in force stays.

        Args:
            guild_id: the server.
            moderator_id: the moderator.
            user_id: the member.
            reason: the moderator's text, or the rule.
            rules: of the server.
            kind: "warning" by a moderator, or "picture" for a rejected one.
        """
        now = self._database.now
        row = {
            "guild_id": guild_id,
            "user_id": user_id,
            "moderator_id": moderator_id,
            "kind": kind,
            "reason": reason,
            "at": now,
            "until": now + rules.days * _DAY_S,
            "told": False,
        }
        ended = sa.and_(_of_member(guild_id, user_id), strikes.c.until <= now)
        counted = sa.select(sa.func.count()).where(_of_member(guild_id, user_id))
        async with self._database.writing() as connection:
            if not self._database.is_file:
                await connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_STRIKING)))
            await connection.execute(sa.delete(strikes).where(ended))
            await connection.execute(sa.insert(strikes).values(row))
            count = (await connection.execute(counted)).scalar_one()
            action = "warn" if kind == "warning" else "strike"
            entry = guild_id, moderator_id, action, user_id, reason, str(count - 1), str(count)
            await append_entry(connection, now, *entry)
            ban = None
            if count >= rules.limit:
                ban = await self._ban(connection, guild_id, moderator_id, user_id, reason, rules)
        return Struck(count, ban)

    async def _ban(
        self,
        connection: AsyncConnection,
        guild_id: int,
        moderator_id: int,
        user_id: int,
        reason: str,
        rules: StrikeRules,
    ) -> Ban:
        """Ban a member because of the strikes, unless a longer ban is in force."""
        now, for_s = self._database.now, rules.ban_hours * _HOUR_S
        before = await find_ban(connection, guild_id, user_id, now + for_s)
        if before:
            return before
        ban = await put_ban(connection, self._database, guild_id, user_id, reason, for_s)
        await append_entry(connection, now, guild_id, moderator_id, "autoban", user_id, reason)
        return ban

    async def list_counting(self, guild_id: int, user_id: int) -> list[Strike]:
        """List the strikes of a member that count, the oldest first.

        Args:
            guild_id: the server.
            user_id: the member.
        """
        listed = _select().where(
            _of_member(guild_id, user_id), strikes.c.until > self._database.now
        )
        async with self._database.reading() as connection:
            return _load((await connection.execute(listed.order_by(strikes.c.id))).all())

    async def find(self, guild_id: int, strike_id: int) -> Strike | None:
        """Find a strike by its number; one of another server is not found.

        Args:
            guild_id: the server.
            strike_id: number of the strike.
        """
        async with self._database.reading() as connection:
            found = await connection.execute(_select().where(_is(guild_id, strike_id)))
            return next(iter(_load(found.all())), None)

    async def remove(self, guild_id: int, moderator_id: int, strike_id: int) -> bool:
        """Delete a strike and log it.

        Args:
            guild_id: the server.
            moderator_id: the moderator.
            strike_id: number of the strike.

        Returns:
            False if there is none.
        """
        gone = sa.delete(strikes).where(_is(guild_id, strike_id))
        async with self._database.writing() as connection:
            rows = (
                await connection.execute(gone.returning(strikes.c.user_id, strikes.c.reason))
            ).all()
            for user_id, reason in rows:
                entry = guild_id, moderator_id, "unstrike", user_id, reason
                await append_entry(connection, self._database.now, *entry)
        return bool(rows)

    async def take_untold(self, guild_id: int, user_id: int) -> list[Strike]:
        """Mark the strikes that a member has not read as read; each is returned once.

        Args:
            guild_id: the server.
            user_id: the member.
        """
        untold = sa.and_(_of_member(guild_id, user_id), sa.not_(strikes.c.told))
        told = sa.update(strikes).where(untold).values(told=True)
        async with self._database.writing() as connection:
            rows = (await connection.execute(told.returning(*_COLUMNS))).all()
        return sorted(_load(rows), key=lambda strike: strike.id)


_COLUMNS = tuple(strikes.c[name] for name in Strike.__slots__)


def _select() -> sa.Select[Any]:
    return sa.select(*_COLUMNS)


def _load(rows: Sequence[Any]) -> list[Strike]:
    return [Strike(*row) for row in rows]


def _of_member(guild_id: int, user_id: int) -> sa.ColumnElement[bool]:
    return sa.and_(strikes.c.user_id == user_id, strikes.c.guild_id == guild_id)


def _is(guild_id: int, strike_id: int) -> sa.ColumnElement[bool]:
    return sa.and_(strikes.c.id == strike_id, strikes.c.guild_id == guild_id)
