"""Queries about deliveries: messages to post, and their results."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database, ProcessIdentity
from bot.storage.db.group_commit import GroupCommit
from bot.storage.db.tables import deliveries, jobs, pictures
from bot.storage.jobs.records import (
    ERASED,
    Delivery,
    DeliveryState,
    Message,
    Route,
    State,
    load_job_request,
)


@dataclass(frozen=True, slots=True)
class _Ending:
    """End of a delivery and of its job."""

    delivery: Delivery
    sending: DeliveryState
    outcome: State
    reason: str | None = None
    message_id: int | None = None


class Outbox:
    """Deliveries of one application, as one process handles them.

    Args:
        database: the database of the deliveries.
        session: identity of this process and its application.
        lease_s: longest duration of an attempt in seconds, before another one may begin.
    """

    def __init__(self, database: Database, session: ProcessIdentity, lease_s: float) -> None:
        self._database, self._session, self._lease_s = database, session, lease_s
        self._ending = GroupCommit(database, self._end_all)
        # Statements for every delivery are built once: building one costs as much as executing it.
        self._take = self._take_statement()
        orders = sa.select(jobs, sa.cast(database.now, sa.Float).label("now"))
        self._select_orders = orders.where(jobs.c.id.in_(sa.bindparam("ids", expanding=True)))
        self._end_jobs = _END_JOBS.values(ended_at=database.now)

    async def take(self, most: int) -> list[Delivery]:
        """Claim the deliveries that are due, at most so many, for one lease."""
        async with self._database.writing(durable=False) as connection:
            taken = (await connection.execute(self._take, {"most": most})).all()
            if not taken:
                return []
            rows = {row.job_id: row for row in taken}
            orders = (await connection.execute(self._select_orders, {"ids": list(rows)})).all()
            return [_load_delivery(job, rows[job.id]) for job in orders]

    def _take_statement(self) -> Any:
        now = self._database.now
        due = sa.or_(
            sa.and_(deliveries.c.state == DeliveryState.WAITING, deliveries.c.not_before <= now),
            sa.and_(deliveries.c.state == DeliveryState.SENDING, deliveries.c.lease_until < now),
        )
        # Known once the bot has logged in.
        mine = sa.bindparam("mine", type_=sa.BigInteger, callable_=self._session.application_id)
        next_ones = (
            sa.select(deliveries.c.job_id)
            .join(jobs)
            .where(due, jobs.c.application_id == mine)
            .order_by(deliveries.c.not_before)
            .limit(sa.bindparam("most"))
            .with_for_update(skip_locked=True, of=deliveries)
            # PostgreSQL may run a subquery, and its limit, more than once.
            .cte()
        )
        return (
            sa.update(deliveries)
            .where(deliveries.c.job_id.in_(sa.select(next_ones.c.job_id)))
            .values(
                state=DeliveryState.SENDING,
                owner=self._session.owner,
                fence=deliveries.c.fence + 1,
                attempts=deliveries.c.attempts + 1,
                lease_until=now + self._lease_s,
            )
            .returning(deliveries)
        )

    async def reroute(self, delivery: Delivery, route: Route) -> bool:
        """Store another route of a delivery before the message is sent by it.

        Args:
            delivery: the delivery, claimed by this process.
            route: the new route.

        Returns:
            False if the delivery was lost meanwhile.
        """
        return await self._update(delivery, {"route": route})

    async def mark_sent(self, delivery: Delivery, outcome: State, message_id: int) -> bool:
        """End a delivery whose message is posted, and its job.

        Args:
            delivery: the delivery, claimed by this process.
            outcome: final state of the job.
            message_id: Discord's id of the message.

        Returns:
            False if the delivery was lost meanwhile.
        """
        sent = _Ending(delivery, DeliveryState.SENT, outcome, message_id=message_id)
        return await self._ending.write(sent)

    async def mark_stored(self, delivery: Delivery, outcome: State, reason: str) -> bool:
        """End a delivery that cannot be posted, and its job; its message stays in the database.

        Args:
            delivery: the delivery, claimed by this process.
            outcome: final state of the job.
            reason: in one or a few words.

        Returns:
            False if the delivery was lost meanwhile.
        """
        return await self._ending.write(_Ending(delivery, DeliveryState.STORED, outcome, reason))

    async def postpone(self, delivery: Delivery, wait_s: float, reason: str) -> bool:
        """Release a delivery for another attempt.

        Args:
            delivery: the delivery, claimed by this process.
            wait_s: seconds until the next attempt.
            reason: in one or a few words.

        Returns:
            False if the delivery was lost meanwhile.
        """
        not_before = self._database.now + wait_s
        values = {"state": DeliveryState.WAITING, "not_before": not_before, "reason": reason}
        return await self._update(delivery, values)

    async def _end_all(self, connection: AsyncConnection, endings: Sequence[_Ending]) -> list[bool]:
        claims = [(one.delivery.order.id, one.delivery.fence) for one in endings]
        held = set((await connection.execute(_STILL_HELD, {"claims": claims})).scalars())
        mine = [one for one in endings if one.delivery.order.id in held]
        if mine:
            await connection.execute(_END_DELIVERIES, [_delivery_values(one) for one in mine])
            await connection.execute(self._end_jobs, [_job_values(one) for one in mine])
        shown = [
            {"job": one.delivery.order.id, "message": one.message_id}
            for one in mine
            if one.message_id and one.delivery.message.pictures
        ]
        if shown:
            await connection.execute(_SET_MESSAGE, shown)
        return [one.delivery.order.id in held for one in endings]

    async def _update(self, delivery: Delivery, values: dict[str, Any]) -> bool:
        statement = sa.update(deliveries).where(
            deliveries.c.job_id == delivery.order.id,
            deliveries.c.fence == delivery.fence,
            deliveries.c.state == DeliveryState.SENDING,
        )
        async with self._database.writing() as connection:
            return bool((await connection.execute(statement.values(values))).rowcount)


_STILL_HELD = (
    sa.select(deliveries.c.job_id)
    .where(
        sa.tuple_(deliveries.c.job_id, deliveries.c.fence).in_(
            sa.bindparam("claims", expanding=True)
        ),
        deliveries.c.state == DeliveryState.SENDING,
    )
    .with_for_update()
)
_END_DELIVERIES = (
    sa.update(deliveries)
    .where(deliveries.c.job_id == sa.bindparam("job"))
    .values(
        state=sa.bindparam("became"),
        message_id=sa.bindparam("message"),
        reason=sa.bindparam("why"),
        lease_until=None,
        content=sa.bindparam("content_left"),
        files=sa.bindparam("files_left"),
    )
)
_ERASED = sa.literal(ERASED, jobs.c.request.type)
_END_JOBS = (
    sa.update(jobs)
    .where(jobs.c.id == sa.bindparam("job"))
    .values(
        state=sa.bindparam("became"),
        interaction_token=None,
        reason=sa.func.coalesce(sa.bindparam("why", type_=jobs.c.reason.type), jobs.c.reason),
        refunded=sa.or_(jobs.c.refunded, sa.bindparam("given_back", type_=sa.Boolean)),
        request=sa.case((sa.bindparam("erased", type_=sa.Boolean), _ERASED), else_=jobs.c.request),
    )
)
_SET_MESSAGE = (
    sa.update(pictures)
    .where(pictures.c.job_id == sa.bindparam("job"))
    .values(message_id=sa.bindparam("message"))
)


def _delivery_values(one: _Ending) -> dict[str, Any]:
    message = one.delivery.message
    if one.sending is DeliveryState.SENT:
        # A text that is posted may mention other members, who may want their data deleted.
        files = tuple(replace(file, alt="") for file in message.files)
        message = replace(message, content="", files=files)
    return {
        "job": one.delivery.order.id,
        "became": one.sending,
        "message": one.message_id,
        "why": one.reason,
        "content_left": message.content,
        "files_left": message.files,
    }


def _job_values(one: _Ending) -> dict[str, Any]:
    delivered, message = one.outcome is State.DELIVERED, one.delivery.message
    return {
        "job": one.delivery.order.id,
        "became": one.outcome,
        "why": one.reason,
        # A cancelled job was charged for the pictures that were drawn, and refunded otherwise.
        "given_back": not delivered and message.outcome is not State.CANCELLED,
        # The pictures have it in their job's row of `requests`.
        "erased": delivered and bool(message.pictures),
    }


def _load_delivery(job: Any, row: Any) -> Delivery:
    message = Message(
        State(row.outcome),
        row.content,
        row.files,
        # Not the delivery's own reason, which is that of a postponed attempt.
        job.reason,
        row.pictures,
        row.spoiler,
    )
    return Delivery(
        load_job_request(job),
        message,
        Route(row.route),
        row.fence,
        row.attempts,
        job.now - job.due_at,
    )
