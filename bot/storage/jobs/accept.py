"""Acceptance of orders: each is checked against its limits and stored in one transaction."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database
from bot.storage.db.group_commit import GroupCommit
from bot.storage.db.tables import jobs
from bot.storage.jobs.holding import Hold, insert_review
from bot.storage.jobs.quotas import (
    AcceptanceLimits,
    LimitExceeded,
    acceptance_query,
    fair_rank,
    find_due_time,
    query_parameters,
)
from bot.storage.jobs.records import JobRequest, State, order_columns
from bot.storage.people.moderation import Ban, find_ban

# Key of the advisory lock that keeps two processes from accepting on a server at once.
_ACCEPTING = 0x1A6E
# A job that is in preparation for longer has lost its process.
PREPARING_S = 60.0


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An interaction that was accepted before."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """An order that is stored.

    Args:
        ahead: number of requests that are drawn before it.
        due_at: time at which it joins the queue, in seconds since 1970 by the database's clock,
            if its limits make it wait.
        wait_s: seconds until then.
    """

    ahead: int
    due_at: float | None = None
    wait_s: float = 0.0


Obstacle = Ban | Duplicate | LimitExceeded
Answer = Accepted | Obstacle


@dataclass(frozen=True, slots=True, eq=False)
class _Acceptable:
    """Order that may be accepted: the row of the acceptance query, and its due time."""

    usage: Any
    due_at: float


@dataclass(frozen=True, slots=True, eq=False)
class _PendingOrder:
    """Order that waits for its answer, with its limits and the state to store it in."""

    order: JobRequest
    caps: AcceptanceLimits
    state: State
    hold: Hold | None


class Acceptance:
    """Decisions on orders one after the other; those that wait together share a transaction.

    Args:
        database: the database that orders are stored in.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._usage_query = functools.cache(functools.partial(acceptance_query, now=database.now))
        # In common transactions on a server, too: single ones would wait for each other there,
        # each with a connection.
        self._accepting = GroupCommit(database, self._answer_all, together=True)

    async def check(self, order: JobRequest, caps: AcceptanceLimits) -> Obstacle | None:
        """Find what prevents an order from being accepted at this moment; nothing is written.

        Args:
            order: the request.
            caps: the limits that hold for it.

        Raises:
            StorageUnavailable: the database cannot be read.
        """
        async with self._database.reading(snapshot=False) as connection:
            decision = await self._decide(connection, order, caps)
        return None if isinstance(decision, _Acceptable) else decision

    async def accept(
        self,
        order: JobRequest,
        caps: AcceptanceLimits,
        wait_s: float,
        state: State = State.QUEUED,
        hold: Hold | None = None,
    ) -> Answer:
        """Store an order and charge its quotas in one transaction, unless something prevents it.

        Args:
            order: the request.
            caps: the limits that hold for it.
            wait_s: longest wait for other transactions in seconds.
            state: PREPARING if files have to be fetched for it; QUEUED if it can be claimed at
                once; HELD if a moderator decides on it first.
            hold: why it is held.

        Raises:
            StorageUnavailable: the order is not accepted.
        """
        return await self._accepting.write(_PendingOrder(order, caps, state, hold), wait_s)

    async def queue_prepared(self, order: JobRequest, hold: Hold | None = None) -> Accepted | None:
        """Queue a job whose preparation is complete, or hold it for a moderator.

        Args:
            order: the accepted order, with its whole request and its sources.
            hold: why it is held; None if it is not.

        Returns:
            Its place in the queue; None if the job has ended meanwhile.

        Raises:
            StorageUnavailable: the job is unchanged.
        """
        is_preparing = sa.and_(jobs.c.id == order.id, jobs.c.state == State.PREPARING)
        now = sa.cast(self._database.now, sa.Float).label("now")
        locked = sa.select(jobs.c.turn, jobs.c.due_at, now).where(is_preparing).with_for_update()
        complete = {
            "state": State.HELD if hold else State.QUEUED,
            "lease_until": None,
            "request": order.prepared,
            "sources": order.sources,
            "verdict": order.verdict,
        }
        async with self._database.writing() as connection:
            row = (await connection.execute(locked)).one_or_none()
            if row is None:
                return None
            place = {
                "application_id": order.application_id,
                "interaction_id": order.interaction_id,
                "turn": row.turn,
                "accepted_at": row.now,
            }
            ahead = (await connection.execute(_COUNT_AHEAD, place)).scalar_one()
            await connection.execute(sa.update(jobs).where(is_preparing).values(complete))
            if hold:
                await insert_review(connection, self._database, order, hold)
        return _accepted_at(ahead, row.due_at, row.now)

    async def _answer_all(
        self, connection: AsyncConnection, pending: Sequence[_PendingOrder]
    ) -> list[Answer]:
        if not self._database.is_file:
            await connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ACCEPTING)))
        answers: list[Answer] = []
        for one in pending:
            decision = await self._decide(connection, one.order, one.caps)
            if isinstance(decision, _Acceptable):
                row = _job_row(one, decision)
                ahead = (await connection.execute(_COUNT_AHEAD, row)).scalar_one()
                await connection.execute(_INSERT, row)
                if one.hold:
                    await insert_review(connection, self._database, one.order, one.hold)
                answers.append(_accepted_at(ahead, decision.due_at, decision.usage.now))
            else:
                answers.append(decision)
        return answers

    async def _decide(
        self, connection: AsyncConnection, order: JobRequest, caps: AcceptanceLimits
    ) -> Obstacle | _Acceptable:
        statement = self._usage_query(tuple(limit.scope for limit in caps.limits))
        usage = (await connection.execute(statement, query_parameters(order, caps))).one()
        if usage.duplicates:
            return Duplicate()
        if usage.bans and (
            ban := await find_ban(connection, order.guild_id, order.user_id, usage.now)
        ):
            return ban
        due_at = await find_due_time(connection, order, caps, usage)
        return due_at if isinstance(due_at, LimitExceeded) else _Acceptable(usage, due_at)


_INSERT = sa.insert(jobs)
# Those that are being drawn, those of a lower rank, and in the same rank the earlier ones.
_COUNT_AHEAD = sa.select(sa.func.count()).where(
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


def _accepted_at(ahead: int, due_at: float, now: float) -> Accepted:
    wait_s = due_at - now
    return Accepted(ahead, due_at, wait_s) if wait_s > 0 else Accepted(ahead)


def _job_row(one: _PendingOrder, decision: _Acceptable) -> dict[str, Any]:
    order, now = one.order, decision.usage.now
    preparing = one.state is State.PREPARING
    return {
        "id": order.id,
        **order_columns(order),
        "units": order.request.units,
        "turn": fair_rank(decision.usage),
        "state": one.state,
        "lease_until": now + PREPARING_S if preparing else None,
        "accepted_at": now,
        "due_at": decision.due_at,
        "attempts": 0,
        "fence": 0,
        "refunded": False,
    }
