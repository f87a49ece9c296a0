"""What a request is measured against in the transaction that accepts it."""

from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.rows import Order, State
from bot.storage.tables import jobs

Scope = Literal["user", "server"]


@dataclass(frozen=True, slots=True)
class Limit:
    """Pictures that a member or a server may have within any stretch of time.

    Args:
        scope: whose pictures are counted.
        amount: of pictures, frames and tiles.
        period_s: length of the stretch in seconds.
    """

    scope: Scope
    amount: int
    period_s: float


@dataclass(frozen=True, slots=True)
class Caps:
    """All that holds for one request.

    Args:
        limits: on the asking member and their server.
        user_open: requests of the member that may wait or be drawn at once.
        server_open: requests of the server that may.
        waiting: pictures that may wait or be drawn in all.
    """

    limits: tuple[Limit, ...]
    user_open: int
    server_open: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Exceeded:
    """What stands in the way.

    Args:
        what: "user_open", "server_open", "waiting", or "limit".
        limit: the one that is exceeded, for "limit".
        left: pictures that are left of it.
        wait_s: seconds until the request would fit; None if that is not known or never.
    """

    what: Literal["user_open", "server_open", "waiting", "limit"]
    limit: Limit | None = None
    left: int = 0
    wait_s: float | None = None


def _whose(scope: Scope, order: Order) -> sa.ColumnElement[bool]:
    return jobs.c.user_id == order.user_id if scope == "user" else jobs.c.guild_id == order.guild_id


def _spent(limit: Limit, order: Order, now: Any) -> Any:
    """Select the jobs that count for a limit."""
    recent = jobs.c.accepted_at > now - limit.period_s
    return sa.and_(_whose(limit.scope, order), recent, sa.not_(jobs.c.refunded))


def standing(order: Order, caps: Caps, now: Any) -> sa.Select[Any]:
    """Ask in one statement for everything that a decision about an order needs."""
    is_open = jobs.c.ended_at.is_(None)
    in_line = jobs.c.state.in_([State.QUEUED, State.RUNNING])
    mine = sa.and_(is_open, jobs.c.user_id == order.user_id)
    sums = [
        sa.select(sa.func.coalesce(sa.func.sum(jobs.c.units), 0))
        .where(_spent(limit, order, now))
        .scalar_subquery()
        .label(f"spent_{number}")
        for number, limit in enumerate(caps.limits)
    ]
    theirs = sa.and_(is_open, in_line, jobs.c.guild_id == order.guild_id)
    return sa.select(
        _count(jobs.c.interaction_id == order.interaction_id).label("known"),
        _count(sa.and_(mine, in_line)).label("user_open"),
        _count(theirs).label("server_open"),
        sa.select(sa.func.coalesce(sa.func.sum(jobs.c.units), 0))
        .where(is_open, in_line)
        .scalar_subquery()
        .label("waiting"),
        sa.select(sa.func.coalesce(sa.func.min(jobs.c.turn), 0))
        .where(is_open, jobs.c.state == State.QUEUED)
        .scalar_subquery()
        .label("first_turn"),
        sa.select(sa.func.coalesce(sa.func.max(jobs.c.turn + jobs.c.units), 0))
        .where(mine, in_line)
        .scalar_subquery()
        .label("own_turn"),
        sa.cast(now, sa.Float).label("now"),
        *sums,
    )


def _count(which: sa.ColumnElement[bool]) -> Any:
    return sa.select(sa.func.count()).select_from(jobs).where(which).scalar_subquery()


async def exceeded(
    connection: AsyncConnection, order: Order, caps: Caps, found: Any
) -> Exceeded | None:
    """Say what stands in the way of an order, or None.

    Args:
        connection: in the accepting transaction.
        order: what is asked.
        caps: what holds.
        found: the row of `standing`.
    """
    units = order.request.units
    if found.user_open >= caps.user_open:
        return Exceeded("user_open")
    for number, limit in enumerate(caps.limits):
        left = limit.amount - getattr(found, f"spent_{number}")
        if units > left:
            wait_s = await _wait_s(connection, limit, order, units, found.now)
            return Exceeded("limit", limit, max(0, left), wait_s)
    if found.server_open >= caps.server_open:
        return Exceeded("server_open")
    return Exceeded("waiting") if found.waiting + units > caps.waiting else None


async def _wait_s(
    connection: AsyncConnection, limit: Limit, order: Order, units: int, now: float
) -> float | None:
    """Seconds until enough of the pictures that count are old enough to count no more."""
    if units > limit.amount:
        return None
    counted = sa.select(jobs.c.accepted_at, jobs.c.units).where(_spent(limit, order, now))
    rows = (await connection.execute(counted.order_by(jobs.c.accepted_at))).all()
    over = sum(row.units for row in rows) + units - limit.amount
    for row in rows:
        over -= row.units
        if over <= 0:
            return max(0.0, float(row.accepted_at) + limit.period_s - now)
    return None
