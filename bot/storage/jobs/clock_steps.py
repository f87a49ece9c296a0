"""Correction of stored times after the database's clock was set back."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.tables import deliveries, jobs, posts, reviews
from bot.storage.jobs.holding import ReviewState
from bot.storage.jobs.records import CANCELLABLE, DeliveryState, State

_WAITING = ReviewState.OPEN, ReviewState.APPEALED, DeliveryState.WAITING


async def follow_clock_back(connection: AsyncConnection, now: Any) -> None:
    """Move the times of what was stored in the future by what the clock was set back.

    Without it, a job that was queued before the step would be due only once the clock has caught
    up, hours later. Leases stay as they are: a process renews its own by the new time.

    Args:
        connection: in a transaction that writes.
        now: the time in seconds since 1970, as an SQL expression.
    """
    ahead_s = jobs.c.accepted_at - now
    has_stepped = sa.and_(jobs.c.state.in_((*CANCELLABLE, State.OUTGOING)), ahead_s > 0)
    waiting = sa.update(deliveries).where(
        deliveries.c.job_id == jobs.c.id, deliveries.c.state == DeliveryState.WAITING, has_stepped
    )
    await connection.execute(waiting.values(not_before=deliveries.c.not_before - ahead_s))
    # Last: the others are measured by it.
    accepted = sa.update(jobs).where(has_stepped)
    await connection.execute(accepted.values(due_at=jobs.c.due_at - ahead_s, accepted_at=now))
    for table, began, waits_until in (
        (reviews, reviews.c.asked_at, reviews.c.deadline),
        (posts, posts.c.created_at, posts.c.not_before),
    ):
        begun = sa.update(table).where(began > now, table.c.state.in_(_WAITING))
        moved = {waits_until: waits_until - (began - now), began: now}
        await connection.execute(begun.values(moved))
