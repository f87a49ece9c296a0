"""Requeues what a dead process held, and deletes what is no longer needed."""

import asyncio
import logging

from bot.jobs.steady import repeat
from bot.storage import Jobs, Keeper, Pictures

log = logging.getLogger(__name__)

PRUNE_S = 3600.0


class Janitor:
    """Keeps the database and the folder of pictures in order.

    Args:
        jobs: whose leases may be over.
        keeper: of the database.
        pictures: on disk.
        keep_s: how long ended jobs are kept.
        look_s: time between two looks at the leases.
    """

    def __init__(
        self,
        jobs: Jobs,
        keeper: Keeper,
        pictures: Pictures,
        keep_s: float,
        look_s: float,
    ) -> None:
        self._jobs, self._keeper, self._pictures = jobs, keeper, pictures
        self._keep_s, self._look_s = keep_s, look_s

    async def watch_leases(self) -> None:
        """Requeue for ever."""
        await repeat(self._requeue, self._look_s, asyncio.Event())

    async def prune(self) -> None:
        """Delete for ever."""
        await repeat(self._prune, PRUNE_S, asyncio.Event())

    async def _requeue(self) -> None:
        if lost := await self._jobs.requeue_lost():
            log.warning("%d jobs lost their process; they are requeued or called off", lost)

    async def _prune(self) -> None:
        forgotten = await self._keeper.forget(self._keep_s)
        deleted = await self._pictures.prune(await self._keeper.pictures_needed())
        if forgotten or deleted:
            log.info("deleted %d old jobs and %d old pictures", forgotten, deleted)
