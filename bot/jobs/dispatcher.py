"""Dispatcher of jobs: claims them in order, draws them, and writes their outcomes to the outbox."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from bot.admission.server_rules.approval import find_hold
from bot.generation_api import PictureService, model_status
from bot.jobs.files import JobFiles, StartGone
from bot.jobs.picture_verdicts import PictureJudge
from bot.operations import Metrics, logs
from bot.storage import (
    Conflict,
    Hold,
    Job,
    JobRequest,
    Jobs,
    Message,
    PictureRecord,
    Preferences,
    Stage,
    StatementRefused,
)
from bot.storage.retry import repeat_forever, retry_forever
from bot.verdicts import ALLOWED, Ruling, Verdict
from generation import (
    AdmissionWindow,
    Cancelled,
    Failed,
    Finished,
    GenerationError,
    Progress,
    Queued,
    QueueFull,
    ServiceClosed,
)

log = logging.getLogger(__name__)

TICK_S = 1.0
# Between two claims: jobs that end at the same time make room for one claim, not for one each.
PAUSE_S = 0.05
# Errors that end a job for this process alone: it goes back to the queue.
_RELEASING = (Cancelled, ServiceClosed, QueueFull)
# Units, i.e. pictures, frames and tiles, that the service may have at once: two of its largest
# batches, so that one is prepared while the other is drawn. Jobs that are not claimed yet can be
# claimed by another process.
WINDOW = AdmissionWindow(units=16)
# Why pictures are not shown, by the ruling on them.
# With the units of models that are being loaded, and of results that are being written.
MAX_UNITS_CLAIMED = 3 * int(WINDOW.units)


class ReplyWriter(Protocol):
    """Writer of the message about a job's outcome."""

    async def success_message(
        self, order: JobRequest, result: Finished, drawn: tuple[PictureRecord, ...], sha256: str
    ) -> Message:
        """Write the message of a finished job.

        Args:
            order: the request.
            result: timings, and notes on the prompt.
            drawn: the pictures.
            sha256: of the file that is posted.
        """

    def failure_message(
        self, order: JobRequest, error: GenerationError | StartGone | None
    ) -> Message:
        """Write the message of a failed job.

        Args:
            order: the request.
            error: None for an unexpected one.
        """

    def blocked_message(self, order: JobRequest) -> Message:
        """Write the message of a job whose pictures are not shown."""


class ProgressDisplay(Protocol):
    """Display of the progress of jobs in their replies."""

    def note(self, order: JobRequest, event: Queued | Progress | None) -> None:
        """Store the newest event of a job.

        Args:
            order: the job's request.
            event: None when it was just claimed.
        """

    async def stop(self, job_id: str) -> None:
        """Stop the updates of a job; returns once no edit is under way."""


class Dispatcher:
    """Dispatcher of the jobs that this process has claimed.

    Args:
        jobs: the queue.
        service: draws.
        picture_judge: judges what was drawn.
        job_files: stores pictures.
        reply_writer: writes the messages.
        display: shows the progress.
        posted: called when the outbox has a new message.
        metrics: counts.
        preferences: of servers, which may want to see pictures before they are published.
        lease_s: of the claims.
    """

    def __init__(
        self,
        jobs: Jobs,
        service: PictureService,
        picture_judge: PictureJudge,
        job_files: JobFiles,
        reply_writer: ReplyWriter,
        display: ProgressDisplay,
        posted: Callable[[], None],
        metrics: Metrics,
        preferences: Preferences,
        lease_s: float,
    ) -> None:
        self._jobs, self._service, self._job_files = jobs, service, job_files
        self._picture_judge = picture_judge
        self._reply_writer, self._display, self._posted = reply_writer, display, posted
        self._metrics, self._preferences, self._lease_s = metrics, preferences, lease_s
        self._held: dict[str, tuple[Job, asyncio.Task[None]]] = {}
        self._drawn: set[str] = set()
        self._wake = asyncio.Event()
        self._is_open, self._claiming = True, asyncio.Lock()

    def wake(self) -> None:
        """Signal that the queue has a new job."""
        self._wake.set()

    @property
    def units(self) -> int:
        """Pictures, frames and tiles that this process has claimed.

        A job counts for at most half of the service's units: a long job shares the service with
        others, which have to be claimed as well.
        """
        return sum(WINDOW.share(job.order.request) for job, _ in self._held.values())

    def _count_free_units(self) -> int:
        """Count the units that may be claimed.

        Jobs whose model is being loaded, and drawn ones that are being written, do not count
        against the service's units.
        """
        in_service = (
            job.order.request
            for job, _ in self._held.values()
            if job.id not in self._drawn
            and model_status(self._service, job.order.request).phase == "ready"
        )
        return min(int(WINDOW.room(in_service)), MAX_UNITS_CLAIMED - self.units)

    async def claim(self) -> None:
        """Claim jobs until cancelled."""
        await repeat_forever(self._claim, TICK_S, self._wake, PAUSE_S)

    async def renew_leases(self) -> None:
        """Renew the leases until cancelled."""
        await repeat_forever(self._renew, self._lease_s / 4, asyncio.Event())

    def close(self) -> None:
        """Stop claiming."""
        self._is_open = False

    async def drain(self, grace_s: float) -> None:
        """Stop claiming, finish the claimed jobs, and release those that take too long.

        Args:
            grace_s: seconds for the jobs to finish.
        """
        self.close()
        # A claim that is under way adds its jobs in a moment; they would outlive the database.
        async with self._claiming:
            tasks = [task for _, task in self._held.values()]
        if tasks:
            await asyncio.wait(tasks, timeout=grace_s)
        for job, _ in list(self._held.values()):
            self._service.cancel(job.id)
        await asyncio.gather(*(task for _, task in self._held.values()), return_exceptions=True)

    async def stop(self, job_id: str) -> None:
        """Stop drawing and showing a cancelled job, whose message is in the outbox already."""
        if job_id in self._held:
            _, task = self._held[job_id]
            self._service.cancel(job_id)
            task.cancel()
            await asyncio.wait([task])
        await self._display.stop(job_id)
        self._posted()

    async def _claim(self) -> None:
        async with self._claiming:
            while self._is_open and self._service.status.phase in ("ready", "unavailable"):
                room = self._count_free_units()
                share = int(WINDOW.max_share)
                claimed = await self._jobs.claim(room, share) if room > 0 else []
                for job in claimed:
                    # The lease of a job that is drawn here may expire while the database takes no
                    # writes; it is claimed again then.
                    earlier = self._held[job.id][1] if job.id in self._held else None
                    task = asyncio.create_task(self._serve(job, earlier), name=f"job {job.id}")
                    self._held[job.id] = job, task
                    self._drawn.discard(job.id)
                    task.add_done_callback(self._forget_task)
                # Units of models that are being loaded leave the room as it is: then there may be
                # more jobs to claim, although the room was filled.
                taken = sum(WINDOW.share(job.order.request) for job in claimed)
                if not claimed or taken < room:
                    return

    def _forget_task(self, task: "asyncio.Task[None]") -> None:
        self._held = {id_: held for id_, held in self._held.items() if held[1] is not task}
        self._drawn &= self._held.keys()
        self._wake.set()
        if not task.cancelled() and (error := task.exception()):
            log.error("%s failed", task.get_name(), exc_info=error)

    async def _renew(self) -> None:
        """Renew the leases; cancel the drawing of jobs that another process has taken over."""
        held = [job for job, _ in self._held.values()]
        kept = await self._jobs.renew(held) if held else frozenset()
        for job in held:
            # A job that was claimed again meanwhile was renewed under its former claim.
            if job.id not in kept and self._held.get(job.id, (None,))[0] is job:
                log.warning("job %s was taken over or cancelled", job.id)
                self._service.cancel(job.id)

    def _newest(self, job: Job) -> Job:
        """Return a job under its newest claim: it may be claimed again while it is drawn."""
        return self._held.get(job.id, (job,))[0]

    async def _serve(self, job: Job, earlier: "asyncio.Task[None] | None") -> None:
        """Draw a job, unless the task of an earlier claim ends it under the new claim."""
        with logs.job(job.id):
            if earlier:
                log.warning("claimed again while it is drawn here")
                await asyncio.wait([earlier])
                if not await retry_forever(lambda: self._jobs.renew([job])):
                    return
            log.info("begun, attempt %d", job.attempts)
            self._metrics.count_attempt()
            await self._draw_and_post(job)

    async def _draw_and_post(self, job: Job) -> None:
        ending = await self._draw(job)
        self._drawn.add(job.id)
        self._wake.set()
        await self._display.stop(job.id)
        if isinstance(ending, Failed) and isinstance(ending.error, _RELEASING):
            # At shutdown, after a takeover, or because too much was claimed.
            await retry_forever(lambda: self._jobs.release(self._newest(job)))
            return
        message, drawn, verdict = await self._write_message(job, ending)
        hold = await self._find_hold(job, verdict) if drawn else None
        if hold:
            hidden = "blocked" if hold.is_rejected else "held"
            drawn = tuple(replace(one, hidden=hidden) for one in drawn)
        if hold and hold.is_rejected:
            message = self._reply_writer.blocked_message(job.order)
        if await self._finish(job, message, drawn, hold):
            self._posted()
        else:
            log.warning("taken over, cancelled or deleted: the result is thrown away")
            files = {one.sha256 for one in drawn} | {one.sha256 for one in message.files}
            await self._job_files.drop(
                await retry_forever(lambda: self._jobs.find_unneeded_files(job, files))
            )

    async def _find_hold(self, job: Job, verdict: Verdict) -> Hold | None:
        """Find out whether a moderator decides on the drawn pictures, or the filter blocks them."""
        order = job.order
        server = await retry_forever(lambda: self._preferences.server(order.guild_id))
        return find_hold(server, order.approval, Stage.PICTURE, verdict)

    async def _finish(
        self,
        job: Job,
        message: Message,
        drawn: tuple[PictureRecord, ...],
        hold: Hold | None = None,
    ) -> bool:
        """Write an outcome to the outbox, or a failure if the outcome cannot be stored."""
        try:
            return await retry_forever(
                lambda: self._jobs.finish(self._newest(job), message, drawn, hold)
            )
        except (Conflict, StatementRefused):
            log.exception("the result cannot be written down")
        fault = self._reply_writer.failure_message(job.order, None)
        return await retry_forever(lambda: self._jobs.finish(self._newest(job), fault))

    async def _draw(self, job: Job) -> Finished | Failed | StartGone | None:
        """Draw a job and show its progress; None for an unexpected error, which is logged."""
        self._display.note(job.order, None)
        try:
            request = await self._job_files.request(job.order)
            async for event in self._service.submit(request):
                if isinstance(event, Finished | Failed):
                    return event
                self._display.note(job.order, event)
        except StartGone as error:
            return error
        except GenerationError as error:
            return Failed(error)
        except Exception:
            log.exception("drawing failed")
        return None

    async def _write_message(
        self, job: Job, ending: Finished | Failed | StartGone | None
    ) -> tuple[Message, tuple[PictureRecord, ...], Verdict]:
        """Store the pictures of a job, write its message, and judge the pictures."""
        if not isinstance(ending, Finished):
            error = ending.error if isinstance(ending, Failed) else ending
            log.warning("failed: %s", type(error).__name__)
            return self._reply_writer.failure_message(job.order, error), (), ALLOWED
        timings, waited_s = ending.timings, job.waited_s
        # Counted from the job's acceptance instead of its submission to the service.
        queue_s, total_s = timings.queue_s + waited_s, timings.total_s + waited_s
        result = replace(ending, timings=replace(timings, queue_s=queue_s, total_s=total_s))
        verdict = await self._judge_pictures(job, result)
        drawn = await self._job_files.store(job.order, result)
        self._metrics.count_pictures(result.timings, len(drawn))
        posted = await self._job_files.store_posted(job.order, result, drawn)
        message = await self._reply_writer.success_message(job.order, result, drawn, posted)
        if verdict.ruling is Ruling.SPOILER:
            message = replace(message, spoiler=True)
            drawn = tuple(replace(one, spoiler=True) for one in drawn)
        return message, drawn, verdict

    async def _judge_pictures(self, job: Job, result: Finished) -> Verdict:
        """Judge each picture of a job, not their grid, or the frames of its animation."""
        pictures = [picture.png for picture in result.pictures]
        shown = [result.animation.webp] if result.animation else pictures
        return await self._picture_judge.judge(job.order, shown, "result")
