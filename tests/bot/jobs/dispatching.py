"""A dispatcher at a real database; what is drawn, written and shown is up to the test."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.jobs.dispatcher import Dispatcher
from bot.jobs.files import JobFiles, StartGone
from bot.jobs.picture_verdicts import PictureJudge
from bot.operations import Metrics
from bot.storage import (
    Attachment,
    FileStore,
    Job,
    JobRequest,
    Message,
    PictureRecord,
    Preferences,
    State,
)
from bot.storage.db.tables import deliveries
from generation import Finished, GenerationError, ModelInfo, PreparedRequest
from tests.bot.fakes import FakeModel, FakeService, picture_judge
from tests.bot.storage.store import LEASE_S, Process, Store, order

OTHER = ModelInfo("other", "Another model for tests.", ((128, 128),), 20, 50, 4.0, 20.0, 30)


@dataclass
class Writer:
    """Writes messages of a word each, and keeps what it was given."""

    results: list[Finished] = field(default_factory=list)
    errors: list[GenerationError | StartGone | None] = field(default_factory=list)

    async def success_message(
        self, order: JobRequest, result: Finished, drawn: tuple[PictureRecord, ...], sha256: str
    ) -> Message:
        self.results.append(result)
        shown, ids = Attachment(sha256, "shown.png", "shown"), tuple(one.id for one in drawn)
        return Message(State.DELIVERED, "drawn", (shown,), pictures=ids)

    def failure_message(
        self, order: JobRequest, error: GenerationError | StartGone | None
    ) -> Message:
        self.errors.append(error)
        return Message(State.FAILED, "failed", reason="fault")

    def blocked_message(self, order: JobRequest) -> Message:
        return Message(State.CANCELLED, "blocked", reason="rejected")


@dataclass
class Noted:
    """A display that keeps what is to be shown, and of which jobs nothing more."""

    notes: list[tuple[str, object]] = field(default_factory=list)
    over: list[str] = field(default_factory=list)

    def note(self, order: JobRequest, event: object) -> None:
        self.notes.append((order.id, event))

    async def stop(self, job_id: str) -> None:
        self.over.append(job_id)


@dataclass
class Dispatching:
    """What a test sees of a dispatcher."""

    store: Store
    here: Process
    service: FakeService
    writer: Writer
    display: Noted
    metrics: Metrics
    folder: Path
    judge: PictureJudge
    dispatcher: Dispatcher = field(init=False)
    posted: int = 0

    def __post_init__(self) -> None:
        job_files = JobFiles(FileStore(self.folder, 2**40, 1e9), "starter")
        self.dispatcher = Dispatcher(
            self.here.jobs,
            self.service,
            self.judge,
            job_files,
            self.writer,
            self.display,
            self._posted,
            self.metrics,
            Preferences(self.here.database),
            LEASE_S,
        )

    def _posted(self) -> None:
        self.posted += 1

    async def asked(self, count: int = 1, of: int = 1, model: str = "") -> list[JobRequest]:
        """Accept orders, each of so many pictures."""
        orders = [order(user=user, count=of) for user in range(count)]
        orders = [
            replace(one, prepared=PreparedRequest.restore(replace(one.request, model=model)))
            for one in orders
        ]
        for one in orders:
            await self.here.accept(one)
        self.dispatcher.wake()
        return orders

    async def drawing(self) -> JobRequest:
        """Ask for a picture that is being drawn when this returns."""
        (one,) = await self.asked()
        await self.until(lambda: one.id in self.submitted)
        return one

    @property
    def submitted(self) -> list[str]:
        return [request.id for request in self.service.requests]

    async def states(self) -> list[State]:
        return [row.state for row in await self.store.rows()]

    async def deliveries(self) -> list[Any]:
        return await self.store.rows(deliveries)

    async def overtaken(self) -> Job:
        """Let the leases run out, and another process claim one job."""
        there = self.store.process()
        await self.store.later(LEASE_S + 1)
        assert await there.jobs.requeue_lost()
        (job,) = await there.jobs.claim(1)
        return job

    async def until(self, holds: Callable[[], object]) -> None:
        async with asyncio.timeout(20):
            while not holds():  # noqa: ASYNC110 - what is waited for has no event
                await asyncio.sleep(0.002)

    async def idle(self) -> None:
        """Wait until nothing is held any more."""
        await self.until(lambda: not self.dispatcher.units)


@contextlib.asynccontextmanager
async def dispatching(
    store: Store, others: tuple[FakeModel, ...] = (), judge: PictureJudge | None = None
) -> AsyncIterator[Dispatching]:
    """Have a dispatcher claim."""
    service = FakeService(others=others)
    folder = Path(store.url.removeprefix("sqlite:///")).parent / "pictures"
    seen = Writer(), Noted(), Metrics()
    judge = judge or picture_judge()
    it = Dispatching(store, store.process(), service, *seen, folder, judge)
    claiming = asyncio.create_task(it.dispatcher.claim())
    try:
        yield it
    finally:
        await it.dispatcher.drain(0.0)
        claiming.cancel()
        await asyncio.gather(claiming, return_exceptions=True)
