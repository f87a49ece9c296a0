"""Every query about deliveries: what is to be posted, and what became of it."""

from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from bot.storage.database import Database, Session
from bot.storage.rows import (
    ERASED,
    Delivery,
    Message,
    Route,
    Sending,
    State,
    files_of,
    names_of,
    order_of,
    written_files,
)
from bot.storage.tables import deliveries, jobs, pictures


class Outbox:
    """The deliveries of one application, as one process sees them.

    Args:
        database: where they are.
        session: which process this is, for which application.
        lease_s: how long an attempt may take before another one may begin.
    """

    def __init__(self, database: Database, session: Session, lease_s: float) -> None:
        self._database, self._session, self._lease_s = database, session, lease_s

    async def take(self, most: int) -> list[Delivery]:
        """Take what is due, at most so many, for the length of a lease."""
        now = self._database.now
        due = sa.or_(
            sa.and_(deliveries.c.state == Sending.WAITING, deliveries.c.not_before <= now),
            sa.and_(deliveries.c.state == Sending.SENDING, deliveries.c.lease_until < now),
        )
        next_ones = (
            sa.select(deliveries.c.job_id)
            .join(jobs)
            .where(due, jobs.c.application_id == self._session.application_id())
            .order_by(deliveries.c.not_before)
            .limit(most)
            .with_for_update(skip_locked=True, of=deliveries)
            # PostgreSQL may run a subquery, and its limit, more than once.
            .cte()
        )
        taken = (
            sa.update(deliveries)
            .where(deliveries.c.job_id.in_(sa.select(next_ones.c.job_id)))
            .values(
                state=Sending.SENDING,
                owner=self._session.owner,
                fence=deliveries.c.fence + 1,
                attempts=deliveries.c.attempts + 1,
                lease_until=now + self._lease_s,
            )
            .returning(deliveries)
        )
        async with self._database.writing(durable=False) as connection:
            rows = {row.job_id: row for row in (await connection.execute(taken)).all()}
            if not rows:
                return []
            wanted = sa.select(jobs, sa.cast(now, sa.Float).label("now"))
            found = await connection.execute(wanted.where(jobs.c.id.in_(rows)))
            return [_delivery(job, rows[job.id]) for job in found.all()]

    async def reroute(self, delivery: Delivery, route: Route) -> bool:
        """Note how the message goes out, before it does."""
        return await self._changed(delivery, {"route": route})

    async def sent(self, delivery: Delivery, outcome: State, message_id: int) -> bool:
        """Note that the message stands in the channel: the job has ended."""
        return await self._ended(delivery, Sending.SENT, outcome, None, message_id)

    async def stored(self, delivery: Delivery, outcome: State, reason: str) -> bool:
        """Note that the message cannot be posted: the job has ended, the message stays here."""
        return await self._ended(delivery, Sending.STORED, outcome, reason, None)

    async def later(self, delivery: Delivery, wait_s: float, reason: str) -> bool:
        """Put a delivery back, to be tried again after `wait_s`."""
        not_before = self._database.now + wait_s
        values = {"state": Sending.WAITING, "not_before": not_before, "reason": reason}
        return await self._changed(delivery, values)

    async def _ended(
        self,
        delivery: Delivery,
        sending: Sending,
        outcome: State,
        reason: str | None,
        message_id: int | None,
    ) -> bool:
        told: dict[str, Any] = {
            "state": sending,
            "message_id": message_id,
            "reason": reason,
            "lease_until": None,
        }
        if sending is Sending.SENT:
            # It stands in the channel. It may name others, who may want to be forgotten.
            told["content"] = ""
            told["files"] = written_files(
                tuple(replace(file, alt="") for file in delivery.message.files)
            )
        ended: dict[str, Any] = {
            "state": outcome,
            "ended_at": self._database.now,
            "interaction_token": None,
        }
        if reason:
            ended["reason"] = reason
        # What was called off has been charged for what was drawn.
        if outcome is State.DELIVERED and delivery.message.pictures:
            # With the pictures there is one for all of them.
            ended["request"] = ERASED
        if outcome is not State.DELIVERED and delivery.message.outcome is not State.CANCELLED:
            ended["refunded"] = True
        async with self._database.writing() as connection:
            if not (await connection.execute(_held(delivery).values(told))).rowcount:
                return False
            mine = sa.update(jobs).where(jobs.c.id == delivery.order.id)
            await connection.execute(mine.values(ended))
            if message_id and delivery.message.pictures:
                shown = sa.update(pictures).where(pictures.c.job_id == delivery.order.id)
                await connection.execute(shown.values(message_id=message_id))
        return True

    async def _changed(self, delivery: Delivery, values: dict[str, Any]) -> bool:
        async with self._database.writing() as connection:
            return bool((await connection.execute(_held(delivery).values(values))).rowcount)


def _held(delivery: Delivery) -> sa.Update:
    return sa.update(deliveries).where(
        deliveries.c.job_id == delivery.order.id,
        deliveries.c.fence == delivery.fence,
        deliveries.c.state == Sending.SENDING,
    )


def _delivery(job: Any, row: Any) -> Delivery:
    message = Message(
        State(row.outcome),
        row.content,
        files_of(row.files),
        # Not the delivery's own, which says why it was put back.
        job.reason,
        names_of(row.pictures),
    )
    return Delivery(
        order_of(job), message, Route(row.route), row.fence, row.attempts, job.now - job.due_at
    )
