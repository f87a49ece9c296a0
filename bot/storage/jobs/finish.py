"""End of drawing a job: its outcome is put into the outbox, or the job is queued again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database
from bot.storage.db.group_commit import GroupCommit
from bot.storage.db.tables import deliveries, jobs, pictures
from bot.storage.jobs.holding import Hold, insert_review
from bot.storage.jobs.records import (
    DeliveryState,
    Job,
    Message,
    PictureRecord,
    Route,
    State,
)
from bot.storage.pictures.pictures import insert_pictures

# A job that was started so often without an end is given up: it may kill its processes.
MAX_ATTEMPTS = 3
# Reasons of the messages about such jobs, and about those that a dead process was preparing.
GIVEN_UP, UNPREPARED = "attempts", "unprepared"
RUNNING = jobs.c.state == State.RUNNING
_STILL_HELD = (
    sa.select(jobs.c.id)
    .where(sa.tuple_(jobs.c.id, jobs.c.fence).in_(sa.bindparam("claims", expanding=True)), RUNNING)
    .with_for_update()
)
_OUTGOING = (
    sa.update(jobs)
    .where(jobs.c.id == sa.bindparam("job"))
    .values(
        state=sa.bindparam("became"),
        owner=None,
        lease_until=None,
        reason=sa.bindparam("why"),
        refunded=sa.bindparam("given_back"),
        verdict=sa.bindparam("judged"),
    )
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Outcome of a job.

    Args:
        job: the job, claimed by this process.
        message: the message to post.
        drawn: its pictures, which are kept for longer than the job.
        hold: why its pictures are held or blocked; None if they are shown.
    """

    job: Job
    message: Message
    drawn: Sequence[PictureRecord]
    hold: Hold | None = None

    @property
    def is_held(self) -> bool:
        """Whether a moderator decides on the pictures."""
        return self.hold is not None and not self.hold.is_rejected


def make_finisher(database: Database) -> GroupCommit[Outcome, bool]:
    """Build the group commit that puts outcomes into the outbox.

    Returns:
        A group commit whose answers are whether this process still held the job.
    """
    insert_deliveries = sa.insert(deliveries).values(not_before=database.now)

    async def finish(connection: AsyncConnection, outcomes: Sequence[Outcome]) -> list[bool]:
        claims = [(one.job.id, one.job.fence) for one in outcomes]
        held = set((await connection.execute(_STILL_HELD, {"claims": claims})).scalars())
        mine = [one for one in outcomes if one.job.id in held]
        if mine:
            outgoing = [
                {
                    "job": one.job.id,
                    "became": State.HELD if one.is_held else State.OUTGOING,
                    "why": one.message.reason,
                    # What the filter blocks was drawn.
                    "given_back": one.message.outcome is not State.DELIVERED and not one.hold,
                    "judged": one.hold.verdict if one.hold else one.job.order.verdict,
                }
                for one in mine
            ]
            await connection.execute(_OUTGOING, outgoing)
            held_back = {
                one.job.id: await insert_review(connection, database, one.job.order, one.hold)
                for one in mine
                if one.hold
            }
            # A held message waits for a moderator; that of a block names what may be appealed.
            rows = [
                _delivery_row(one.job.id, one.message) | {"state": DeliveryState.HELD}
                if one.is_held
                else _delivery_row(
                    one.job.id, replace(one.message, review_id=held_back.get(one.job.id, ""))
                )
                for one in mine
            ]
            await connection.execute(insert_deliveries, rows)
            drawn = [(one.job.order, one.drawn) for one in mine]
            await insert_pictures(connection, drawn, database.now)
            if blocked := [one.job.id for one in mine if one.hold and one.hold.is_rejected]:
                # Kept for moderators from now on.
                kept = sa.update(pictures).where(pictures.c.job_id.in_(blocked))
                await connection.execute(kept.values(hidden_at=database.now))
        return [one.job.id in held for one in outcomes]

    return GroupCommit(database, finish, durable=False)


async def move_to_outbox(
    connection: AsyncConnection, which: sa.ColumnElement[bool], message: Message, now: Any
) -> int:
    """Set jobs to outgoing and put a message about each into the outbox.

    Args:
        connection: in a transaction that writes.
        which: condition on the jobs.
        message: the message to post.
        now: earliest time of posting in seconds since 1970, as an SQL expression.

    Returns:
        The number of jobs.
    """
    outgoing = (
        sa.update(jobs)
        .where(which)
        .values(
            state=State.OUTGOING,
            owner=None,
            lease_until=None,
            reason=message.reason,
            refunded=message.outcome is not State.DELIVERED,
        )
        .returning(jobs.c.id)
    )
    ids = list((await connection.execute(outgoing)).scalars())
    # One by one: a statement of many rows is compiled at each call, and mostly there is one job.
    for job_id in ids:
        row = _delivery_row(job_id, message) | {"not_before": now}
        await connection.execute(sa.insert(deliveries).values(row))
    return len(ids)


def _delivery_row(job_id: str, message: Message) -> dict[str, Any]:
    return {
        "job_id": job_id,
        "outcome": message.outcome,
        "content": message.content,
        "files": message.files,
        "pictures": message.pictures,
        "spoiler": message.spoiler,
        "review_id": message.review_id,
        "state": DeliveryState.WAITING,
        "route": Route.EDIT,
        "attempts": 0,
        "fence": 0,
    }


async def requeue(connection: AsyncConnection, over: sa.ColumnElement[bool], now: Any) -> int:
    """End or queue again the jobs of processes whose leases are over.

    Args:
        connection: in a transaction that writes.
        over: condition on the jobs: their leases are over.
        now: the time in seconds since 1970, as an SQL expression.

    Returns:
        The number of jobs.
    """
    # Their text is added at delivery, in each member's language.
    unprepared = Message(State.CANCELLED, "", reason=UNPREPARED)
    given_up = Message(State.FAILED, "", reason=GIVEN_UP)
    preparing, running = sa.and_(jobs.c.state == State.PREPARING, over), sa.and_(RUNNING, over)
    tried_often = jobs.c.attempts >= MAX_ATTEMPTS
    ended = await move_to_outbox(connection, preparing, unprepared, now)
    ended += await move_to_outbox(connection, sa.and_(running, tried_often), given_up, now)
    # Without those tried often: on a server, leases end between the two statements.
    queued = sa.update(jobs).where(running, sa.not_(tried_often))
    queued = queued.values(state=State.QUEUED, owner=None, lease_until=None)
    return ended + (await connection.execute(queued)).rowcount
