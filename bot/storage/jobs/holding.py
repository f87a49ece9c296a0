"""Holding of jobs for a moderator, in the transaction that would have moved them on."""

import enum
import secrets
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database
from bot.storage.db.tables import reviews
from bot.storage.jobs.posts import CARD, put_post
from bot.storage.jobs.records import JobRequest
from bot.verdicts import Ruling, Verdict

# Reason of a job that a moderator, or the filter, rejected.
REJECTED = "rejected"
# The moderator of a decision that none made: by the filter, or at a deadline.
NO_MODERATOR = 0


class Stage(enum.StrEnum):
    """What of a job is held: its prompt before it is drawn, or its pictures."""

    PROMPT = "prompt"
    PICTURE = "picture"


class ReviewState(enum.StrEnum):
    """State of a review."""

    OPEN = "open"
    APPROVED = "approved"
    SPOILER = "spoiler"
    REJECTED = "rejected"
    APPEALED = "appealed"
    OVERTURNED = "overturned"
    UPHELD = "upheld"
    CANCELLED = "cancelled"
    ERASED = "erased"


class Decision(enum.StrEnum):
    """Decision on a review."""

    APPROVE = "approve"
    SPOILER = "spoiler"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Review:
    """What waits for a moderator, or was decided by one.

    Args:
        id: in the buttons of its card.
        job_id: the job.
        guild_id: the server.
        channel_id: channel of the request.
        user_id: its member; 0 once their data was deleted.
        stage: of the job.
        verdict: why it is held.
        state: of the review.
        asked_at: seconds since 1970 by the database's clock.
        deadline: time at which it is decided without a moderator.
        at_deadline: that decision, APPROVE or REJECT.
        told: whether its member was told that it waits.
        decided_at: time of the last decision.
        moderator_id: the moderator of the last decision; 0 for the filter or a deadline.
        reason: the moderator's text.
        appeal: the member's text against a rejection.
        rejected_by: the moderator of the rejection that was appealed.
    """

    id: str
    job_id: str
    guild_id: int
    channel_id: int
    user_id: int
    stage: Stage
    verdict: Verdict
    state: ReviewState
    asked_at: float
    deadline: float
    at_deadline: Decision
    told: bool
    decided_at: float | None
    moderator_id: int | None
    reason: str
    appeal: str
    rejected_by: int | None

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.state in (ReviewState.OPEN, ReviewState.APPEALED)

    def was_rejected_by(self, moderator_id: int) -> bool:
        """Return whether a moderator rejected what is appealed now: another one decides."""
        is_theirs = moderator_id == self.rejected_by != NO_MODERATOR
        return self.state is ReviewState.APPEALED and is_theirs


@dataclass(frozen=True, slots=True)
class Hold:
    """Order to hold a job, or to record that the filter has rejected it.

    Args:
        stage: of the job.
        verdict: why; with the ruling REFUSE the job ends, and its member may appeal.
        review_channel: id of the channel of the card; None if the server has none.
        hours: time for the decision.
        at_deadline: the decision after that time, APPROVE or REJECT.
    """

    stage: Stage
    verdict: Verdict
    review_channel: int | None
    hours: float
    at_deadline: Decision = Decision.REJECT

    @property
    def is_rejected(self) -> bool:
        """Whether the filter has rejected the job."""
        return self.verdict.ruling is Ruling.REFUSE


def new_review_id() -> str:
    """Return a random id that is not guessable from another."""
    return secrets.token_hex(6)


async def insert_review(
    connection: AsyncConnection, database: Database, order: JobRequest, hold: Hold
) -> str:
    """Insert a review of a job, and put its card into the outbox if it waits for a moderator.

    What the filter has rejected gets a card when its member appeals.

    Args:
        connection: in a transaction that writes.
        database: the database of the reviews.
        order: of the job.
        hold: why it is held.

    Returns:
        Id of the review.
    """
    review_id, now = new_review_id(), database.now
    row = {
        "id": review_id,
        "job_id": order.id,
        "guild_id": order.guild_id,
        "channel_id": order.channel_id,
        "user_id": order.user_id,
        "stage": hold.stage,
        "verdict": hold.verdict,
        "state": ReviewState.REJECTED if hold.is_rejected else ReviewState.OPEN,
        "asked_at": now,
        "deadline": now + hold.hours * 3600.0,
        "at_deadline": hold.at_deadline,
        "told": hold.is_rejected,
        "moderator_id": NO_MODERATOR if hold.is_rejected else None,
        "decided_at": now if hold.is_rejected else None,
    }
    await connection.execute(sa.insert(reviews).values(row))
    if hold.review_channel is not None and not hold.is_rejected:
        await put_post(
            connection,
            database,
            kind=CARD,
            subject=review_id,
            application_id=order.application_id,
            guild_id=order.guild_id,
            channel_id=hold.review_channel,
            is_new=True,
        )
    return review_id


def load_review(row: Any) -> Review:
    """Build a review from a row of reviews."""
    values = {name: getattr(row, name) for name in Review.__dataclass_fields__}
    kinds = {"stage": Stage, "state": ReviewState, "at_deadline": Decision}
    return Review(**values | {name: kind(values[name]) for name, kind in kinds.items()})
