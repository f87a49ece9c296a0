"""The end of a job's drawing: its outcome goes into the outbox, or the job back into the line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database
from bot.storage.db.group_commit import GroupCommit
from bot.storage.db.tables import deliveries, jobs
from bot.storage.jobs.records import (
    DeliveryState,
    Job,
    Message,
    PictureRecord,
    Route,
    State,
    dump_files,
    dump_names,
)
from bot.storage.pictures.pictures import insert_pictures

# A request that was begun so often without an end is given up: it may be what kills us.
MAX_ATTEMPTS = 3
# The reason of the messages that end those, and of those that end what a dead process prepared.
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
        state=State.OUTGOING,
        owner=None,
        lease_until=None,
        reason=sa.bindparam("why"),
        refunded=sa.bindparam("given_back"),
    )
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job.

    Args:
        job: held by this process.
        message: to be posted.
        drawn: the pictures, which outlive the job.
    """

    job: Job
    message: Message
    drawn: Sequence[PictureRecord]


def make_finisher(database: Database) -> GroupCommit[Outcome, bool]:
    """Make the group commit that puts outcomes into the outbox.

    Its answers tell whether the job was still held.
    """
    insert_deliveries = sa.insert(deliveries).values(not_before=database.now)

    async def finish(connection: AsyncConnection, outcomes: Sequence[Outcome]) -> list[bool]:
        claims = [(one.job.id, one.job.fence) for one in outcomes]
        held = set((await connection.execute(_STILL_HELD, {"claims": claims})).scalars())
        mine = [one for one in outcomes if one.job.id in held]
        if mine:
            await connection.execute(_OUTGOING, [_outgoing(one) for one in mine])
            posted = [_delivery(one.job.id, one.message) for one in mine]
            await connection.execute(insert_deliveries, posted)
            await insert_pictures(
                connection, [(one.job.order, one.drawn) for one in mine], database.now
            )
        return [one.job.id in held for one in outcomes]

    return GroupCommit(database, finish, durable=False)


async def to_outbox(
    connection: AsyncConnection, which: sa.ColumnElement[bool], message: Message, now: Any
) -> int:
    """Move jobs to outgoing, together with what is to be posted."""
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
    # One by one: a statement of many rows is compiled anew each time, and mostly there is one.
    for job_id in ids:
        row = _delivery(job_id, message) | {"not_before": now}
        await connection.execute(sa.insert(deliveries).values(row))
    return len(ids)


def _outgoing(one: Outcome) -> dict[str, Any]:
    message = one.message
    given_back = message.outcome is not State.DELIVERED
    return {"job": one.job.id, "why": message.reason, "given_back": given_back}


def _delivery(job_id: str, message: Message) -> dict[str, Any]:
    return {
        "job_id": job_id,
        "outcome": message.outcome,
        "content": message.content,
        "files": dump_files(message.files),
        "pictures": dump_names(message.pictures),
        "state": DeliveryState.WAITING,
        "route": Route.EDIT,
        "attempts": 0,
        "fence": 0,
    }


async def requeue(connection: AsyncConnection, over: sa.ColumnElement[bool], now: Any) -> int:
    """End or requeue what processes held whose leases are over."""
    unprepared = Message(State.CANCELLED, "", reason=UNPREPARED)
    preparing = sa.and_(jobs.c.state == State.PREPARING, over)
    ended = await to_outbox(connection, preparing, unprepared, now)
    return ended + await _requeue_running(connection, sa.and_(RUNNING, over), now)


async def _requeue_running(
    connection: AsyncConnection, which: sa.ColumnElement[bool], now: Any
) -> int:
    often = jobs.c.attempts >= MAX_ATTEMPTS
    # Whoever brings the message says it in each member's language.
    given_up = Message(State.FAILED, "", reason=GIVEN_UP)
    lost = await to_outbox(connection, sa.and_(which, often), given_up, now)
    # Not those that were tried often: on a server, leases run out between two statements.
    back = sa.update(jobs).where(which, sa.not_(often))
    back = back.values(state=State.QUEUED, owner=None, lease_until=None)
    return lost + (await connection.execute(back)).rowcount
