"""Queries about jobs. A write with an outdated fence changes nothing."""

import math
from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from typing import Any

import sqlalchemy as sa

from bot.storage.db.database import Database, ProcessIdentity
from bot.storage.db.tables import deliveries, jobs, posts
from bot.storage.jobs.accept import Acceptance
from bot.storage.jobs.clock_steps import follow_clock_back
from bot.storage.jobs.decisions import cancel_reviews
from bot.storage.jobs.finish import RUNNING, Outcome, make_finisher, move_to_outbox, requeue
from bot.storage.jobs.holding import Hold
from bot.storage.jobs.maintenance import find_unposted_files
from bot.storage.jobs.quotas import Quota, load_windows
from bot.storage.jobs.records import (
    CANCELLABLE,
    DeliveryState,
    Job,
    JobRequest,
    Message,
    PictureRecord,
    State,
    load_job_request,
)
from bot.storage.pictures.pictures import find_unneeded


class Jobs:
    """Jobs of one application, as one process handles them.

    Args:
        database: the database of the jobs.
        session: identity of this process and its application.
        lease_s: duration of a claim in seconds, unless it is renewed.

    Attributes:
        acceptance: checks, stores and queues orders.
    """

    def __init__(self, database: Database, session: ProcessIdentity, lease_s: float) -> None:
        self._database, self._session, self._lease_s = database, session, lease_s
        self.acceptance = Acceptance(database)
        self._finishing = make_finisher(database)
        # Statements for every job are built once: building one costs as much as executing it.
        first = self._select_waiting(jobs.c.id, jobs.c.units).limit(sa.bindparam("most"))
        self._select_first = first.with_for_update(skip_locked=True)
        self._claim = self._claim_statement()

    async def claim(self, room: int, largest: float = math.inf) -> list[Job]:
        """Claim the first jobs of the queue that fit into the room, at least one, for one lease.

        Args:
            room: number of pictures.
            largest: most pictures that a single job counts for; unlimited by default.

        Returns:
            The jobs in the order of the queue.
        """
        async with self._database.writing(durable=False) as connection:
            waiting = (await connection.execute(self._select_first, {"most": room})).all()
            ids = _select_fitting(waiting, room, largest)
            if not ids:
                return []
            claimed = await connection.execute(self._claim, {"ids": ids})
        # After the commit: a request that cannot be parsed costs its job an attempt.
        rows = sorted(claimed.all(), key=lambda row: (row.turn, row.interaction_id))
        return [Job(load_job_request(row), row.fence, row.attempts, row.waited_s) for row in rows]

    async def renew(self, held: Iterable[Job]) -> frozenset[str]:
        """Renew the leases of jobs; return the ids of the jobs that are still held."""
        claims = [(job.id, job.fence) for job in held]
        renewed = (
            sa.update(jobs)
            .where(sa.tuple_(jobs.c.id, jobs.c.fence).in_(claims), jobs.c.state == State.RUNNING)
            .values(lease_until=self._database.now + self._lease_s)
            .returning(jobs.c.id)
        )
        async with self._database.writing(durable=False) as connection:
            return frozenset((await connection.execute(renewed)).scalars())

    async def finish(
        self,
        job: Job,
        message: Message,
        drawn: Sequence[PictureRecord] = (),
        hold: Hold | None = None,
    ) -> bool:
        """Put a job's outcome into the outbox, or hold it for a moderator.

        Args:
            job: the job, claimed by this process.
            message: the message to post.
            drawn: its pictures, which are kept for longer than the job.
            hold: why they are held or blocked; None if they are shown.

        Returns:
            False if the job was lost meanwhile.
        """
        return await self._finishing.write(Outcome(job, message, drawn, hold))

    async def find_unneeded_files(self, job: Job, files: Collection[str]) -> frozenset[str]:
        """Find the files that are not needed of a job whose outcome was not stored.

        If another process has claimed the job, it draws the very same files. The files of a job
        that was cancelled, or deleted with its member's data, are needed no more.

        Args:
            job: the job.
            files: SHA-256 of its files.

        Returns:
            SHA-256 of those to delete.
        """
        taken_over = sa.select(jobs.c.id).where(
            jobs.c.id == job.id, jobs.c.state != State.CANCELLED
        )
        async with self._database.reading() as connection:
            if (await connection.execute(taken_over)).first():
                return frozenset()
            return await find_unneeded(connection, files) - await find_unposted_files(connection)

    async def release(self, job: Job) -> bool:
        """Queue a claimed job again, as if it had not been claimed; False if it was lost."""
        queued = (
            sa.update(jobs)
            .where(jobs.c.id == job.id, jobs.c.fence == job.fence, jobs.c.state == State.RUNNING)
            .values(state=State.QUEUED, owner=None, lease_until=None, attempts=jobs.c.attempts - 1)
        )
        async with self._database.writing() as connection:
            return bool((await connection.execute(queued)).rowcount)

    async def cancel(self, job_id: str, reason: str) -> bool:
        """Cancel and refund a job whose message is not in the outbox yet.

        Args:
            job_id: id of the job.
            reason: in one or a few words.

        Returns:
            False if there is no such job.
        """
        ended = (
            sa.update(jobs)
            .where(jobs.c.id == job_id, jobs.c.state.in_(CANCELLABLE))
            .values(
                state=State.CANCELLED,
                reason=reason,
                fence=jobs.c.fence + 1,
                refunded=True,
                interaction_token=None,
                ended_at=self._database.now,
            )
        )
        async with self._database.writing() as connection:
            await cancel_reviews(connection, self._database, job_id)
            return bool((await connection.execute(ended)).rowcount)

    async def count_spent(self, job_id: str, drawn: Fraction | None) -> int:
        """Count the pictures that an open job has cost so far, rounded up.

        Args:
            job_id: id of the job.
            drawn: share of its steps that this process has done, 0 to 1; None once all are done.

        Returns:
            0 before the job is running. All its pictures if another process draws it, whose
            progress is not known here: a preview is a picture, too.
        """
        held = sa.and_(jobs.c.state == State.HELD, jobs.c.attempts > 0)
        running = sa.select(jobs.c.owner, jobs.c.units)
        running = running.where(jobs.c.id == job_id, sa.or_(RUNNING, held))
        async with self._database.reading() as connection:
            row = (await connection.execute(running)).one_or_none()
        if row is None:
            return 0
        if drawn is None or row.owner != self._session.owner:
            return int(row.units)
        return math.ceil(int(row.units) * drawn)

    async def call_off(self, job_id: str, message: Message, spent: int = 0) -> bool:
        """Cancel a job whose message is not in the outbox yet, and post a message about it.

        The job is refunded, except for what it has spent. Another process that draws it continues
        to show its progress until it renews its lease; the message is delayed until then.

        Args:
            job_id: id of the job.
            message: the message that replaces the pictures.
            spent: pictures that stay charged.

        Returns:
            False if there is no such job.
        """
        which = sa.and_(jobs.c.id == job_id, jobs.c.state.in_(CANCELLABLE))
        owner = sa.select(jobs.c.owner).where(which).with_for_update()
        async with self._database.writing() as connection:
            # Reviews are locked before jobs, as by decisions.
            told_s = await cancel_reviews(connection, self._database, job_id)
            drawn_by = (await connection.execute(owner)).scalar()
            is_own = drawn_by in (None, self._session.owner)
            when = self._database.now + (told_s if is_own else self._lease_s / 2)
            ended = bool(await move_to_outbox(connection, which, message, when))
            if ended and spent:
                charged = sa.update(jobs).where(jobs.c.id == job_id)
                await connection.execute(charged.values(refunded=False, units=spent))
            return ended

    async def requeue_lost(self) -> int:
        """Queue the jobs again whose leases are over.

        Those that were tried too often, and those that were not prepared in time, are ended.
        Waiting jobs follow a clock that was set back.

        Returns:
            The number of jobs.
        """
        over = jobs.c.lease_until < self._database.now
        async with self._database.writing(durable=False) as connection:
            await follow_clock_back(connection, self._database.now)
            return await requeue(connection, over, self._database.now)

    async def take_over(self) -> int:
        """End every lease of a database file, which only this process can have open.

        Returns:
            The number of jobs that were queued again or ended; 0 with a server.
        """
        if not self._database.is_file:
            return 0
        async with self._database.writing() as connection:
            for table in (deliveries, posts):
                sending = sa.update(table).where(table.c.state == DeliveryState.SENDING)
                await connection.execute(sending.values(lease_until=0.0))
            return await requeue(connection, sa.true(), self._database.now)

    async def list_waiting(self, most: int) -> list[JobRequest]:
        """List the first orders of the queue, at most so many, without those not due yet."""
        async with self._database.reading(snapshot=False) as connection:
            rows = (await connection.execute(self._select_waiting(jobs).limit(most))).all()
            return [load_job_request(row) for row in rows]

    async def count_left(self, user_id: int, guild_id: int, limits: Sequence[Quota]) -> list[int]:
        """Count the pictures that are left of each limit of a member at this moment.

        Args:
            user_id: the member.
            guild_id: the server.
            limits: limits of the member or of the server.
        """
        async with self._database.reading() as connection:
            clock = sa.select(sa.cast(self._database.now, sa.Float))
            now = float((await connection.execute(clock)).scalar_one())
            windows = await load_windows(connection, limits, user_id, guild_id, now)
        return [window.count_left(now) for window in windows]

    async def list_open(self, user_id: int | None, guild_id: int) -> list[tuple[JobRequest, State]]:
        """List the open orders of a member in a server with their states, the oldest first.

        Args:
            user_id: the member; None for all members.
            guild_id: the server.
        """
        theirs = sa.select(jobs).where(jobs.c.state.in_(CANCELLABLE), jobs.c.guild_id == guild_id)
        if user_id is not None:
            theirs = theirs.where(jobs.c.user_id == user_id)
        theirs = theirs.order_by(jobs.c.interaction_id)
        async with self._database.reading() as connection:
            rows = (await connection.execute(theirs)).all()
        return [(load_job_request(row), State(row.state)) for row in rows]

    async def order(self, job_id: str) -> JobRequest | None:
        """Find the order of an open job: its message is not in the outbox yet."""
        which = sa.and_(jobs.c.id == job_id, jobs.c.state.in_(CANCELLABLE))
        async with self._database.reading() as connection:
            row = (await connection.execute(sa.select(jobs).where(which))).one_or_none()
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

    def _select_waiting(self, *columns: Any) -> sa.Select[Any]:
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


def _select_fitting(waiting: Sequence[Any], room: float, largest: float) -> list[str]:
    """Select the first waiting jobs by their ids while there is room, at least one."""
    ids: list[str] = []
    for row in waiting:
        if ids and room <= 0:
            break
        ids.append(row.id)
        room -= min(row.units, largest)
    return ids
