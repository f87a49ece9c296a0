"""Queries of the maintenance: counts, and deletion of old rows."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database
from bot.storage.db.tables import deliveries, jobs, pictures, requests, reviews
from bot.storage.jobs.holding import ReviewState
from bot.storage.jobs.records import CANCELLABLE, State
from bot.storage.pictures.fair_shares import beyond_share, fair_share
from bot.storage.pictures.file_store import deletion_limit

# Number of the newest refunded jobs of a member that are kept.
FREE_JOBS = 200
# Databases limit the number of values in a statement.
_BATCH = 500
# A moderator looks at these jobs once more.
_APPEALED = sa.select(reviews.c.job_id).where(reviews.c.state == ReviewState.APPEALED)


class MaintenanceQueries:
    """Queries about all jobs and pictures of the database.

    Args:
        database: the database.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def forget(self, older_than_s: float) -> int:
        """Delete the jobs that ended `older_than_s` seconds ago, with their messages.

        At most a share of all ended jobs is deleted, the oldest first: a clock may be wrong.

        Returns:
            The number of deleted jobs.
        """
        ended = sa.select(sa.func.count()).where(jobs.c.ended_at.is_not(None))
        over = jobs.c.ended_at < self._database.now - older_than_s
        oldest = sa.select(jobs.c.id).where(over, jobs.c.id.not_in(_APPEALED))
        oldest = oldest.order_by(jobs.c.ended_at)
        async with self._database.writing() as connection:
            most = deletion_limit((await connection.execute(ended)).scalar_one())
            gone = sa.delete(jobs).where(jobs.c.id.in_(oldest.limit(most)))
            return (await connection.execute(gone)).rowcount

    async def forget_free(self, most: int = FREE_JOBS) -> int:
        """Delete the refunded jobs but the `most` newest of each member; return their number."""
        newest = sa.func.row_number().over(
            partition_by=jobs.c.user_id, order_by=jobs.c.interaction_id.desc()
        )
        numbered = sa.select(jobs.c.id, newest.label("number"))
        free = numbered.where(jobs.c.ended_at.is_not(None), jobs.c.refunded).subquery()
        more = sa.select(free.c.id).where(free.c.number > most, free.c.id.not_in(_APPEALED))
        async with self._database.writing() as connection:
            gone = sa.delete(jobs).where(jobs.c.id.in_(more))
            return (await connection.execute(gone)).rowcount

    async def beyond_quota(self, user_bytes: int, all_bytes: int) -> list[str]:
        """List the jobs whose pictures' rows exceed their member's quota, the oldest of each.

        Args:
            user_bytes: quota of one member's pictures in the database, in bytes.
            all_bytes: limit of all pictures, in bytes; beyond it each member has a fair share.

        Returns:
            Ids of the jobs.
        """
        total = sa.func.sum(requests.c.size_bytes)
        held = sa.select(requests.c.user_id, total).group_by(requests.c.user_id)
        async with self._database.reading() as connection:
            taken = {user: int(size) for user, size in (await connection.execute(held)).all()}
            share = min(user_bytes, fair_share(taken.values(), all_bytes))
            over = [user for user, size in taken.items() if size > share]
            newest = (
                sa.select(requests.c.user_id, requests.c.size_bytes, requests.c.job_id)
                .where(requests.c.user_id == sa.bindparam("user"))
                .order_by(requests.c.created_at.desc(), requests.c.job_id)
            )
            beyond: list[str] = []
            for user in over:
                rows = (await connection.execute(newest, {"user": user})).all()
                beyond += beyond_share(((owner, size, job) for owner, size, job in rows), share)
            return beyond

    async def owners(self, files: Collection[str]) -> dict[str, int]:
        """Find the owners of picture files by SHA-256; files without an owner are left out."""
        names, found = list(files), {}
        async with self._database.reading() as connection:
            for first in range(0, len(names), _BATCH):
                batch = pictures.c.sha256.in_(names[first : first + _BATCH])
                whose = sa.select(pictures.c.sha256, pictures.c.user_id).where(batch)
                rows = (await connection.execute(whose)).all()
                found.update({row.sha256: row.user_id for row in rows})
        return found

    async def now(self) -> float:
        """Read the database's clock, in seconds since 1970."""
        async with self._database.reading() as connection:
            clock = sa.select(sa.cast(self._database.now, sa.Float))
            return float((await connection.execute(clock)).scalar_one())

    async def size_bytes(self) -> int:
        """Measure the size of the database on disk in bytes."""
        return await self._database.size_bytes()

    async def pictures_needed(self) -> frozenset[str]:
        """Find the files of jobs that have not ended, by SHA-256: sources and unposted pictures."""
        async with self._database.reading() as connection:
            return await find_needed_files(connection)

    async def counts(self) -> dict[State, int]:
        """Count the jobs by state."""
        counted = sa.select(jobs.c.state, sa.func.count()).group_by(jobs.c.state)
        async with self._database.reading() as connection:
            rows = (await connection.execute(counted)).all()
        return {State(state): number for state, number in rows}

    async def measure_queue(self) -> tuple[int, float]:
        """Count the jobs in the queue, without those not due yet.

        Returns:
            Their number, and the longest wait of one in seconds; 0.0 without one.
        """
        now = self._database.now
        since = sa.cast(now, sa.Float) - sa.func.min(jobs.c.due_at)
        waiting = sa.select(sa.func.count(), since).where(
            jobs.c.state == State.QUEUED, jobs.c.due_at <= now
        )
        async with self._database.reading() as connection:
            count, oldest_s = (await connection.execute(waiting)).one()
        return count, float(oldest_s or 0.0)

    async def ping(self) -> None:
        """Check that the database answers.

        Raises:
            StorageUnavailable: the database does not answer.
        """
        async with self._database.reading() as connection:
            await connection.execute(sa.select(1))


async def find_needed_files(connection: AsyncConnection) -> frozenset[str]:
    """Find the files of jobs that have not ended, by SHA-256: sources and unposted pictures."""
    none = sa.literal((), jobs.c.sources.type)
    starting = sa.select(jobs.c.sources)
    starting = starting.where(jobs.c.state.in_(CANCELLABLE), jobs.c.sources != none)
    unposted = await find_unposted_files(connection)
    sources = (await connection.execute(starting)).scalars()
    return unposted.union(*sources)


async def find_unposted_files(connection: AsyncConnection) -> frozenset[str]:
    """Find the files of messages that are not posted yet, by SHA-256."""
    unposted = jobs.c.state.in_([State.OUTGOING, State.HELD])
    waiting = sa.select(deliveries.c.files).join(jobs).where(unposted)
    messages = (await connection.execute(waiting)).scalars()
    held = sa.union(
        sa.select(pictures.c.sha256).where(pictures.c.hidden == "held"),
        sa.select(pictures.c.sha256).where(pictures.c.job_id.in_(_APPEALED)),
    )
    files = frozenset(file.sha256 for files in messages for file in files)
    return files.union((await connection.execute(held)).scalars())
