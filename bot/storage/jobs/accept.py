"""Writes orders down: the promise and its price in one step, for all that wait at once."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database
from bot.storage.db.group_commit import GroupCommit
from bot.storage.db.tables import jobs
from bot.storage.jobs.quotas import (
    AcceptanceLimits,
    LimitExceeded,
    acceptance_query,
    due,
    fair_rank,
    query_parameters,
)
from bot.storage.jobs.records import JobRequest, State, dump_names, dump_request
from bot.storage.people.moderation import Ban, ban_of

# Two processes on PostgreSQL that accept at the same time take turns.
_ACCEPTING = 0x1A6E
# A job that is prepared for so long has lost its process.
PREPARING_S = 60.0


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The interaction was accepted before."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The order is written down.

    Args:
        ahead: requests that are drawn before it.
        due_at: when it joins the line, in seconds since 1970 by the database's clock, where its
            limits make it wait.
        wait_s: how many seconds there are until then.
    """

    ahead: int
    due_at: float | None = None
    wait_s: float = 0.0


Obstacle = Ban | Duplicate | LimitExceeded
Answer = Accepted | Obstacle


@dataclass(frozen=True, slots=True, eq=False)
class _Fits:
    """What an order that may be accepted is written down with: `standing`'s row, its due time."""

    found: Any
    due_at: float


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """An order that waits for its answer."""

    order: JobRequest
    caps: AcceptanceLimits
    state: State


class Acceptance:
    """Decides on orders one after the other, on those that wait meanwhile in one transaction.

    Args:
        database: where they are written down.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._standing = functools.cache(functools.partial(acceptance_query, now=database.now))
        # Together on a server, too: there they would wait for each other, each with a connection.
        self._accepting = GroupCommit(database, self._answer_all, together=True)

    async def look(self, order: JobRequest, caps: AcceptanceLimits) -> Obstacle | None:
        """Read what stands in an order's way at this moment; nothing is written.

        Args:
            order: what is asked.
            caps: what holds for it.

        Raises:
            StorageUnavailable: it cannot be read.
        """
        async with self._database.reading(snapshot=False) as connection:
            found = await self._decide(connection, order, caps)
        return None if isinstance(found, _Fits) else found

    async def accept(
        self, order: JobRequest, caps: AcceptanceLimits, wait_s: float, state: State
    ) -> Answer:
        """Write an order down if everything allows it.

        Args:
            order: what is asked.
            caps: what holds for it.
            wait_s: longest time to wait for other transactions.
            state: PREPARING or QUEUED.

        Raises:
            StorageUnavailable: it is not accepted.
        """
        return await self._accepting.write(_Asked(order, caps, state), wait_s)

    async def _answer_all(
        self, connection: AsyncConnection, asked: Sequence[_Asked]
    ) -> list[Answer]:
        await self._wait_for_others(connection)
        return [await self._answer(connection, one) for one in asked]

    async def _answer(self, connection: AsyncConnection, one: _Asked) -> Answer:
        fits = await self._decide(connection, one.order, one.caps)
        if not isinstance(fits, _Fits):
            return fits
        row = _new(one, fits)
        ahead = (await connection.execute(_AHEAD, row)).scalar_one()
        await connection.execute(_INSERT, row)
        return _accepted(ahead, fits.due_at, fits.found.now)

    async def _decide(
        self, connection: AsyncConnection, order: JobRequest, caps: AcceptanceLimits
    ) -> Obstacle | _Fits:
        statement = self._standing(tuple(limit.scope for limit in caps.limits))
        found = (await connection.execute(statement, query_parameters(order, caps))).one()
        if found.known:
            return Duplicate()
        if found.banned and (
            ban := await ban_of(connection, order.guild_id, order.user_id, found.now)
        ):
            return ban
        due_at = await due(connection, order, caps, found)
        return due_at if isinstance(due_at, LimitExceeded) else _Fits(found, due_at)

    async def prepared(self, order: JobRequest) -> Accepted | None:
        """Queue a job with what was prepared for it.

        Args:
            order: what was accepted, with its whole request and its sources.

        Returns:
            What its member is told; None if the job has ended meanwhile.

        Raises:
            StorageUnavailable: it is as it was.
        """
        mine = sa.and_(jobs.c.id == order.id, jobs.c.state == State.PREPARING)
        now = sa.cast(self._database.now, sa.Float).label("now")
        held = sa.select(jobs.c.turn, jobs.c.due_at, now).where(mine).with_for_update()
        whole = {
            "state": State.QUEUED,
            "lease_until": None,
            "request": dump_request(order.request),
            "sources": dump_names(order.sources),
        }
        async with self._database.writing() as connection:
            row = (await connection.execute(held)).one_or_none()
            if row is None:
                return None
            place = {
                "application_id": order.application_id,
                "interaction_id": order.interaction_id,
                "turn": row.turn,
                "accepted_at": row.now,
            }
            ahead = (await connection.execute(_AHEAD, place)).scalar_one()
            await connection.execute(sa.update(jobs).where(mine).values(whole))
        return _accepted(ahead, row.due_at, row.now)

    async def _wait_for_others(self, connection: AsyncConnection) -> None:
        if not self._database.is_file:
            await connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ACCEPTING)))


_INSERT = sa.insert(jobs)
# Those that are drawn now, those of an earlier round, and in the same one those asked before.
_AHEAD = sa.select(sa.func.count()).where(
    jobs.c.application_id == sa.bindparam("application_id"),
    sa.or_(
        jobs.c.state == State.RUNNING,
        sa.and_(
            jobs.c.state == State.QUEUED,
            sa.tuple_(jobs.c.turn, jobs.c.interaction_id)
            < sa.tuple_(
                sa.bindparam("turn", type_=sa.BigInteger),
                sa.bindparam("interaction_id", type_=sa.BigInteger),
            ),
            jobs.c.due_at <= sa.bindparam("accepted_at"),
        ),
    ),
)


def _accepted(ahead: int, due_at: float, now: float) -> Accepted:
    wait_s = due_at - now
    return Accepted(ahead, due_at, wait_s) if wait_s > 0 else Accepted(ahead)


def _new(one: _Asked, fits: _Fits) -> dict[str, Any]:
    order, now = one.order, fits.found.now
    preparing = one.state is State.PREPARING
    return {
        "id": order.id,
        "interaction_id": order.interaction_id,
        "application_id": order.application_id,
        "guild_id": order.guild_id,
        "channel_id": order.channel_id,
        "user_id": order.user_id,
        "member": order.member,
        "upload_limit": order.upload_limit,
        "interaction_token": order.interaction_token,
        "request": dump_request(order.request),
        "sources": dump_names(order.sources),
        "parents": dump_names(order.parents),
        "locale": order.locale,
        "spoiler": order.spoiler,
        "still": order.still,
        "units": order.request.units,
        "turn": fair_rank(fits.found),
        "state": one.state,
        "lease_until": now + PREPARING_S if preparing else None,
        "accepted_at": now,
        "due_at": fits.due_at,
        "attempts": 0,
        "fence": 0,
        "refunded": False,
    }
