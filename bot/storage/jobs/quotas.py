"""Quotas and limits that a request is checked against in the accepting transaction."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.tables import bans, jobs
from bot.storage.jobs.records import CANCELLABLE, OPEN, JobRequest, State
from bot.storage.jobs.sliding_window import SlidingWindow, earliest_fit

Scope = Literal["user", "server"]


@dataclass(frozen=True, slots=True)
class Quota:
    """Limit on the pictures of a member or a server within any window of time.

    Args:
        scope: whether a member's or a server's pictures are counted.
        amount: most pictures, frames and tiles.
        period_s: length of the window in seconds.
    """

    scope: Scope
    amount: int
    period_s: float


@dataclass(frozen=True, slots=True)
class AcceptanceLimits:
    """Limits that hold for one request.

    Args:
        limits: quotas of the requesting member and their server.
        user_open: most open requests of the member.
        server_open: most open requests of the server.
        waiting: most pictures of all open requests together.
        longest_wait_s: longest wait of a request for its quotas in seconds; with 0 it is refused.
        user_waiting: most pictures of the member's open requests; a single request may have more.
    """

    limits: tuple[Quota, ...]
    user_open: int
    server_open: int
    waiting: int
    longest_wait_s: float = 0.0
    user_waiting: int = sys.maxsize


@dataclass(frozen=True, slots=True)
class LimitExceeded:
    """Limit that a request exceeds.

    Args:
        what: "user_open", "user_waiting", "server_open", "waiting", or "limit".
        limit: the exceeded quota, for "limit".
        left: pictures that are left of the quota, or of `user_waiting`.
        wait_s: seconds until the request would fit; None if that is unknown or never.
    """

    what: Literal["user_open", "user_waiting", "server_open", "waiting", "limit"]
    limit: Quota | None = None
    left: int = 0
    wait_s: float | None = None


def acceptance_query(scopes: tuple[Scope, ...], now: Any) -> sa.Select[Any]:
    """Build the statement that reads everything that a decision about an order needs.

    Args:
        scopes: scopes of the quotas that hold.
        now: the time in seconds since 1970, as an SQL expression.

    Returns:
        A statement of one row for the parameters of `query_parameters`. Building it costs more
        than executing it.
    """
    running = sa.and_(jobs.c.state == State.RUNNING, _IS["application"])
    queued = sa.and_(jobs.c.state == State.QUEUED, _IS["application"], jobs.c.due_at <= now)
    is_open, is_cancellable = jobs.c.state.in_(OPEN), jobs.c.state.in_(CANCELLABLE)
    users, servers = sa.and_(is_open, _IS["user"]), sa.and_(is_open, _IS["server"])
    # Those that are over included.
    is_ban = sa.and_(
        bans.c.guild_id == sa.bindparam("server"), bans.c.user_id == sa.bindparam("user")
    )
    columns = {
        "bans": _one(sa.func.count(), is_ban),
        "duplicates": _one(sa.func.count(), jobs.c.interaction_id == sa.bindparam("interaction")),
        # What waits for a moderator, too, or a member could flood the moderators.
        "user_open": _one(sa.func.count(), sa.and_(is_cancellable, _IS["user"])),
        "server_open": _one(sa.func.count(), servers),
        "waiting": _one(sa.func.sum(jobs.c.units), is_open),
        "user_waiting": _one(sa.func.sum(jobs.c.units), users),
        "next_rank": _one(sa.func.min(jobs.c.turn), queued),
        "last_rank": _one(sa.func.max(jobs.c.turn) + 1, running),
        "own_rank": _one(sa.func.max(jobs.c.turn + jobs.c.units), users),
    }
    for number, scope in enumerate(scopes):
        spent = _counts_for(scope, now - sa.bindparam(f"period_{number}", type_=sa.Float))
        columns[f"spent_{number}"] = _one(sa.func.sum(jobs.c.units), spent)
    # The time at which all of these are read.
    columns["now"] = sa.cast(now, sa.Float)
    return sa.select(*(column.label(name) for name, column in columns.items()))


def query_parameters(order: JobRequest, caps: AcceptanceLimits) -> dict[str, Any]:
    """Build the parameters of the acceptance query.

    Args:
        order: the request.
        caps: the limits that hold for it.
    """
    periods = {f"period_{number}": limit.period_s for number, limit in enumerate(caps.limits)}
    return {
        "interaction": order.interaction_id,
        "application": order.application_id,
        "user": order.user_id,
        "server": order.guild_id,
        **periods,
    }


def fair_rank(usage: Any) -> int:
    """Compute the round in which an order is drawn: its rank in the queue.

    A member's next order is ranked as many rounds after their last one as that has pictures. The
    first order of a member is ranked one round after the one that is being drawn: in that round
    itself, a steady flow of new members would keep it from ever ending.

    Args:
        usage: row of the acceptance query.
    """
    return max(int(usage.last_rank), int(usage.next_rank), int(usage.own_rank))


_IS: dict[str, sa.ColumnElement[bool]] = {
    "application": jobs.c.application_id == sa.bindparam("application"),
    "user": jobs.c.user_id == sa.bindparam("user"),
    "server": jobs.c.guild_id == sa.bindparam("server"),
}


def _counts_for(scope: Scope, since: Any) -> sa.ColumnElement[bool]:
    """Build the condition on jobs that count for a quota, or will once they are due."""
    return sa.and_(_IS[scope], jobs.c.due_at > since, sa.not_(jobs.c.refunded))


def _one(value: Any, which: sa.ColumnElement[bool]) -> Any:
    return sa.select(sa.func.coalesce(value, 0)).where(which).scalar_subquery()


async def find_due_time(
    connection: AsyncConnection, order: JobRequest, caps: AcceptanceLimits, usage: Any
) -> float | LimitExceeded:
    """Find the time at which an order joins the queue, or the limit that it exceeds.

    Args:
        connection: in the accepting transaction.
        order: the request.
        caps: the limits that hold for it.
        usage: row of the acceptance query.

    Returns:
        Seconds since 1970, or the limit.
    """
    if usage.user_open >= caps.user_open:
        return LimitExceeded("user_open")
    if usage.user_waiting and usage.user_waiting + order.request.units > caps.user_waiting:
        return LimitExceeded("user_waiting", left=max(0, caps.user_waiting - usage.user_waiting))
    due_at = await _fit_quotas(connection, order, caps, usage)
    if isinstance(due_at, LimitExceeded):
        return due_at
    if usage.server_open >= caps.server_open:
        return LimitExceeded("server_open")
    if usage.waiting + order.request.units > caps.waiting:
        return LimitExceeded("waiting")
    return due_at


async def _fit_quotas(
    connection: AsyncConnection, order: JobRequest, caps: AcceptanceLimits, usage: Any
) -> float | LimitExceeded:
    units, now = order.request.units, float(usage.now)
    spent = [getattr(usage, f"spent_{number}") for number, _ in enumerate(caps.limits)]
    # Most orders fit even if all jobs that are not due yet are counted.
    if all(units <= limit.amount - used for limit, used in zip(caps.limits, spent, strict=True)):
        return now
    windows = await load_windows(connection, caps.limits, order.user_id, order.guild_id, now)
    due_at = earliest_fit(windows, units, now)
    if due_at is not None and due_at <= now + caps.longest_wait_s:
        return due_at
    limit, left = next(
        (limit, window.count_left(now))
        for limit, window in zip(caps.limits, windows, strict=True)
        if units > window.count_left(now)
    )
    return LimitExceeded("limit", limit, max(0, left), None if due_at is None else due_at - now)


async def load_windows(
    connection: AsyncConnection, limits: Iterable[Quota], user_id: int, guild_id: int, now: float
) -> list[SlidingWindow]:
    """Load the sliding windows of quotas.

    Args:
        connection: of a transaction.
        limits: quotas of the member or of the server.
        user_id: the member.
        guild_id: the server.
        now: the time in seconds since 1970; jobs that no longer count at it are left out.

    Returns:
        One window per quota.
    """
    windows = []
    for limit in limits:
        owner = {"user": user_id, "server": guild_id}[limit.scope]
        counting = sa.select(jobs.c.due_at, jobs.c.units).where(
            _counts_for(limit.scope, now - limit.period_s)
        )
        rows = (await connection.execute(counting, {limit.scope: owner})).all()
        booked = ((row.due_at, row.units) for row in rows)
        windows.append(SlidingWindow.from_bookings(limit.amount, limit.period_s, booked))
    return windows
