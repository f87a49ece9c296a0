"""Keeps members informed while they wait, without a flood of edits."""

import asyncio
import logging
import math
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from bot.delivery.progress_text import progress_text, waiting_text
from bot.runtime.pools import PICTURES
from bot.storage import Accepted, JobRequest
from bot.storage.retry import repeat_forever
from generation import (
    GenerationRequest,
    Pixels,
    Progress,
    Queued,
    ServiceStatus,
    preview_png,
)

log = logging.getLogger(__name__)

# By the performance counter: the playground replaces time.monotonic inside of it.
EDIT_INTERVAL_S = 3.0
# Least time between two looks at the line, however many orders come meanwhile; and what is drawn
# sooner needs no other text before.
_PAUSE_S = 0.5
# Only so many of those who wait are told their place: the next ones.
TOLD = 20
# When an order joins the line is up to the database's clock, which may be behind ours.
_SLACK_S = 5.0
# How long a finished picture waits for an edit that is under way: a late one would overwrite it.
_GRACE_S = 1.0

ShowProgress = Callable[[JobRequest, str, bytes | None], Awaitable[bool]]
Forecast = Callable[[Sequence[GenerationRequest]], list[float | None]]


@dataclass(slots=True)
class _Reply:
    """What stands in one reply."""

    order: JobRequest
    event: Queued | Progress | None = None
    noted_s: float = 0.0
    previews: tuple[Pixels, ...] = ()
    claimed: bool = False
    # Whether anything was noted since the text was made: making it takes a millisecond, and there
    # may be 10,000 of them.
    fresh: bool = False
    text: str = ""
    wanted: bool = True
    due_at: float | None = None
    due_s: float = 0.0
    edited_s: float = -math.inf
    editing: asyncio.Task[None] | None = field(default=None, repr=False)

    def note(self, event: Queued | Progress | None, now_s: float) -> None:
        """Remember the newest, and when it was told."""
        self.event, self.noted_s, self.fresh = event, now_s, True

    def expected(self, accepted: Accepted, now_s: float) -> None:
        """Remember what the order was told when it was accepted."""
        self.due_at, self.due_s = accepted.due_at, now_s + accepted.wait_s + _SLACK_S
        self.note(Queued(accepted.ahead, None) if accepted.due_at is None else None, now_s)

    def waits_until(self, now_s: float) -> float | None:
        """Give the time at which the order joins the line, while that is to come."""
        return None if self.claimed or now_s >= self.due_s else self.due_at

    def by_now(self, now_s: float) -> Queued | Progress | None:
        """Give the newest, with what is left of its time."""
        if self.event is None or self.event.eta_s is None:
            return self.event
        return replace(self.event, eta_s=max(1.0, self.event.eta_s - (now_s - self.noted_s)))


class ProgressUpdater:
    """Shows the progress of jobs in their replies.

    Args:
        show: puts a passing text into a reply; False when there is no more use in trying.
        line: gives the orders that wait, the first so many of them.
        forecast: says when those would be ready.
        status: tells how the model is that draws a request.
        interval_s: least time between two edits of a reply.
    """

    def __init__(
        self,
        show: ShowProgress,
        line: Callable[[int], Awaitable[list[JobRequest]]],
        forecast: Forecast,
        status: Callable[[GenerationRequest], ServiceStatus],
        interval_s: float = EDIT_INTERVAL_S,
    ) -> None:
        self._show, self._line = show, line
        self._forecast, self._status = forecast, status
        self._interval_s, self._pause_s = interval_s, min(_PAUSE_S, interval_s)
        self._jobs: dict[str, _Reply] = {}
        self._wake = asyncio.Event()

    def expect(self, order: JobRequest, accepted: Accepted) -> None:
        """Begin to show a job that was just accepted, without waiting for the next refresh."""
        shown = self._jobs.setdefault(order.id, _Reply(order))
        if not shown.claimed:
            now_s = time.perf_counter()
            shown.expected(accepted, now_s)
            shown.edited_s = now_s - self._interval_s + self._pause_s
            self._wake.set()

    def note(self, order: JobRequest, event: Queued | Progress | None) -> None:
        """Remember the newest of a job that this process has."""
        shown = self._jobs.setdefault(order.id, _Reply(order))
        shown.note(event, time.perf_counter())
        shown.claimed = True

    def drawn(self, job_id: str) -> Fraction | None:
        """Compute the share of a job's steps that this process has done, 0 to 1.

        None if the job is not shown here: where this process has it, it is drawn to the end.
        """
        shown = self._jobs.get(job_id)
        if shown is None:
            return None
        event = shown.event
        return Fraction(event.step, max(1, event.of)) if isinstance(event, Progress) else Fraction()

    async def standing(self, most: int) -> dict[str, Queued | Progress | None]:
        """Tell how far jobs are: those that this process has, then those that wait, in order.

        Args:
            most: of those that wait.
        """
        line = await self._line(most)
        drawn = {
            job_id: shown.by_now(time.perf_counter())
            for job_id, shown in self._jobs.items()
            if shown.claimed
        }
        return {**drawn, **{order.id: place for order, place in self._places(line)}}

    async def done(self, job_id: str) -> None:
        """Show nothing more of a job; an edit that is under way gets a moment to end."""
        shown = self._jobs.pop(job_id, None)
        if shown and shown.editing and not shown.editing.done():
            await asyncio.wait([shown.editing], timeout=_GRACE_S)
            shown.editing.cancel()

    async def run(self) -> None:
        """Show for ever."""
        try:
            await repeat_forever(self._refresh, self._interval_s, self._wake)
        finally:
            for shown in self._jobs.values():
                if shown.editing:
                    shown.editing.cancel()

    async def _refresh(self) -> None:
        await self._count_places()
        for shown in [shown for shown in self._jobs.values() if shown.fresh]:
            self._edit(shown, time.perf_counter())
        await asyncio.sleep(self._pause_s)
        if any(shown.fresh for shown in self._jobs.values()):
            self._wake.set()

    async def _count_places(self) -> None:
        """Find the places of those who wait; who is not in the line any more is claimed."""
        now_s = time.perf_counter()
        waiting = {
            id_: shown
            for id_, shown in self._jobs.items()
            if not shown.claimed and shown.waits_until(now_s) is None
        }
        if not waiting:
            return
        line = await self._line(TOLD)
        for order, place in self._places(line):
            if order.id in waiting:
                waiting.pop(order.id).note(place, time.perf_counter())
        if len(line) < TOLD:
            for job_id, shown in waiting.items():
                # Not those that this process has claimed while the line was read.
                if not shown.claimed:
                    self._jobs.pop(job_id, None)

    def _places(self, line: list[JobRequest]) -> list[tuple[JobRequest, Queued]]:
        """Find how many stand before each of those who wait, and how long it takes."""
        running = sum(shown.claimed for shown in self._jobs.values())
        etas = self._forecast([order.request for order in line])
        counted = enumerate(zip(line, etas, strict=True), running)
        return [(order, Queued(place, eta_s)) for place, (order, eta_s) in counted]

    def _edit(self, shown: _Reply, now_s: float) -> None:
        free = shown.editing is None or shown.editing.done()
        if not (free and now_s - shown.edited_s >= self._interval_s):
            return
        shown.fresh, text = False, self._text(shown, now_s)
        if shown.wanted and text != shown.text:
            shown.text, shown.edited_s = text, now_s
            shown.editing = asyncio.create_task(self._edited(shown, text))
            shown.editing.add_done_callback(_told)

    def _text(self, shown: _Reply, now_s: float) -> str:
        if due_at := shown.waits_until(now_s):
            return waiting_text(shown.order, due_at)
        order = shown.order
        return progress_text(order, shown.by_now(now_s), self._status(order.request))

    async def _edited(self, shown: _Reply, text: str) -> None:
        preview, previews = None, shown.event.previews if isinstance(shown.event, Progress) else ()
        if previews and previews != shown.previews:
            shown.previews = previews
            preview = await PICTURES.run(preview_png, previews)
        # Whatever goes wrong, this reply is not edited again.
        shown.wanted = False
        shown.wanted = await self._show(shown.order, text, preview)


def _told(task: "asyncio.Task[None]") -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("a progress edit failed", exc_info=error)
