"""Progress updates of replies, at a bounded rate of edits."""

import asyncio
import logging
import math
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from bot.delivery.progress_text import progress_text, waiting_text
from bot.jobs.picture_verdicts import PictureJudge
from bot.runtime.pools import PICTURES
from bot.storage import Accepted, JobRequest
from bot.storage.retry import repeat_forever
from bot.verdicts import Ruling
from generation import (
    GenerationRequest,
    PreparedRequest,
    Progress,
    Queued,
    RawImage,
    ServiceStatus,
    preview_png,
)

log = logging.getLogger(__name__)

# Measured by the performance counter: the playground replaces time.monotonic in its process.
EDIT_INTERVAL_S = 3.0
# Least time between two reads of the queue, however many orders come meanwhile. A picture that is
# drawn sooner needs no progress text.
_PAUSE_S = 0.5
# Waiting orders whose position is shown: the next ones in the queue.
MOST_POSITIONS = 20
# The database's clock decides when an order joins the queue; it may be behind this process's.
_SLACK_S = 5.0
# A finished picture waits so long for an edit that is under way: a late one would overwrite it.
_GRACE_S = 1.0

ShowProgress = Callable[[JobRequest, str, bytes | None], Awaitable[bool]]
Forecast = Callable[[Sequence[PreparedRequest]], list[float | None]]


@dataclass(slots=True)
class _Reply:
    """State of one reply: its text, and the newest event of its job."""

    order: JobRequest
    event: Queued | Progress | None = None
    noted_s: float = 0.0
    previews: tuple[RawImage, ...] = ()
    claimed: bool = False
    # Whether an event came since the text was made: making it takes a millisecond, and there may
    # be 10,000 replies.
    fresh: bool = False
    text: str = ""
    wanted: bool = True
    due_at: float | None = None
    due_s: float = 0.0
    edited_s: float = -math.inf
    editing: asyncio.Task[None] | None = field(default=None, repr=False)

    def note(self, event: Queued | Progress | None, now_s: float) -> None:
        """Store the newest event and its time.

        Args:
            event: None when the job was just claimed.
            now_s: by the performance counter.
        """
        self.event, self.noted_s, self.fresh = event, now_s, True

    def note_accepted(self, accepted: Accepted, now_s: float) -> None:
        """Store the position, or the due time, that the order got when it was accepted.

        Args:
            accepted: the gate's answer.
            now_s: by the performance counter.
        """
        self.due_at, self.due_s = accepted.due_at, now_s + accepted.wait_s + _SLACK_S
        self.note(Queued(accepted.ahead, None) if accepted.due_at is None else None, now_s)

    def due_time(self, now_s: float) -> float | None:
        """Return the time at which the order joins the queue; None once it has joined."""
        return None if self.claimed or now_s >= self.due_s else self.due_at

    def current_event(self, now_s: float) -> Queued | Progress | None:
        """Return the newest event, with the remaining part of its time."""
        if self.event is None or self.event.eta_s is None:
            return self.event
        return replace(self.event, eta_s=max(1.0, self.event.eta_s - (now_s - self.noted_s)))


class ProgressUpdater:
    """Updater of replies with the progress of their jobs.

    Args:
        show: edits a progress text into a reply; returns False when the reply is closed for good.
        picture_judge: judges previews, each as often as it is shown.
        queue: lists the first so many of the orders that wait.
        forecast: predicts in how many seconds they would be ready.
        status: returns the status of the model that draws a request.
        interval_s: least time between two edits of a reply.
    """

    def __init__(
        self,
        show: ShowProgress,
        picture_judge: PictureJudge,
        queue: Callable[[int], Awaitable[list[JobRequest]]],
        forecast: Forecast,
        status: Callable[[GenerationRequest], ServiceStatus],
        interval_s: float = EDIT_INTERVAL_S,
    ) -> None:
        self._show, self._picture_judge, self._queue = show, picture_judge, queue
        self._forecast, self._status = forecast, status
        self._interval_s, self._pause_s = interval_s, min(_PAUSE_S, interval_s)
        self._jobs: dict[str, _Reply] = {}
        self._wake = asyncio.Event()

    def expect(self, order: JobRequest, accepted: Accepted) -> None:
        """Start the updates of a job that was just accepted, ahead of the next refresh.

        Args:
            order: the job's request.
            accepted: its position or due time.
        """
        shown = self._jobs.setdefault(order.id, _Reply(order))
        if not shown.claimed:
            now_s = time.perf_counter()
            shown.note_accepted(accepted, now_s)
            shown.edited_s = now_s - self._interval_s + self._pause_s
            self._wake.set()

    def note(self, order: JobRequest, event: Queued | Progress | None) -> None:
        """Store the newest event of a job that this process has claimed.

        Args:
            order: the job's request.
            event: None when it was just claimed.
        """
        shown = self._jobs.setdefault(order.id, _Reply(order))
        shown.note(event, time.perf_counter())
        shown.claimed = True

    def drawn_share(self, job_id: str) -> Fraction | None:
        """Compute the share of a job's steps that this process has done, 0 to 1.

        None if the job has no updates here: where this process has it, it is drawn to the end.
        """
        shown = self._jobs.get(job_id)
        if shown is None:
            return None
        event = shown.event
        return Fraction(event.step, max(1, event.of)) if isinstance(event, Progress) else Fraction()

    async def list_progress(self, most: int) -> dict[str, Queued | Progress | None]:
        """List the progress of the jobs that this process has, then of those that wait, in order.

        Args:
            most: of those that wait.

        Returns:
            The newest event of each job, by its id.
        """
        queue = await self._queue(most)
        drawn = {
            job_id: shown.current_event(time.perf_counter())
            for job_id, shown in self._jobs.items()
            if shown.claimed
        }
        return {**drawn, **{order.id: position for order, position in self._positions(queue)}}

    async def stop(self, job_id: str) -> None:
        """Stop the updates of a job, after a moment for an edit that is under way."""
        shown = self._jobs.pop(job_id, None)
        if shown and shown.editing and not shown.editing.done():
            await asyncio.wait([shown.editing], timeout=_GRACE_S)
            shown.editing.cancel()

    async def run(self) -> None:
        """Update replies until cancelled."""
        try:
            await repeat_forever(self._refresh, self._interval_s, self._wake)
        finally:
            for shown in self._jobs.values():
                if shown.editing:
                    shown.editing.cancel()

    async def _refresh(self) -> None:
        await self._note_positions()
        for shown in [shown for shown in self._jobs.values() if shown.fresh]:
            self._start_edit(shown, time.perf_counter())
        await asyncio.sleep(self._pause_s)
        if any(shown.fresh for shown in self._jobs.values()):
            self._wake.set()

    async def _note_positions(self) -> None:
        """Store the positions of waiting jobs; a job that has left the queue is claimed."""
        now_s = time.perf_counter()
        waiting = {
            id_: shown
            for id_, shown in self._jobs.items()
            if not shown.claimed and shown.due_time(now_s) is None
        }
        if not waiting:
            return
        queue = await self._queue(MOST_POSITIONS)
        for order, position in self._positions(queue):
            if order.id in waiting:
                waiting.pop(order.id).note(position, time.perf_counter())
        if len(queue) < MOST_POSITIONS:
            for job_id, shown in waiting.items():
                # Not those that this process has claimed while the queue was read.
                if not shown.claimed:
                    self._jobs.pop(job_id, None)

    def _positions(self, queue: list[JobRequest]) -> list[tuple[JobRequest, Queued]]:
        """Compute the position of each waiting order, and the forecast of its time."""
        running = sum(shown.claimed for shown in self._jobs.values())
        etas = self._forecast([order.prepared for order in queue])
        counted = enumerate(zip(queue, etas, strict=True), running)
        return [(order, Queued(position, eta_s)) for position, (order, eta_s) in counted]

    def _start_edit(self, shown: _Reply, now_s: float) -> None:
        """Start an edit of a reply if its text has changed and its last edit is long enough ago."""
        is_free = shown.editing is None or shown.editing.done()
        if not (is_free and now_s - shown.edited_s >= self._interval_s):
            return
        order, due_at = shown.order, shown.due_time(now_s)
        if due_at:
            text = waiting_text(order, due_at)
        else:
            text = progress_text(order, shown.current_event(now_s), self._status(order.request))
        shown.fresh = False
        if shown.wanted and text != shown.text:
            shown.text, shown.edited_s = text, now_s
            shown.editing = asyncio.create_task(self._edit(shown, text))

    async def _edit(self, shown: _Reply, text: str) -> None:
        previews = shown.event.previews if isinstance(shown.event, Progress) else ()
        preview = None
        try:
            # What a moderator has to see first is shown to nobody else.
            if shown.order.approval in ("picture", "both"):
                previews = ()
            if previews and previews != shown.previews:
                shown.previews = previews
                preview = await self._encode_shown(shown.order, previews)
            # After any error of the edit, this reply is not edited again.
            shown.wanted = False
            shown.wanted = await self._show(shown.order, text, preview)
        except Exception:
            log.exception("a progress edit failed")

    async def _encode_shown(self, order: JobRequest, previews: Sequence[RawImage]) -> bytes | None:
        """Encode previews as one PNG; None if one of them may not be shown plainly."""
        alone = [await PICTURES.run(preview_png, (preview,)) for preview in previews]
        verdict = await self._picture_judge.judge(order, alone, "preview")
        if verdict.ruling is not Ruling.ALLOW:
            return None
        return await PICTURES.run(preview_png, previews)
