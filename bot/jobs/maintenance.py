"""Maintenance: requeueing of jobs whose process died, and deletion of old jobs and pictures."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from bot.runtime.clock import TOLERANCE_S
from bot.storage import FileStore, HiddenPictures, Jobs, MaintenanceQueries, PictureStore
from bot.storage.retry import repeat_forever

log = logging.getLogger(__name__)

PRUNE_S = 3600.0
# With a database clock that is further off, nothing is deleted for its age.
BELIEVED_S = 10 * TOLERANCE_S


@dataclass(frozen=True, slots=True)
class Retention:
    """Limits of age and size for jobs and pictures.

    Args:
        keep_s: seconds that ended jobs are kept.
        user_bytes: quota of the pictures of one member.
        all_bytes: quota of the pictures of all members.
    """

    keep_s: float
    user_bytes: int
    all_bytes: int


class Janitor:
    """Maintenance of the database and the folder of pictures.

    Args:
        jobs: the queue.
        maintenance: queries of the database.
        gallery: records of pictures.
        hidden: those that are kept for moderators for a while.
        pictures: on disk.
        retention: the limits.
        now: seconds since 1970, by a trusted clock.
        look_s: time between two checks of the leases.
    """

    def __init__(
        self,
        jobs: Jobs,
        maintenance: MaintenanceQueries,
        gallery: PictureStore,
        hidden: HiddenPictures,
        pictures: FileStore,
        retention: Retention,
        now: Callable[[], float],
        look_s: float,
    ) -> None:
        self._jobs, self._maintenance, self._gallery = jobs, maintenance, gallery
        self._hidden, self._pictures, self._retention = hidden, pictures, retention
        self._now, self._look_s = now, look_s

    async def watch_leases(self) -> None:
        """Requeue jobs with expired leases until cancelled."""

        async def requeue() -> None:
            if lost := await self._jobs.requeue_lost():
                log.warning("%d jobs lost their process; they are requeued or called off", lost)

        await repeat_forever(requeue, self._look_s, asyncio.Event())

    async def prune(self) -> None:
        """Delete old jobs and pictures until cancelled."""
        await repeat_forever(self._prune, PRUNE_S, asyncio.Event())

    async def _prune(self) -> None:
        by_age = await self._is_clock_right()
        forgotten = await self._maintenance.forget(self._retention.keep_s) if by_age else 0
        forgotten += await self._maintenance.forget_free()
        if by_age and (expired := await self._hidden.list_expired()):
            await self._pictures.delete(await self._gallery.delete(expired))
        quota = self._retention.user_bytes, self._retention.all_bytes
        if beyond := await self._maintenance.beyond_quota(*quota):
            await self._pictures.delete(await self._gallery.forget(beyond))
            log.warning(
                "the pictures of %d jobs are forgotten: they took too much room", len(beyond)
            )
        needed = await self._maintenance.pictures_needed()
        deleted = await self._pictures.prune(needed, self._maintenance.owners, by_age)
        if forgotten or deleted:
            log.info("deleted %d old jobs and %d old pictures", forgotten, deleted)

    async def _is_clock_right(self) -> bool:
        """Check the database's clock, which measures the age of jobs, against the trusted one."""
        off_s = await self._maintenance.now() - self._now()
        if abs(off_s) > BELIEVED_S:
            log.error(
                "nothing is deleted for its age: the database's clock is %.0f s off Discord's; set "
                "the clock of the database's server right",
                off_s,
            )
            return False
        return True
