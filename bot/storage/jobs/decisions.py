"""Decisions on reviews, each in one transaction with what follows for the job."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database
from bot.storage.db.tables import deliveries, jobs, pictures, reviews
from bot.storage.jobs.finish import move_to_outbox
from bot.storage.jobs.holding import REJECTED, Decision, Review, ReviewState, Stage, load_review
from bot.storage.jobs.posts import NOTICE, PUBLISHED, put_post, touch_post
from bot.storage.jobs.records import DeliveryState, JobRequest, Message, State, load_job_request
from bot.storage.people.moderation_log import NOBODY, append_entry

# Writes the text for the member of a rejected job: the order, and the review as it is then.
WriteRejection = Callable[[JobRequest, Review], str]

# Actions of the moderation log, by what a review becomes.
_ACTIONS = {
    ReviewState.APPROVED: "approve",
    ReviewState.SPOILER: "spoiler",
    ReviewState.REJECTED: "reject",
    ReviewState.OVERTURNED: "overturn",
    ReviewState.UPHELD: "uphold",
}
# A moderator may decide while the member is being told that their request waits, by an edit that
# takes so long at most; the outcome is sent after it.
_TELL_S = 35.0
# Why pictures are not shown that never were.
UNPUBLISHED = ("held", "rejected", "blocked")
_AFTER = {
    ReviewState.OPEN: {
        Decision.APPROVE: ReviewState.APPROVED,
        Decision.SPOILER: ReviewState.SPOILER,
        Decision.REJECT: ReviewState.REJECTED,
    },
    ReviewState.APPEALED: {
        Decision.APPROVE: ReviewState.OVERTURNED,
        Decision.SPOILER: ReviewState.OVERTURNED,
        Decision.REJECT: ReviewState.UPHELD,
    },
}


async def store_decision(
    connection: AsyncConnection,
    database: Database,
    before: Review,
    decision: Decision,
    moderator_id: int,
    reason: str,
    write: WriteRejection,
) -> Review:
    """Store a decision on an open or appealed review, log it, and move its job on.

    Args:
        connection: in a transaction that writes and has locked the review.
        database: the database of the reviews.
        before: the review.
        decision: the decision.
        moderator_id: the moderator; NO_MODERATOR at a deadline.
        reason: their text.
        write: writes the text for the member of a rejected job.

    Returns:
        The review as it is now: cancelled, if its job has ended meanwhile.
    """
    values = {
        "state": _AFTER[before.state][decision],
        "decided_at": database.now,
        "moderator_id": moderator_id,
        "reason": reason,
    }
    after = await _change(connection, database, before, values)
    if before.state is ReviewState.APPEALED:
        await _log(connection, database, before, after)
        await _answer_appeal(connection, database, after, decision)
        return after
    held = sa.and_(jobs.c.id == after.job_id, jobs.c.state == State.HELD)
    locked = sa.select(jobs).where(held).with_for_update()
    job = (await connection.execute(locked)).one_or_none()
    if job is None:
        return await _change(connection, database, after, {"state": ReviewState.CANCELLED})
    await _log(connection, database, before, after)
    when = database.now + (0.0 if before.told else _TELL_S)
    if decision is Decision.REJECT:
        content = write(load_job_request(job), after)
        await _reject(connection, database, after, held, content, when)
    elif after.stage is Stage.PROMPT:
        await _queue(connection, held, decision is Decision.SPOILER, database.now)
    else:
        await _publish(connection, after, held, decision is Decision.SPOILER, when)
    return after


async def cancel_reviews(connection: AsyncConnection, database: Database, job_id: str) -> float:
    """End the open reviews of a job that is cancelled, and drop its held message and pictures.

    Args:
        connection: in a transaction that writes.
        database: the database of the reviews.
        job_id: the job.

    Returns:
        Seconds after which nothing is written into the job's reply that it waits.
    """
    waiting = sa.update(reviews).where(
        reviews.c.job_id == job_id, reviews.c.state == ReviewState.OPEN
    )
    ended = waiting.values(state=ReviewState.CANCELLED, decided_at=database.now)
    rows = (await connection.execute(ended.returning(reviews.c.id, reviews.c.told))).all()
    for row in rows:
        await touch_post(connection, database, row.id)
        held = deliveries.c.job_id == job_id, deliveries.c.state == DeliveryState.HELD
        await connection.execute(sa.delete(deliveries).where(*held))
        drawn = sa.update(pictures).where(pictures.c.job_id == job_id, pictures.c.hidden == "held")
        await connection.execute(drawn.values(hidden="deleted", hidden_at=database.now))
    return 0.0 if all(row.told for row in rows) else _TELL_S


async def _change(
    connection: AsyncConnection, database: Database, review: Review, values: dict[str, Any]
) -> Review:
    """Change a review, and edit the posts about it."""
    changed = sa.update(reviews).where(reviews.c.id == review.id).values(values)
    row = (await connection.execute(changed.returning(reviews))).one()
    await touch_post(connection, database, review.id)
    return load_review(row)


async def _log(
    connection: AsyncConnection, database: Database, before: Review, after: Review
) -> None:
    """Append a decision to the moderation log."""
    await append_entry(
        connection,
        database.now,
        after.guild_id,
        after.moderator_id or NOBODY,
        _ACTIONS[after.state],
        after.user_id,
        after.reason,
        before.state,
        after.state,
        after.channel_id,
    )


async def _queue(
    connection: AsyncConnection, held: sa.ColumnElement[bool], spoiler: bool, now: Any
) -> None:
    """Queue a job whose prompt is approved."""
    # It waits in the queue from now on: the moderator's time is none of the bot's.
    due_at = sa.case((jobs.c.due_at > now, jobs.c.due_at), else_=now)
    values = {"state": State.QUEUED, "due_at": due_at}
    if spoiler:
        values["spoiler"] = True
    await connection.execute(sa.update(jobs).where(held).values(values))


async def _publish(
    connection: AsyncConnection,
    review: Review,
    held: sa.ColumnElement[bool],
    spoiler: bool,
    when: Any,
) -> None:
    """Put the held message of a drawn job into the outbox."""
    await connection.execute(sa.update(jobs).where(held).values(state=State.OUTGOING))
    waiting = sa.update(deliveries).where(
        deliveries.c.job_id == review.job_id, deliveries.c.state == DeliveryState.HELD
    )
    hidden = {"spoiler": True} if spoiler else {}
    waiting = waiting.values(state=DeliveryState.WAITING, not_before=when, **hidden)
    await connection.execute(waiting)
    await _show_pictures(connection, review.job_id, spoiler)


async def _show_pictures(connection: AsyncConnection, job_id: str, spoiler: bool) -> None:
    unpublished = pictures.c.job_id == job_id, pictures.c.hidden.in_(UNPUBLISHED)
    hidden = {"spoiler": True} if spoiler else {}
    shown = sa.update(pictures).where(*unpublished).values(hidden=None, hidden_at=None, **hidden)
    await connection.execute(shown)


async def _reject(
    connection: AsyncConnection,
    database: Database,
    review: Review,
    held: sa.ColumnElement[bool],
    content: str,
    when: Any,
) -> None:
    """End a job, with a message about it; what was drawn stays charged."""
    message = Message(State.CANCELLED, content, reason=REJECTED, review_id=review.id)
    # The message with the pictures, which was held.
    await connection.execute(sa.delete(deliveries).where(deliveries.c.job_id == review.job_id))
    await move_to_outbox(connection, held, message, when)
    if review.stage is Stage.PICTURE:
        charged = sa.update(jobs).where(jobs.c.id == review.job_id).values(refunded=False)
        await connection.execute(charged)
    drawn = sa.update(pictures).where(
        pictures.c.job_id == review.job_id, pictures.c.hidden == "held"
    )
    await connection.execute(drawn.values(hidden="rejected", hidden_at=database.now))


async def _answer_appeal(
    connection: AsyncConnection, database: Database, review: Review, decision: Decision
) -> None:
    """Put what follows from an appeal into the outbox: the picture, or a notice."""
    publishes = decision is not Decision.REJECT and review.stage is Stage.PICTURE
    if publishes:
        await _show_pictures(connection, review.job_id, decision is Decision.SPOILER)
    asked = sa.select(jobs.c.application_id).where(jobs.c.id == review.job_id)
    application_id = (await connection.execute(asked)).scalar()
    # Without its job, the member's data was deleted meanwhile.
    if application_id is not None:
        await put_post(
            connection,
            database,
            kind=PUBLISHED if publishes else NOTICE,
            subject=review.id,
            application_id=application_id,
            guild_id=review.guild_id,
            channel_id=review.channel_id,
        )
