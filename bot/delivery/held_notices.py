"""Notices in replies that a job waits for a moderator, and decisions at the deadline."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.language import say, text
from bot.language.formatting import quote
from bot.storage import NO_MODERATOR, JobRequest, Review, Reviews
from bot.storage.retry import repeat_forever

log = logging.getLogger(__name__)

TICK_S = 1.0
DEADLINES_S = 15.0
# At a time; the others follow at once.
MOST = 20

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
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Signal that a job is held."""
        self._wake.set()

    async def tell(self) -> None:
        """Tell members that their jobs are held, until cancelled."""
        await repeat_forever(self._tell, TICK_S, self._wake)

    async def watch_deadlines(self) -> None:
        """Decide overdue reviews until cancelled."""
        await repeat_forever(self._decide_overdue, DEADLINES_S, asyncio.Event())

    async def _tell(self) -> None:
        untold = await self._reviews.list_untold(MOST)
        shown = await asyncio.gather(
            *(self._show(order, held_text(order, review)) for review, order in untold)
        )
        told = [review.id for (review, _), done in zip(untold, shown, strict=True) if done]
        if told:
            await self._reviews.mark_told(told)
        if len(untold) == MOST:
            self._wake.set()

    async def _decide_overdue(self) -> None:
        for review in await self._reviews.list_overdue(MOST):
            decided = await self._reviews.decide(
                review.id, review.guild_id, review.at_deadline, NO_MODERATOR, "", rejection_text
            )
            if decided and decided.changed:
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
