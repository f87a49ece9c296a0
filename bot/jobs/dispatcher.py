"""Claims the jobs whose turn it is, has them drawn, and puts what came of it into the outbox."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Protocol

from bot.generation_api import PictureService, status_of
from bot.jobs.files import JobFiles, StartGone
from bot.operations import Metrics, logs
from bot.storage import Conflict, Job, JobRequest, Jobs, Message, PictureRecord, StatementRefused
from bot.storage.retry import repeat_forever, retry_forever
from generation import (
    Cancelled,
    Event,
    Failed,
    Finished,
    GenerationError,
    Progress,
    Queued,
    QueueFull,
    ServiceClosed,
    Timings,
)

log = logging.getLogger(__name__)

TICK_S = 1.0
# Between two claims: jobs that end at the same time make room for one claim, and not for one each.
PAUSE_S = 0.05
# What ends a job only for this process.
_OURS = (Cancelled, ServiceClosed, QueueFull)
# Pictures that the service may have at once: two of its largest batches, so that one can be put
# together while the other is drawn. What is not claimed yet can be claimed by another process.
AHEAD = 16
# With those whose model is still being loaded; the service takes as many and a few more.
HELD = 3 * AHEAD


class ReplyWriter(Protocol):
    """Says in Discord's terms what came of a job."""

    async def finished(
        self, order: JobRequest, result: Finished, drawn: tuple[PictureRecord, ...], sha256: str
    ) -> Message:
        """Write the message of a job that went well; the file of that hash is what is shown."""

    def failed(self, order: JobRequest, error: GenerationError | StartGone | None) -> Message:
        """Write the message of one that did not; None for a fault of ours."""


class ProgressDisplay(Protocol):
    """Shows members how far their jobs are."""

    def note(self, order: JobRequest, event: Queued | Progress | None) -> None:
        """Remember the newest of a job."""

    async def done(self, job_id: str) -> None:
        """Show nothing more of a job; returns when nothing is on its way either."""


class Dispatcher:
    """Drives the jobs that this process holds.

    Args:
        jobs: where they are claimed and ended.
        service: draws.
        job_files: where pictures are kept.
        words: what members read.
        display: shows them the progress.
        posted: called when there is something new in the outbox.
        metrics: counts.
        lease_s: of the claims.
    """

    def __init__(
        self,
        jobs: Jobs,
        service: PictureService,
        job_files: JobFiles,
        words: ReplyWriter,
        display: ProgressDisplay,
        posted: Callable[[], None],
        metrics: Metrics,
        lease_s: float,
    ) -> None:
        self._jobs, self._service, self._job_files = jobs, service, job_files
        self._words, self._display, self._posted = words, display, posted
        self._metrics, self._lease_s = metrics, lease_s
        self._held: dict[str, tuple[Job, asyncio.Task[None]]] = {}
        self._drawn: set[str] = set()
        self._wake = asyncio.Event()
        self._open, self._claiming = True, asyncio.Lock()

    def wake(self) -> None:
        """Say that there is a new job."""
        self._wake.set()

    @property
    def units(self) -> int:
        """Pictures, frames and tiles that this process has claimed.

        Of a job at most half of what it may have: beside a long one the service takes turns, and
        needs somebody to take them with.
        """
        return sum(_units(job) for job, _ in self._held.values())

    def _room(self) -> int:
        """Count what may be claimed.

        What waits for its model takes no place from the others, nor does what is drawn and is
        only to be written down.
        """
        held = [job for job, _ in self._held.values() if job.id not in self._drawn]
        loaded = [job for job in held if self._is_loaded(job)]
        return min(AHEAD - sum(map(_units, loaded)), HELD - self.units)

    def _is_loaded(self, job: Job) -> bool:
        return status_of(self._service, job.order.request).phase == "ready"

    async def claim(self) -> None:
        """Claim for ever."""
        await repeat_forever(self._claim, TICK_S, self._wake, PAUSE_S)

    async def hold_on(self) -> None:
        """Renew the leases for ever."""
        await repeat_forever(self._renew, self._lease_s / 4, asyncio.Event())

    def close(self) -> None:
        """Claim nothing more."""
        self._open = False

    async def drain(self, grace_s: float) -> None:
        """Claim nothing more, finish what is held, and put back what is not done in time."""
        self.close()
        # What is being claimed just now is held in a moment, and would outlive the database.
        async with self._claiming:
            tasks = [task for _, task in self._held.values()]
        if tasks:
            await asyncio.wait(tasks, timeout=grace_s)
        for job, _ in list(self._held.values()):
            self._service.cancel(job.id)
        await asyncio.gather(*(task for _, task in self._held.values()), return_exceptions=True)

    async def stop(self, job_id: str) -> None:
        """Draw and show a job no more: it was called off, and its message is in the outbox."""
        if job_id in self._held:
            _, task = self._held[job_id]
            self._service.cancel(job_id)
            task.cancel()
            await asyncio.wait([task])
        await self._display.done(job_id)
        self._posted()

    async def _claim(self) -> None:
        async with self._claiming:
            while self._open and self._service.status.phase in ("ready", "unavailable"):
                if not await self._claim_some():
                    return

    async def _claim_some(self) -> bool:
        """Claim what there is room for; False if there was less."""
        room = self._room()
        claimed = await self._jobs.claim(room, AHEAD // 2) if room > 0 else []
        for job in claimed:
            # The lease of what is drawn here may have run out while the database took no writes.
            before = self._held[job.id][1] if job.id in self._held else None
            task = asyncio.create_task(self._serve(job, before), name=f"job {job.id}")
            self._held[job.id] = job, task
            self._drawn.discard(job.id)
            task.add_done_callback(self._ended)
        # What waits for its model takes no room: then there may be more, although all was taken.
        return bool(claimed) and sum(map(_units, claimed)) >= room

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._held = {id_: held for id_, held in self._held.items() if held[1] is not task}
        self._drawn &= self._held.keys()
        self._wake.set()
        if not task.cancelled() and (error := task.exception()):
            log.error("%s failed", task.get_name(), exc_info=error)

    async def _renew(self) -> None:
        """Keep the leases; a job that another process has is given up here."""
        held = [job for job, _ in self._held.values()]
        kept = await self._jobs.renew(held) if held else frozenset()
        for job in held:
            # What was claimed again meanwhile was not asked for.
            if job.id not in kept and self._held.get(job.id, (None,))[0] is job:
                log.warning("job %s was taken over or cancelled", job.id)
                self._service.cancel(job.id)

    def _newest(self, job: Job) -> Job:
        """Give a job as it is held now: it may have been claimed again while it was drawn."""
        return self._held.get(job.id, (job,))[0]

    async def _serve(self, job: Job, before: "asyncio.Task[None] | None") -> None:
        """Draw a job, unless the task that has drawn it until now ends it under the new claim."""
        with logs.job(job.id):
            if before:
                log.warning("claimed again while it is drawn here")
                await asyncio.wait([before])
                if not await retry_forever(lambda: self._jobs.renew([job])):
                    return
            log.info("begun, attempt %d", job.attempts)
            self._metrics.claimed()
            await self._draw(job)

    async def _draw(self, job: Job) -> None:
        ending = await self._followed(job)
        self._drawn.add(job.id)
        self._wake.set()
        await self._display.done(job.id)
        if isinstance(ending, Failed) and isinstance(ending.error, _OURS):
            # At shutdown, because the job is no longer ours, or because we claimed too much.
            await retry_forever(lambda: self._jobs.release(self._newest(job)))
            return
        message, drawn = await self._message(job, ending)
        if await self._finish(job, message, drawn):
            self._posted()
        else:
            log.warning("taken over, cancelled or deleted: the result is thrown away")
            files = {one.sha256 for one in drawn} | {one.sha256 for one in message.files}
            await self._job_files.drop(
                await retry_forever(lambda: self._jobs.find_unneeded_files(job, files))
            )

    async def _finish(self, job: Job, message: Message, drawn: tuple[PictureRecord, ...]) -> bool:
        """Put an outcome into the outbox, or the notice of a fault for what cannot be kept."""
        try:
            return await retry_forever(lambda: self._jobs.finish(self._newest(job), message, drawn))
        except (Conflict, StatementRefused):
            log.exception("the result cannot be written down")
        fault = self._words.failed(job.order, None)
        return await retry_forever(lambda: self._jobs.finish(self._newest(job), fault))

    async def _followed(self, job: Job) -> Finished | Failed | StartGone | None:
        """Have a job drawn; None for a fault of ours, which is logged."""
        self._display.note(job.order, None)
        try:
            request = await self._job_files.request(job.order)
            return await self._last(job.order, self._service.submit(request))
        except StartGone as gone:
            return gone
        except GenerationError as error:
            return Failed(error)
        except Exception:
            log.exception("drawing failed")
            return None

    async def _last(
        self, order: JobRequest, events: AsyncIterator[Event]
    ) -> Finished | Failed | None:
        async for event in events:
            if isinstance(event, Finished | Failed):
                return event
            self._display.note(order, event)
        return None

    async def _message(
        self, job: Job, ending: Finished | Failed | StartGone | None
    ) -> tuple[Message, tuple[PictureRecord, ...]]:
        if not isinstance(ending, Finished):
            error = ending.error if isinstance(ending, Failed) else ending
            log.warning("failed: %s", type(error).__name__)
            return self._words.failed(job.order, error), ()
        drawn = await self._job_files.keep(job, ending)
        shown = await self._job_files.keep_shown(job.order, ending, drawn)
        result = replace(ending, timings=_since_asked(ending.timings, job.waited_s))
        self._metrics.drawn(result.timings, len(drawn))
        return await self._words.finished(job.order, result, drawn, shown), drawn


def _units(job: Job) -> int:
    return job.order.request.taking(AHEAD)


def _since_asked(timings: Timings, waited_s: float) -> Timings:
    """Count from when the job was accepted and not from when the service had it."""
    queue_s, total_s = timings.queue_s + waited_s, timings.total_s + waited_s
    return replace(timings, queue_s=queue_s, total_s=total_s)
