"""Housekeeping: what is no longer needed goes, and what is asked to be forgotten."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database
from bot.storage.db.tables import deliveries, jobs, pictures, requests
from bot.storage.jobs.records import OPEN, State, dump_names, load_files, load_names
from bot.storage.pictures.fair_shares import beyond_share, fair_share
from bot.storage.pictures.file_store import at_once

# Jobs of a member that cost nothing and are kept all the same, the newest ones.
FREE_JOBS = 200
# Databases take only so many values in a statement.
_BATCH = 500


class MaintenanceQueries:
    """Looks at all jobs at once.

    Args:
        database: where they are.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def forget(self, older_than_s: float) -> int:
        """Delete the jobs that ended so long ago, with their messages, the oldest first.

        Only a share of those that have ended goes at once: a clock may be wrong.
        """
        ended = sa.select(sa.func.count()).where(jobs.c.ended_at.is_not(None))
        over = jobs.c.ended_at < self._database.now - older_than_s
        oldest = sa.select(jobs.c.id).where(over).order_by(jobs.c.ended_at)
        async with self._database.writing() as connection:
            most = at_once((await connection.execute(ended)).scalar_one())
            gone = sa.delete(jobs).where(jobs.c.id.in_(oldest.limit(most)))
            return (await connection.execute(gone)).rowcount

    async def forget_free(self, most: int = FREE_JOBS) -> int:
        """Delete the jobs that cost nothing, but for so many of each member's newest."""
        newest = sa.func.row_number().over(
            partition_by=jobs.c.user_id, order_by=jobs.c.interaction_id.desc()
        )
        numbered = sa.select(jobs.c.id, newest.label("number"))
        free = numbered.where(jobs.c.ended_at.is_not(None), jobs.c.refunded).subquery()
        more = sa.select(free.c.id).where(free.c.number > most)
        async with self._database.writing() as connection:
            gone = sa.delete(jobs).where(jobs.c.id.in_(more))
            return (await connection.execute(gone)).rowcount

    async def beyond_quota(self, user_bytes: int, all_bytes: int) -> list[str]:
        """List the jobs whose pictures' rows are too many, the oldest of those who have most.

        Args:
            user_bytes: that the pictures of one member may take in the database.
            all_bytes: that all of them may; where they take more, each member has a fair share.

        Returns:
            Ids of jobs.
        """
        total = sa.func.sum(requests.c.size_bytes)
        held = sa.select(requests.c.user_id, total).group_by(requests.c.user_id)
        async with self._database.reading() as connection:
            taken = {user: int(size) for user, size in (await connection.execute(held)).all()}
            share = min(user_bytes, fair_share(taken.values(), all_bytes))
            over = [user for user, size in taken.items() if size > share]
            return [job for user in over for job in await _beyond(connection, user, share)]

    async def owners(self, files: Collection[str]) -> dict[str, int]:
        """Find whose pictures are, by the SHA-256 of their files; those of nobody are left out."""
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
        """Measure what the database takes on the disk."""
        return await self._database.size_bytes()

    async def pictures_needed(self) -> frozenset[str]:
        """Name the files of jobs that have not ended: to start from, and to be posted."""
        async with self._database.reading() as connection:
            return await files_needed(connection)

    async def counts(self) -> dict[State, int]:
        """Count the jobs by state."""
        counted = sa.select(jobs.c.state, sa.func.count()).group_by(jobs.c.state)
        async with self._database.reading() as connection:
            rows = (await connection.execute(counted)).all()
        return {State(state): number for state, number in rows}

    async def waiting(self) -> tuple[int, float]:
        """Count the jobs that wait for their turn, and say since how many seconds the first does.

        Those that wait for an allowance join them when they are due.
        """
        now = self._database.now
        since = sa.cast(now, sa.Float) - sa.func.min(jobs.c.due_at)
        waiting = sa.select(sa.func.count(), since).where(
            jobs.c.state == State.QUEUED, jobs.c.due_at <= now
        )
        async with self._database.reading() as connection:
            count, oldest_s = (await connection.execute(waiting)).one()
        return count, float(oldest_s or 0.0)

    async def answers(self) -> None:
        """Do nothing but ask the database, to see whether it answers.

        Raises:
            StorageUnavailable: it does not.
        """
        async with self._database.reading() as connection:
            await connection.execute(sa.select(1))


async def _beyond(connection: AsyncConnection, user_id: int, share: int) -> list[str]:
    """List the jobs beyond a member's share, by their ids."""
    newest = (
        sa.select(requests.c.user_id, requests.c.size_bytes, requests.c.job_id)
        .where(requests.c.user_id == user_id)
        .order_by(requests.c.created_at.desc(), requests.c.job_id)
    )
    rows = (await connection.execute(newest)).all()
    return list(beyond_share(((user, size, job) for user, size, job in rows), share))


async def files_needed(connection: AsyncConnection) -> frozenset[str]:
    """Name the files of jobs that have not ended: to start from, and to be posted."""
    starting = sa.select(jobs.c.sources).where(
        jobs.c.state.in_(OPEN), jobs.c.sources != dump_names(())
    )
    posted = await to_be_posted(connection)
    sources = (await connection.execute(starting)).scalars()
    return posted.union(*map(load_names, sources))


async def to_be_posted(connection: AsyncConnection) -> frozenset[str]:
    """Name the files of messages that are still to be posted."""
    waiting = sa.select(deliveries.c.files).join(jobs).where(jobs.c.state == State.OUTGOING)
    texts = (await connection.execute(waiting)).scalars()
    return frozenset(file.sha256 for text in texts for file in load_files(text))
