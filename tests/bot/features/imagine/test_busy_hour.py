"""The recorded busy hour as the bot tells it: accepted, waiting in its line, claimed, drawn."""

import asyncio
import statistics
from dataclasses import replace
from functools import partial
from pathlib import Path

from bot.delivery.progress_updates import ProgressUpdater
from bot.jobs.dispatcher import WINDOW
from bot.storage import Job, JobRequest, migrate
from generation import MAX_COUNT, Finished, GenerationRequest, PreparedRequest, ServiceStatus
from tests.bot.fakes import picture_judge
from tests.bot.storage.store import PICTURES, Store, order
from tests.generation.busy_hour import Hour, Told
from tests.generation.requests import ready

MOST_WRONG, STEP_S = 0.25, 0.2
# Nobody in the recorded hour stands farther behind.
COUNTED = 100


async def _never_shown(_order: JobRequest, _text: str, _preview: bytes | None) -> bool:
    return False


class BotsHour(Hour):
    """The hour, in which requests wait in the bot's line until the service has room for them."""

    def __init__(self, url: str) -> None:
        super().__init__(STEP_S)
        self.tracker, _ = self.models[0]
        self.store = Store(url, is_file=True)
        self.began_at = self.store.clock.now
        self.here = self.store.process()
        ready = ServiceStatus("ready")
        self.progress_updater = ProgressUpdater(
            _never_shown,
            picture_judge(),
            self.here.jobs.list_waiting,
            partial(self.tracker.scheduler.forecast, window=WINDOW),
            lambda _request: ready,
        )
        self.held: dict[str, int] = {}
        # When each was told what, at its acceptance.
        self.promises: dict[str, tuple[float, float]] = {}
        self.lined_up = 0
        self.ending = 0

    async def _arrive_until(self, then: float) -> None:
        while self.coming and self.coming[0][0] <= then:
            self.now, request = self.coming.pop(0)
            await self._accept(request)
        self.now = then
        await self._claim()

    async def _accept(self, request: GenerationRequest) -> None:
        self.store.clock.now = self.began_at + self.now
        user = int(request.user[1:])
        asked = replace(order(user=user), prepared=PreparedRequest.restore(request))
        await self.here.accept(asked)
        await self._claim()
        self.lined_up += asked.id not in self.held
        standing = await self.progress_updater.list_progress(COUNTED)
        if (place := standing[asked.id]) and place.eta_s is not None:
            self.promises[asked.id] = self.now, place.eta_s

    async def _claim(self) -> None:
        """Claim as the dispatcher does."""
        self.store.clock.now = self.began_at + self.now
        while (room := WINDOW.units - sum(self.held.values())) > 0:
            claimed = await self.here.jobs.claim(-(-room // MAX_COUNT))
            if not claimed:
                return
            for job in claimed:
                self.held[job.id] = job.order.request.units
                self._following.add(asyncio.create_task(self._drawn(job)))
            await super()._hear()

    async def _drawn(self, job: Job) -> None:
        async for event in self.tracker.accept(ready(job.order.request)).events():
            if isinstance(event, Finished):
                self.ending += 1
                self._compare(job.id)
                await self.progress_updater.stop(job.id)
                await self.here.jobs.finish(job, PICTURES)
                self.held.pop(job.id)
                self.ending -= 1
            else:
                self.progress_updater.note(job.order, event)

    def _compare(self, job_id: str) -> None:
        then, eta_s = self.promises.get(job_id, (self.now, 0.0))
        if self.now > then:
            self.told.append(Told("accepted", eta_s, self.now - then))

    async def _hear(self) -> None:
        """Let everybody hear what was told, and wait until what was drawn is written down."""
        await super()._hear()
        while self.ending:  # noqa: ASYNC110 - the database's thread has no event
            await asyncio.sleep(0.0005)
        await self._claim()


async def played(folder: Path) -> BotsHour:
    hour = BotsHour(f"sqlite:///{folder / 'hour.sqlite3'}")
    await migrate(hour.store.database)
    try:
        await hour.play()
    finally:
        await hour.store.close()
    return hour


def test_in_a_busy_hour_half_of_what_the_bot_tells_at_once_is_at_most_25_percent_wrong(
    tmp_path: Path,
) -> None:
    hour = asyncio.run(played(tmp_path))
    assert 0.7 < hour.busy_s / hour.now < 0.98, "busy, not overrun"
    assert hour.lined_up > 20, "many wait in the bot's line, and not in the service's"
    errors = [told.error for told in hour.told]
    assert len(errors) > 200
    median, tenth = statistics.median(errors), statistics.quantiles(errors, n=10)[-1]
    assert median <= MOST_WRONG, f"median {median:.0%}, 90th percentile {tenth:.0%}"
