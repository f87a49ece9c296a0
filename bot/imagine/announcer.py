"""Keeps members informed while they wait, without a flood of edits."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace

from bot.imagine.progress import progress_text
from bot.jobs.steady import repeat
from bot.storage import Order
from generation import (
    GenerationRequest,
    Pixels,
    Progress,
    Queued,
    ServiceStatus,
    preview_png,
)

log = logging.getLogger(__name__)

EDIT_INTERVAL_S = 3.0
# Only so many of those who wait are told their place: the next ones.
TOLD = 20
# How long a finished picture waits for an edit that is under way: a late one would overwrite it.
_GRACE_S = 1.0

Show = Callable[[Order, str, bytes | None], Awaitable[bool]]
Forecast = Callable[[Sequence[GenerationRequest]], list[float | None]]


@dataclass(slots=True)
class _Shown:
    """What stands in one reply."""

    order: Order
    event: Queued | Progress | None = None
    noted_s: float = 0.0
    previews: tuple[Pixels, ...] = ()
    claimed: bool = False
    text: str = ""
    wanted: bool = True
    editing: asyncio.Task[None] | None = field(default=None, repr=False)

    def note(self, event: Queued | Progress | None, now_s: float) -> None:
        """Remember the newest, and when it was told."""
        self.event, self.noted_s = event, now_s

    def by_now(self, now_s: float) -> Queued | Progress | None:
        """Give the newest, with what is left of its time."""
        if self.event is None or self.event.eta_s is None:
            return self.event
        return replace(self.event, eta_s=max(1.0, self.event.eta_s - (now_s - self.noted_s)))


class Announcer:
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
        show: Show,
        line: Callable[[int], Awaitable[list[Order]]],
        forecast: Forecast,
        status: Callable[[GenerationRequest], ServiceStatus],
        interval_s: float = EDIT_INTERVAL_S,
    ) -> None:
        self._show, self._line = show, line
        self._forecast, self._status = forecast, status
        self._interval_s = interval_s
        self._jobs: dict[str, _Shown] = {}

    def expect(self, order: Order) -> None:
        """Begin to show a job that waits."""
        self._jobs.setdefault(order.id, _Shown(order))

    def note(self, order: Order, event: Queued | Progress | None) -> None:
        """Remember the newest of a job that this process has."""
        shown = self._jobs.setdefault(order.id, _Shown(order))
        shown.note(event, time.monotonic())
        shown.claimed = True

    async def standing(self, most: int) -> dict[str, Queued | Progress | None]:
        """Tell how far jobs are: those that this process has, then those that wait, in order.

        Args:
            most: of those that wait.
        """
        line = await self._line(most)
        drawn = {
            job_id: shown.by_now(time.monotonic())
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
            await repeat(self._refresh, self._interval_s, asyncio.Event())
        finally:
            for shown in self._jobs.values():
                if shown.editing:
                    shown.editing.cancel()

    async def _refresh(self) -> None:
        await self._count_places()
        for shown in list(self._jobs.values()):
            if shown.claimed or shown.event:
                self._edit(shown)

    async def _count_places(self) -> None:
        """Find the places of those who wait; who is not in the line any more is claimed."""
        waiting = {id_: shown for id_, shown in self._jobs.items() if not shown.claimed}
        if not waiting:
            return
        line = await self._line(TOLD)
        for order, place in self._places(line):
            if order.id in waiting:
                waiting.pop(order.id).note(place, time.monotonic())
        if len(line) < TOLD:
            for job_id, shown in waiting.items():
                # Not those that this process has claimed while the line was read.
                if not shown.claimed:
                    self._jobs.pop(job_id, None)

    def _places(self, line: list[Order]) -> list[tuple[Order, Queued]]:
        """Find how many stand before each of those who wait, and how long it takes."""
        running = sum(shown.claimed for shown in self._jobs.values())
        etas = self._forecast([order.request for order in line])
        counted = enumerate(zip(line, etas, strict=True), running)
        return [(order, Queued(place, eta_s)) for place, (order, eta_s) in counted]

    def _edit(self, shown: _Shown) -> None:
        order, event = shown.order, shown.by_now(time.monotonic())
        text = progress_text(order, event, self._status(order.request))
        free = shown.editing is None or shown.editing.done()
        if shown.wanted and free and text != shown.text:
            shown.text = text
            shown.editing = asyncio.create_task(self._edited(shown, text))
            shown.editing.add_done_callback(_told)

    async def _edited(self, shown: _Shown, text: str) -> None:
        preview, previews = None, shown.event.previews if isinstance(shown.event, Progress) else ()
        if previews and previews != shown.previews:
            shown.previews = previews
            preview = await asyncio.to_thread(preview_png, previews)
        shown.wanted = await self._show(shown.order, text, preview)


def _told(task: "asyncio.Task[None]") -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("a progress edit failed", exc_info=error)
