"""Housekeeping: what is no longer needed goes, and what is asked to be forgotten."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database
from bot.storage.rows import OPEN, State, files_of, names_of, written_names
from bot.storage.tables import deliveries, jobs


class Keeper:
    """Looks at all jobs at once.

    Args:
        database: where they are.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def forget(self, older_than_s: float) -> int:
        """Delete the jobs that ended so long ago, with their prompts and messages."""
        over = jobs.c.ended_at < self._database.now - older_than_s
        async with self._database.writing() as connection:
            return (await connection.execute(sa.delete(jobs).where(over))).rowcount

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


async def files_needed(connection: AsyncConnection) -> frozenset[str]:
    """Name the files of jobs that have not ended: to start from, and to be posted."""
    starting = sa.select(jobs.c.sources).where(
        jobs.c.state.in_(OPEN), jobs.c.sources != written_names(())
    )
    posted = await to_be_posted(connection)
    sources = (await connection.execute(starting)).scalars()
    return posted.union(*map(names_of, sources))


async def to_be_posted(connection: AsyncConnection) -> frozenset[str]:
    """Name the files of messages that are still to be posted."""
    waiting = sa.select(deliveries.c.files).join(jobs).where(jobs.c.state == State.OUTGOING)
    texts = (await connection.execute(waiting)).scalars()
    return frozenset(file.sha256 for text in texts for file in files_of(text))
