"""What a request is measured against in the transaction that accepts it."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.tables import bans, jobs
from bot.storage.jobs.records import OPEN, JobRequest, State
from bot.storage.jobs.sliding_window import SlidingWindow, earliest_fit

Scope = Literal["user", "server"]


@dataclass(frozen=True, slots=True)
class Quota:
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
class AcceptanceLimits:
    """All that holds for one request.

    Args:
        limits: on the asking member and their server.
        user_open: requests of the member that may wait or be drawn at once.
        server_open: requests of the server that may.
        waiting: pictures that may wait or be drawn in all.
        longest_wait_s: so long at most a request waits for its limits; 0 where it is refused.
        user_waiting: pictures of the member that may wait or be drawn at once; a single request
            may have more.
    """

    limits: tuple[Quota, ...]
    user_open: int
    server_open: int
    waiting: int
    longest_wait_s: float = 0.0
    user_waiting: int = sys.maxsize


@dataclass(frozen=True, slots=True)
class LimitExceeded:
    """What stands in the way.

    Args:
        what: "user_open", "user_waiting", "server_open", "waiting", or "limit".
        limit: the one that is exceeded, for "limit".
        left: pictures that are left of it, or of what the member may have waiting.
        wait_s: seconds until the request would fit; None if that is not known or never.
    """

    what: Literal["user_open", "user_waiting", "server_open", "waiting", "limit"]
    limit: Quota | None = None
    left: int = 0
    wait_s: float | None = None


def acceptance_query(scopes: tuple[Scope, ...], now: Any) -> sa.Select[Any]:
    """Make the statement that asks at once for all that a decision about an order needs.

    Args:
        scopes: of the limits that hold.
        now: the time as an expression.

    Returns:
        A statement for the parameters of `asked`. Making it costs more than running it.
    """
    running = sa.and_(jobs.c.state == State.RUNNING, _IS["application"])
    queued = sa.and_(jobs.c.state == State.QUEUED, _IS["application"], jobs.c.due_at <= now)
    in_line = jobs.c.state.in_(OPEN)
    mine, theirs = sa.and_(in_line, _IS["user"]), sa.and_(in_line, _IS["server"])
    columns = {
        "banned": _one(sa.func.count(), _banned()),
        "known": _one(sa.func.count(), jobs.c.interaction_id == sa.bindparam("interaction")),
        "user_open": _one(sa.func.count(), mine),
        "server_open": _one(sa.func.count(), theirs),
        "waiting": _one(sa.func.sum(jobs.c.units), in_line),
        "user_waiting": _one(sa.func.sum(jobs.c.units), mine),
        "next_turn": _one(sa.func.min(jobs.c.turn), queued),
        "last_turn": _one(sa.func.max(jobs.c.turn) + 1, running),
        "own_turn": _one(sa.func.max(jobs.c.turn + jobs.c.units), mine),
    }
    for number, scope in enumerate(scopes):
        spent = _spent(scope, now - sa.bindparam(f"period_{number}", type_=sa.Float))
        columns[f"spent_{number}"] = _one(sa.func.sum(jobs.c.units), spent)
    # Of the moment for which all of these hold.
    columns["now"] = sa.cast(now, sa.Float)
    return sa.select(*(column.label(name) for name, column in columns.items()))


def query_parameters(order: JobRequest, caps: AcceptanceLimits) -> dict[str, Any]:
    """Give the parameters of a statement about an order."""
    periods = {f"period_{number}": limit.period_s for number, limit in enumerate(caps.limits)}
    return {
        "interaction": order.interaction_id,
        "application": order.application_id,
        "user": order.user_id,
        "server": order.guild_id,
        **periods,
    }


def fair_rank(found: Any) -> int:
    """Say in which round an order is drawn, by the row of `standing`.

    A member's next order comes as many rounds after their last one as that has pictures. Who has
    none in the line joins the round after the one that is being drawn. If they joined that one,
    as many newcomers as are drawn would keep it from ever ending.
    """
    return max(int(found.last_turn), int(found.next_turn), int(found.own_turn))


_IS: dict[str, sa.ColumnElement[bool]] = {
    "application": jobs.c.application_id == sa.bindparam("application"),
    "user": jobs.c.user_id == sa.bindparam("user"),
    "server": jobs.c.guild_id == sa.bindparam("server"),
}


def _banned() -> sa.ColumnElement[bool]:
    """Select the member's bans, those that are over included."""
    return sa.and_(
        bans.c.guild_id == sa.bindparam("server"), bans.c.user_id == sa.bindparam("user")
    )


def _spent(scope: Scope, since: Any) -> sa.ColumnElement[bool]:
    """Select the jobs that count for a limit, or will."""
    return sa.and_(_IS[scope], jobs.c.due_at > since, sa.not_(jobs.c.refunded))


def _one(value: Any, which: sa.ColumnElement[bool]) -> Any:
    return sa.select(sa.func.coalesce(value, 0)).where(which).scalar_subquery()


async def due(
    connection: AsyncConnection, order: JobRequest, caps: AcceptanceLimits, found: Any
) -> float | LimitExceeded:
    """Say when an order is due, in seconds since 1970, or what stands in its way.

    Args:
        connection: in the accepting transaction.
        order: what is asked.
        caps: what holds.
        found: the row of `standing`.
    """
    if found.user_open >= caps.user_open:
        return LimitExceeded("user_open")
    if found.user_waiting and found.user_waiting + order.request.units > caps.user_waiting:
        return LimitExceeded("user_waiting", left=max(0, caps.user_waiting - found.user_waiting))
    when = await _within_limits(connection, order, caps, found)
    if isinstance(when, LimitExceeded):
        return when
    if found.server_open >= caps.server_open:
        return LimitExceeded("server_open")
    return LimitExceeded("waiting") if found.waiting + order.request.units > caps.waiting else when


async def _within_limits(
    connection: AsyncConnection, order: JobRequest, caps: AcceptanceLimits, found: Any
) -> float | LimitExceeded:
    units, now = order.request.units, float(found.now)
    spent = [getattr(found, f"spent_{number}") for number, _ in enumerate(caps.limits)]
    # Most orders fit even if all that is to come counted already.
    if all(units <= limit.amount - used for limit, used in zip(caps.limits, spent, strict=True)):
        return now
    books = await bookings(connection, caps.limits, order.user_id, order.guild_id, now)
    when = earliest_fit(books, units, now)
    if when is not None and when <= now + caps.longest_wait_s:
        return when
    limit, left = next(
        (limit, book.left(now))
        for limit, book in zip(caps.limits, books, strict=True)
        if units > book.left(now)
    )
    return LimitExceeded("limit", limit, max(0, left), None if when is None else when - now)


async def bookings(
    connection: AsyncConnection, limits: Iterable[Quota], user_id: int, guild_id: int, now: float
) -> list[SlidingWindow]:
    """Read what counts for limits, and will, at a time in seconds since 1970."""
    books = []
    for limit in limits:
        whose = {"user": user_id, "server": guild_id}[limit.scope]
        counted = sa.select(jobs.c.due_at, jobs.c.units).where(
            _spent(limit.scope, now - limit.period_s)
        )
        rows = (await connection.execute(counted, {limit.scope: whose})).all()
        booked = ((row.due_at, row.units) for row in rows)
        books.append(SlidingWindow.of(limit.amount, limit.period_s, booked))
    return books
