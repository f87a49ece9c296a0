"""Every query about jobs. A step that names a fence which was overtaken changes nothing."""

import math
from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from typing import Any

import sqlalchemy as sa

from bot.storage.db.database import Database, ProcessIdentity
from bot.storage.db.tables import deliveries, jobs
from bot.storage.jobs.accept import Acceptance, Accepted, Answer, Obstacle
from bot.storage.jobs.finish import RUNNING, Outcome, make_finisher, requeue, to_outbox
from bot.storage.jobs.maintenance import to_be_posted
from bot.storage.jobs.quotas import AcceptanceLimits, Quota, bookings
from bot.storage.jobs.records import (
    OPEN,
    DeliveryState,
    Job,
    JobRequest,
    Message,
    PictureRecord,
    State,
    load_job_request,
)
from bot.storage.pictures.pictures import unneeded


class Jobs:
    """The jobs of one application, as one process sees them.

    Args:
        database: where they are.
        session: which process this is, for which application.
        lease_s: how long a claim holds without being renewed.
    """

    def __init__(self, database: Database, session: ProcessIdentity, lease_s: float) -> None:
        self._database, self._session, self._lease_s = database, session, lease_s
        self._acceptance = Acceptance(database)
        self._finishing = make_finisher(database)
        # Statements that every job needs are built once: building one costs as much as running it.
        next_ones = self._waiting(jobs.c.id, jobs.c.units).limit(sa.bindparam("most"))
        self._next_ones = next_ones.with_for_update(skip_locked=True)
        self._claimed = self._claim_statement()

    async def look(self, order: JobRequest, caps: AcceptanceLimits) -> Obstacle | None:
        """Read what stands in an order's way at this moment; nothing is written.

        Args:
            order: what is asked.
            caps: what holds for it.

        Raises:
            StorageUnavailable: it cannot be read.
        """
        return await self._acceptance.look(order, caps)

    async def accept(
        self, order: JobRequest, caps: AcceptanceLimits, wait_s: float, state: State = State.QUEUED
    ) -> Answer:
        """Write an order down if everything allows it: the promise and its price in one step.

        Args:
            order: what is asked.
            caps: what holds for it.
            wait_s: longest time to wait for other transactions.
            state: PREPARING where files are to be fetched for it, or it can be claimed at once.

        Raises:
            StorageUnavailable: it is not accepted.
        """
        return await self._acceptance.accept(order, caps, wait_s, state)

    async def prepared(self, order: JobRequest) -> Accepted | None:
        """Queue a job with what was prepared for it; None if it has ended meanwhile.

        Args:
            order: what was accepted, with its whole request and its sources.

        Raises:
            StorageUnavailable: it is as it was.
        """
        return await self._acceptance.prepared(order)

    async def claim(self, room: int, largest: float = math.inf) -> list[Job]:
        """Claim the jobs whose turn it is, as many as there is room for, at least one.

        They are this process's for the length of a lease.

        Args:
            room: pictures.
            largest: pictures that one job counts for at most; those it has, if none are given.
        """
        async with self._database.writing(durable=False) as connection:
            waiting = (await connection.execute(self._next_ones, {"most": room})).all()
            ids = _fitting(waiting, room, largest)
            if not ids:
                return []
            rows = (await connection.execute(self._claimed, {"ids": ids})).all()
        rows = sorted(rows, key=lambda row: (row.turn, row.interaction_id))
        return [Job(load_job_request(row), row.fence, row.attempts, row.waited_s) for row in rows]

    async def renew(self, held: Iterable[Job]) -> frozenset[str]:
        """Prolong the leases of jobs; the ids of those that are still held come back."""
        claims = [(job.id, job.fence) for job in held]
        renewed = (
            sa.update(jobs)
            .where(sa.tuple_(jobs.c.id, jobs.c.fence).in_(claims), jobs.c.state == State.RUNNING)
            .values(lease_until=self._database.now + self._lease_s)
            .returning(jobs.c.id)
        )
        async with self._database.writing(durable=False) as connection:
            return frozenset((await connection.execute(renewed)).scalars())

    async def finish(self, job: Job, message: Message, drawn: Sequence[PictureRecord] = ()) -> bool:
        """Put a job's outcome into the outbox; False if the job was lost meanwhile.

        Args:
            job: held by this process.
            message: what is to be posted.
            drawn: the pictures, which outlive the job.
        """
        return await self._finishing.write(Outcome(job, message, drawn))

    async def left_over(self, job: Job, files: Collection[str]) -> frozenset[str]:
        """Tell which files nobody needs of a job whose outcome was not taken.

        Another process may have the job and draws the very same files; a job that was cancelled,
        or deleted with all that its member had, is nobody's.
        """
        taken_over = sa.select(jobs.c.id).where(
            jobs.c.id == job.id, jobs.c.state != State.CANCELLED
        )
        async with self._database.reading() as connection:
            if (await connection.execute(taken_over)).first():
                return frozenset()
            return await unneeded(connection, files) - await to_be_posted(connection)

    async def release(self, job: Job) -> bool:
        """Put a job back into the line, as if it had not been claimed."""
        back = (
            sa.update(jobs)
            .where(_held(job))
            .values(state=State.QUEUED, owner=None, lease_until=None, attempts=jobs.c.attempts - 1)
        )
        return await self._changed(back)

    async def cancel(self, job_id: str, reason: str) -> bool:
        """End a job that is not on its way to Discord yet; its allowance is given back."""
        ended = (
            sa.update(jobs)
            .where(jobs.c.id == job_id, jobs.c.state.in_(OPEN))
            .values(
                state=State.CANCELLED,
                reason=reason,
                fence=jobs.c.fence + 1,
                refunded=True,
                interaction_token=None,
                ended_at=self._database.now,
            )
        )
        return await self._changed(ended)

    async def spent(self, job_id: str, drawn: Fraction | None) -> int:
        """Count the pictures that an open job has cost so far, rounded up.

        Args:
            job_id: which.
            drawn: share of its steps that this process has done, 0 to 1; None once it has nothing
                left to draw.

        Returns:
            0 before it is begun. All of them where another process draws it: how far that is, is
            not known here, and a preview is a picture.
        """
        running = sa.select(jobs.c.owner, jobs.c.units).where(jobs.c.id == job_id, RUNNING)
        async with self._database.reading() as connection:
            row = (await connection.execute(running)).one_or_none()
        if row is None:
            return 0
        if drawn is None or row.owner != self._session.owner:
            return int(row.units)
        return math.ceil(int(row.units) * drawn)

    async def call_off(self, job_id: str, message: Message, spent: int = 0) -> bool:
        """End a job that is not on its way to Discord yet, and have its channel told.

        Its allowance is given back, but for what it has spent. Another process that draws it goes
        on showing how far it is until it renews its lease; for so long the message waits.

        Args:
            job_id: which.
            message: what is to stand in place of the pictures.
            spent: pictures that stay charged.
        """
        which = sa.and_(jobs.c.id == job_id, jobs.c.state.in_(OPEN))
        owner = sa.select(jobs.c.owner).where(which).with_for_update()
        async with self._database.writing() as connection:
            drawn_by = (await connection.execute(owner)).scalar()
            here = drawn_by in (None, self._session.owner)
            when = self._database.now + (0 if here else self._lease_s / 2)
            ended = bool(await to_outbox(connection, which, message, when))
            if ended and spent:
                charged = sa.update(jobs).where(jobs.c.id == job_id)
                await connection.execute(charged.values(refunded=False, units=spent))
            return ended

    async def requeue_lost(self) -> int:
        """Put jobs whose lease is over back into the line; give up those that were often tried,
        and those that were not prepared in time.

        Returns:
            How many leases were over.
        """
        over = jobs.c.lease_until < self._database.now
        async with self._database.writing(durable=False) as connection:
            return await requeue(connection, over, self._database.now)

    async def take_over(self) -> int:
        """Void every lease of a database file: only this process can have it open."""
        if not self._database.is_file:
            return 0
        async with self._database.writing() as connection:
            sending = sa.update(deliveries).where(deliveries.c.state == DeliveryState.SENDING)
            await connection.execute(sending.values(lease_until=0.0))
            return await requeue(connection, sa.true(), self._database.now)

    async def line(self, most: int) -> list[JobRequest]:
        """List the orders that wait for their turn and for nothing else, the first so many."""
        async with self._database.reading(snapshot=False) as connection:
            found = await connection.execute(self._waiting(jobs).limit(most))
            return [load_job_request(row) for row in found.all()]

    async def left(self, user_id: int, guild_id: int, limits: Sequence[Quota]) -> list[int]:
        """Say how many pictures are left of each of a member's limits just now."""
        async with self._database.reading() as connection:
            clock = sa.select(sa.cast(self._database.now, sa.Float))
            now = float((await connection.execute(clock)).scalar_one())
            books = await bookings(connection, limits, user_id, guild_id, now)
        return [book.left(now) for book in books]

    async def open_of(self, user_id: int | None, guild_id: int) -> list[tuple[JobRequest, State]]:
        """List what a member waits for in a server, and how far it is, the oldest first.

        Args:
            user_id: the member; None for all of them.
            guild_id: the server.
        """
        theirs = sa.select(jobs).where(jobs.c.state.in_(OPEN), jobs.c.guild_id == guild_id)
        if user_id is not None:
            theirs = theirs.where(jobs.c.user_id == user_id)
        theirs = theirs.order_by(jobs.c.interaction_id)
        async with self._database.reading() as connection:
            rows = (await connection.execute(theirs)).all()
        return [(load_job_request(row), State(row.state)) for row in rows]

    async def order(self, job_id: str) -> JobRequest | None:
        """Find the order of a job that is not on its way to Discord yet."""
        which = sa.and_(jobs.c.id == job_id, jobs.c.state.in_(OPEN))
        async with self._database.reading() as connection:
            found = await connection.execute(sa.select(jobs).where(which))
            row = found.one_or_none()
        return load_job_request(row) if row else None

    def _claim_statement(self) -> Any:
        now = self._database.now
        return (
            sa.update(jobs)
            .where(jobs.c.id.in_(sa.bindparam("ids", expanding=True)))
            .values(
                state=State.RUNNING,
                owner=self._session.owner,
                fence=jobs.c.fence + 1,
                attempts=jobs.c.attempts + 1,
                lease_until=now + self._lease_s,
            )
            .returning(jobs, (now - jobs.c.due_at).label("waited_s"))
        )

    def _waiting(self, *columns: Any) -> sa.Select[Any]:
        # Known once the bot has logged in.
        mine = sa.bindparam("mine", type_=sa.BigInteger, callable_=self._session.application_id)
        return (
            sa.select(*columns)
            .where(
                jobs.c.state == State.QUEUED,
                jobs.c.application_id == mine,
                jobs.c.due_at <= self._database.now,
            )
            .order_by(jobs.c.turn, jobs.c.interaction_id)
        )

    async def _changed(self, statement: sa.Update) -> bool:
        async with self._database.writing() as connection:
            return bool((await connection.execute(statement)).rowcount)


def _fitting(waiting: Sequence[Any], room: float, largest: float) -> list[str]:
    """Choose the first of those that wait, while there is room; at least one."""
    chosen: list[str] = []
    for row in waiting:
        if chosen and room <= 0:
            break
        chosen.append(row.id)
        room -= min(row.units, largest)
    return chosen


def _held(job: Job) -> sa.ColumnElement[bool]:
    return sa.and_(jobs.c.id == job.id, jobs.c.fence == job.fence, jobs.c.state == State.RUNNING)
