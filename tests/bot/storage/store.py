"""Both kinds of database as the tests of the storage see them."""

import itertools
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bot.storage import (
    AcceptanceLimits,
    Attachment,
    Database,
    Delivery,
    Job,
    JobRequest,
    Jobs,
    MaintenanceQueries,
    Message,
    Outbox,
    PictureRecord,
    PictureStore,
    Posts,
    ProcessIdentity,
    Quota,
    Reviews,
    State,
    new_picture_id,
)
from bot.storage.db.column_types import stored_columns
from bot.storage.db.tables import deliveries, jobs, posts, reviews
from generation import GenerationRequest, PreparedRequest
from tests.bot.fakes import TIMINGS

APPLICATION = 77
LEASE_S = 60.0
NO_LIMITS = AcceptanceLimits((), user_open=1000, server_open=1000, waiting=100_000)
PICTURES = Message(State.DELIVERED, "**red apple**")
TROUBLE = Message(State.FAILED, "It did not work.", reason="fault")

_numbers = itertools.count(1)


def caps(*limits: Quota, **others: Any) -> AcceptanceLimits:
    """What holds for a request: nothing but what the test says."""
    return AcceptanceLimits(
        limits, **{"user_open": 1000, "server_open": 1000, "waiting": 100_000, **others}
    )


def order(
    user: int = 1,
    guild: int = 1,
    count: int = 1,
    prompt: str = "red apple",
    token: str | None = "token",
    application: int = APPLICATION,
    interaction_id: int | None = None,
) -> JobRequest:
    """What a member asks for, in an interaction of its own."""
    request = GenerationRequest(prompt, str(user), 128, 128, 20, 4.0, seed=7, count=count)
    return JobRequest(
        # Snowflakes do not fit into 32 bits.
        interaction_id=interaction_id or 2**60 + next(_numbers),
        application_id=application,
        guild_id=guild,
        channel_id=5,
        user_id=user,
        member="Ada",
        upload_limit=10 * 2**20,
        interaction_token=token,
        prepared=PreparedRequest.restore(request),
    )


def of_job(job: Job, place: int, sha256: str, hidden: str | None = None) -> PictureRecord:
    """A picture as `JobFiles` hands it over, and the dispatcher if it is hidden."""
    asked = job.order
    return PictureRecord(
        id=new_picture_id(),
        job_id=job.id,
        place=place,
        guild_id=asked.guild_id,
        channel_id=asked.channel_id,
        message_id=None,
        user_id=asked.user_id,
        member=asked.member,
        sha256=sha256,
        model="starter",
        request=asked.prepared.picture_request(place),
        sources=asked.sources,
        seconds=float(asked.request.steps),
        # As those from before they were kept, every other picture has none.
        timings=None if place % 2 else TIMINGS,
        spoiler=asked.spoiler,
        hidden=hidden,
    )


class Clock:
    """The clock of a database file: it stands still until the test turns it."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True)
class Process:
    """What one process has of the storage."""

    database: Database
    session: ProcessIdentity
    jobs: Jobs
    outbox: Outbox
    maintenance: MaintenanceQueries
    reviews: Reviews
    posts: Posts

    async def accept(
        self, asked: JobRequest | None = None, allowed: AcceptanceLimits = NO_LIMITS
    ) -> Any:
        """Ask the storage as the gate does."""
        return await self.jobs.acceptance.accept(asked or order(), allowed, wait_s=10)

    async def claimed(self, asked: JobRequest | None = None) -> Job:
        """Accept a job and claim it."""
        asked = asked or order()
        await self.accept(asked)
        return next(job for job in await self.jobs.claim(100) if job.id == asked.id)

    async def line(self, most: int) -> list[str]:
        """List the ids of those who wait."""
        return [order.id for order in await self.jobs.list_waiting(most)]

    async def drew(self, asked: JobRequest | None = None, *sha256s: str) -> list[PictureRecord]:
        """Bring a job to its end: a picture a file, or one, in the message 9."""
        job = await self.claimed(asked)
        places = enumerate(sha256s or (job.id * 2,))
        drawn = [of_job(job, place, sha256) for place, sha256 in places]
        shown = Attachment(f"{job.id}grid", "grid.png", "a grid")
        ids = tuple(picture.id for picture in drawn)
        assert await self.jobs.finish(
            job, Message(State.DELIVERED, "here", (shown,), pictures=ids), drawn
        )
        (delivery,) = await self.outbox.take(1)
        assert await self.outbox.mark_sent(delivery, State.DELIVERED, 9)
        return await PictureStore(self.database).list_siblings(drawn[0])

    async def taken(self, message: Message = PICTURES, asked: JobRequest | None = None) -> Delivery:
        """Bring a job as far as its delivery, and take that."""
        job = await self.claimed(asked)
        assert await self.jobs.finish(job, message)
        taken = await self.outbox.take(100)
        return next(delivery for delivery in taken if delivery.order.id == job.id)


@dataclass
class Store:
    """A database with the current schema.

    Args:
        url: where it is.
        is_file: whether it is SQLite.
    """

    url: str
    is_file: bool
    clock: Clock = field(default_factory=Clock)
    opened: list[Database] = field(default_factory=list)

    @property
    def database(self) -> Database:
        """The database as the first process has it."""
        return self.opened[0] if self.opened else self.connect()

    def connect(self) -> Database:
        """Open it once more."""
        self.opened.append(Database(self.url, self.clock if self.is_file else None))
        return self.opened[-1]

    def process(self, application: int = APPLICATION) -> Process:
        """Begin another process; on SQLite it shares the only one's connection."""
        database = self.database if self.is_file else self.connect()
        session = ProcessIdentity(lambda: application)
        return Process(
            database,
            session,
            Jobs(database, session, LEASE_S),
            Outbox(database, session, LEASE_S),
            MaintenanceQueries(database),
            Reviews(database, session),
            Posts(database, session, LEASE_S),
        )

    async def later(self, seconds: float) -> None:
        """Let time pass: nobody can turn a server's clock, but all that was can be long ago."""
        if self.is_file:
            self.clock.now += seconds
            return
        async with self.database.writing() as connection:
            for table, names in (
                (jobs, ("accepted_at", "due_at", "ended_at", "lease_until")),
                (deliveries, ("lease_until", "not_before")),
                (posts, ("created_at", "lease_until", "not_before")),
                (reviews, ("asked_at", "deadline", "decided_at")),
            ):
                past: dict[str, Any] = {name: table.c[name] - seconds for name in names}
                await connection.execute(sa.update(table).values(past))

    async def rows(self, table: sa.Table = jobs) -> list[Any]:
        """Read a table, whatever the storage has to say about it."""
        async with self.database.reading() as connection:
            return list((await connection.execute(sa.select(*stored_columns(table)))).all())

    async def row(self, job_id: str) -> Any:
        """Read the row of a job."""
        (found,) = [row for row in await self.rows() if row.id == job_id]
        return found

    async def close(self) -> None:
        """Close every connection."""
        for database in self.opened:
            await database.close()


def files(folder: Path) -> dict[str, bytes]:
    """Read every file of a folder, to see whether one has changed."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
