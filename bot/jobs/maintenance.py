"""Requeues what a dead process held, and deletes what is no longer needed."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from bot.runtime.clock import TOLERANCE_S
from bot.storage import FileStore, Jobs, MaintenanceQueries, PictureStore
from bot.storage.retry import repeat_forever

log = logging.getLogger(__name__)

PRUNE_S = 3600.0
# A clock that is further off is not believed where something would be deleted for its age.
BELIEVED_S = 10 * TOLERANCE_S


@dataclass(frozen=True, slots=True)
class Retention:
    """How much is kept, and for how long.

    Args:
        keep_s: seconds that ended jobs are kept.
        user_bytes: that the pictures of one member may take in the database.
        all_bytes: that the pictures of all members may.
    """

    keep_s: float
    user_bytes: int
    all_bytes: int


class Janitor:
    """Keeps the database and the folder of pictures in order.

    Args:
        jobs: whose leases may be over.
        maintenance: of the database.
        gallery: of the pictures in it.
        pictures: on disk.
        retention: what is kept.
        now: seconds since 1970, of a clock that is believed.
        look_s: time between two looks at the leases.
    """

    def __init__(
        self,
        jobs: Jobs,
        maintenance: MaintenanceQueries,
        gallery: PictureStore,
        pictures: FileStore,
        retention: Retention,
        now: Callable[[], float],
        look_s: float,
    ) -> None:
        self._jobs, self._maintenance, self._gallery = jobs, maintenance, gallery
        self._pictures, self._retention = pictures, retention
        self._now, self._look_s = now, look_s

    async def watch_leases(self) -> None:
        """Requeue for ever."""
        await repeat_forever(self._requeue, self._look_s, asyncio.Event())

    async def prune(self) -> None:
        """Delete for ever."""
        await repeat_forever(self._prune, PRUNE_S, asyncio.Event())

    async def _requeue(self) -> None:
        if lost := await self._jobs.requeue_lost():
            log.warning("%d jobs lost their process; they are requeued or called off", lost)

    async def _prune(self) -> None:
        by_age = await self._is_believed()
        forgotten = await self._maintenance.forget(self._retention.keep_s) if by_age else 0
        forgotten += await self._maintenance.forget_free()
        await self._make_room()
        needed = await self._maintenance.pictures_needed()
        deleted = await self._pictures.prune(needed, self._maintenance.owners, by_age)
        if forgotten or deleted:
            log.info("deleted %d old jobs and %d old pictures", forgotten, deleted)

    async def _is_believed(self) -> bool:
        """Compare the database's clock, by which jobs grow old, with one that is believed."""
        off_s = await self._maintenance.now() - self._now()
        if abs(off_s) > BELIEVED_S:
            log.error(
                "nothing is deleted for its age: the database's clock is %.0f s off Discord's; set "
                "the clock of the database's server right",
                off_s,
            )
            return False
        return True

    async def _make_room(self) -> None:
        """Forget the oldest pictures of those who have more of them than they may."""
        quota = self._retention.user_bytes, self._retention.all_bytes
        if beyond := await self._maintenance.beyond_quota(*quota):
            await self._pictures.delete(await self._gallery.forget(beyond))
            log.warning(
                "the pictures of %d jobs are forgotten: they took too much room", len(beyond)
            )
