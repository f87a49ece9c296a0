"""Notices in replies that a job waits for a moderator, and decisions at the deadline."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial

from bot.language import say, text
from bot.language.formatting import quote
from bot.storage import NO_MODERATOR, JobRequest, Review, Reviews, StorageUnavailable
from bot.storage.retry import repeat_forever, retry_forever

log = logging.getLogger(__name__)

TICK_S = 1.0
# Between two reads: jobs that are held at the same time are read together.
PAUSE_S = 0.2
DEADLINES_S = 15.0
# Edits of replies at a time; Discord limits those of each reply on its own.
MAX_CONCURRENT = 20
# Until a notice that could not be shown is tried again.
RETRY_S = 15.0
# Overdue reviews that are read together.
MAX_OVERDUE = 500

# Shows a text in the reply of a job; returns False if it may be tried again.
ShowHeld = Callable[[JobRequest, str], Awaitable[bool]]


class HeldJobs:
    """Worker that tells members that their jobs are held, and ends reviews at their deadlines.

    Args:
        reviews: what waits for moderators.
        show: shows a text in the reply of a job.
        decided: called when a review was decided.
    """

    def __init__(self, reviews: Reviews, show: ShowHeld, decided: Callable[[], None]) -> None:
        self._reviews, self._show, self._decided = reviews, show, decided
        self._edits = asyncio.Semaphore(MAX_CONCURRENT)
        # By the reviews' ids; those that failed are among them until they are tried again.
        self._telling: dict[str, asyncio.Task[None]] = {}
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Signal that a job is held."""
        self._wake.set()

    async def tell(self) -> None:
        """Show in replies that their jobs are held, until cancelled."""
        try:
            await repeat_forever(self._tell, TICK_S, self._wake, PAUSE_S)
        finally:
            tasks = list(self._telling.values())
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def watch_deadlines(self) -> None:
        """Decide overdue reviews until cancelled."""
        await repeat_forever(self._decide_overdue, DEADLINES_S, asyncio.Event())

    async def _tell(self) -> None:
        if self._edits.locked():
            return
        for review_id in await self._reviews.list_untold_decided():
            if review_id not in self._telling:
                await self._reviews.mark_told(review_id)
                self._decided()
        for review, order in await self._reviews.list_untold(MAX_CONCURRENT, self._telling):
            task = asyncio.create_task(self._tell_one(review, order), name=f"tell {review.id}")
            self._telling[review.id] = task
            task.add_done_callback(partial(self._forget_task, review.id))

    def _forget_task(self, review_id: str, task: "asyncio.Task[None]") -> None:
        del self._telling[review_id]
        if not task.cancelled() and (error := task.exception()):
            log.error("%s failed", task.get_name(), exc_info=error)

    async def _tell_one(self, review: Review, order: JobRequest) -> None:
        async with self._edits:
            shown = await self._show(order, held_text(order, review))
        self._wake.set()
        if shown:
            await retry_forever(lambda: self._reviews.mark_told(review.id))
        else:
            await asyncio.sleep(RETRY_S)

    async def _decide_overdue(self) -> None:
        for review in await self._reviews.list_overdue(MAX_OVERDUE):
            try:
                decided = await self._reviews.decide_overdue(review, rejection_text)
            except StorageUnavailable:
                raise
            except Exception:
                # The others are decided all the same.
                log.exception("review %s cannot be decided at its deadline", review.id)
                continue
            if decided:
                log.info("review %s is decided at its deadline", review.id)
                self._decided()


def held_text(order: JobRequest, review: Review) -> str:
    """Write that a job waits for a moderator; a prompt that is held is not repeated.

    Args:
        order: the request.
        review: why it is held.
    """
    return say(order.locale, text(f"held-{review.stage}"))


def rejection_text(order: JobRequest, review: Review) -> str:
    """Write the message of a rejected job.

    Args:
        order: the request.
        review: as it was decided.
    """
    late = review.moderator_id == NO_MODERATOR
    key = f"rejected-late-{review.stage}" if late else f"rejected-{review.stage}"
    what = say(order.locale, text(key))
    if not review.reason:
        return what
    return f"{what}\n{say(order.locale, text('rejected-reason', reason=quote(review.reason)))}"
