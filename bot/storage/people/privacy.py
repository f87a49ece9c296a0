"""Export and deletion of all data of a member, in all servers."""

import logging
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.column_types import stored_columns
from bot.storage.db.database import Database, StorageUnavailable
from bot.storage.db.tables import (
    SPECIAL,
    bans,
    deliveries,
    jobs,
    member_limits,
    metadata,
    moderation_log,
    pictures,
    reports,
    reviews,
    strikes,
)
from bot.storage.jobs.holding import ReviewState
from bot.storage.jobs.maintenance import find_unposted_files
from bot.storage.jobs.posts import touch_post
from bot.storage.jobs.records import (
    ERASED,
    OPEN,
    DeliveryState,
    JobRequest,
    State,
    load_job_request,
)
from bot.storage.people.moderation_log import NOBODY, touch_entries
from bot.storage.people.reports import touch_reported
from bot.storage.pictures.file_store import FileStore
from bot.storage.pictures.pictures import find_unneeded
from bot.storage.pictures.requests import select_for_export
from bot.verdicts import ALLOWED

log = logging.getLogger(__name__)

# Channel id of jobs of which only the charged units are left.
_NOWHERE = 0
_SCRUBS = 3
_MEMBER_COLUMNS = [
    column for table in metadata.sorted_tables for column in table.c if "export" in column.info
]
# Tables whose rows belong to a job or a picture and hold no member's id, with the table of those.
_REFERRING_TABLES = [
    (table, key.column.table)
    for table in metadata.sorted_tables
    if not any(column.table is table for column in _MEMBER_COLUMNS)
    for key in table.foreign_keys
]
# Secrets and other members' ids are not exported.
_WITHHELD = {"interaction_token", "owner", "fence", "lease_until", "rejected_by"}.union(
    column.name for column in _MEMBER_COLUMNS
)

# Decisions of moderators, which stay until they end.
_LASTING = bans, strikes, member_limits

DrawnShare = Callable[[str], Fraction | None]
# A message: the ids of its server and channel, and its own.
MessageRef = tuple[int, int, int]
Rows = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Erased:
    """Result of a deletion.

    Args:
        open: the open orders, whose drawing has to be stopped.
        pictures: number of deleted pictures.
        bans: number of bans, strikes and limits in force, which stay until they end.
    """

    open: tuple[JobRequest, ...]
    pictures: int
    bans: int


class Privacy:
    """Rows and files of single members.

    Args:
        database: the rows.
        files: the files.
    """

    def __init__(self, database: Database, files: FileStore) -> None:
        self._database, self._files = database, files

    async def counts(self, user_id: int) -> Mapping[str, int]:
        """Count a member's rows by the name of the table."""
        async with self._database.reading() as connection:
            counts = {
                name: await connection.execute(
                    sa.select(sa.func.count()).select_from(which.subquery())
                )
                for name, which in _select_rows(user_id).items()
            }
        return {name: count.scalar_one() for name, count in counts.items()}

    async def rows(self, user_id: int) -> Rows:
        """Read a member's rows by the name of the table, without secrets; pictures newest first."""
        async with self._database.reading() as connection:
            results = {
                name: await connection.execute(rows) for name, rows in _select_rows(user_id).items()
            }
        return {
            name: [
                {column: value for column, value in row.items() if column not in _WITHHELD}
                for row in rows.mappings()
            ]
            for name, rows in results.items()
        }

    async def newest_messages(self, user_id: int, most: int = 5) -> list[MessageRef]:
        """List the messages with a member's newest pictures.

        Args:
            user_id: the member.
            most: most pictures to consider.
        """
        posted = (
            sa.select(pictures.c.guild_id, pictures.c.channel_id, pictures.c.message_id)
            .where(pictures.c.user_id == user_id, pictures.c.message_id.is_not(None))
            .order_by(pictures.c.created_at.desc())
            .limit(most)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(posted)).all()
        return list(dict.fromkeys((row.guild_id, row.channel_id, row.message_id) for row in rows))

    async def erase(self, user_id: int, drawn: DrawnShare = lambda _: Fraction()) -> Erased:
        """Delete every row and every file of a member.

        Their open orders are cancelled by that. The moderation log loses their id. A ban, a strike
        and a limit in force stay until they end, or deletion would be a way around them. For the
        same reason the number and the times of their pictures stay, without any text, until
        maintenance deletes them as it would have deleted the jobs. Pictures of others that descend
        from theirs stay, and still show that they have a parent.

        Args:
            user_id: the member.
            drawn: returns the share of a job's steps that are done, 0 to 1, which stays charged;
                None if that is all of them or unknown.

        Raises:
            StorageUnavailable: nothing was deleted.
        """
        # Before their jobs, as decisions do it.
        locked = sa.select(reviews.c.id).where(reviews.c.user_id == user_id).with_for_update()
        async with self._database.writing() as connection:
            await connection.execute(locked)
            await _remove_mentions(connection, user_id)
            await touch_reported(connection, self._database, user_id)
            await touch_entries(connection, self._database, user_id)
            open_, files = await _delete_jobs(connection, user_id, drawn)
            # Their favourites, tags and lineage are deleted by cascade.
            deleted = sa.delete(pictures).where(pictures.c.user_id == user_id)
            returned = deleted.returning(pictures.c.sha256, pictures.c.sources)
            rows = (await connection.execute(returned)).all()
            await _delete_other_rows(connection, self._database, user_id)
            left = [
                await connection.execute(sa.select(table).where(table.c.user_id == user_id))
                for table in _LASTING
            ]
            erased = Erased(open_, len(rows), sum(len(found.all()) for found in left))
            files = files.union((row.sha256 for row in rows), *(row.sources for row in rows))
            unneeded = await find_unneeded(connection, files)
            unneeded -= await find_unposted_files(connection)
        await self._files.delete(unneeded)
        await self._truncate_log()
        return erased

    async def _truncate_log(self) -> None:
        """Remove the deleted rows from the write-ahead log, too."""
        try:
            for _ in range(_SCRUBS):
                if await self._database.scrub():
                    return
        except StorageUnavailable as error:
            log.error("the write-ahead log could not be truncated: %s", error)
        else:
            log.warning("the write-ahead log could not be truncated: it was being read")


def _select_rows(user_id: int) -> dict[str, sa.Select[Any]]:
    """Build a SELECT of a member's rows for each kind of them."""
    mine, asked = pictures.c.user_id == user_id, jobs.c.user_id == user_id
    left = jobs.c.channel_id == _NOWHERE
    declared = {
        column.info["export"]: sa.select(*stored_columns(column.table)).where(column == user_id)
        for column in _MEMBER_COLUMNS
        if column.info["export"] is not SPECIAL
    }
    referring = {
        table.name: sa.select(*stored_columns(table)).join(owner).where(owner.c.user_id == user_id)
        for table, owner in _REFERRING_TABLES
    }
    return {
        "jobs": sa.select(*stored_columns(jobs))
        .where(asked, sa.not_(left))
        .order_by(jobs.c.accepted_at),
        "spent": sa.select(jobs.c.guild_id, jobs.c.units, jobs.c.due_at).where(asked, left),
        "pictures": select_for_export(mine).order_by(pictures.c.created_at.desc()),
        **declared,
        **referring,
    }


async def _remove_mentions(connection: AsyncConnection, user_id: int) -> None:
    """Remove the member's mention from messages to others; posted ones have no text any more."""
    open_ = deliveries.c.state.in_(
        [
            DeliveryState.HELD,
            DeliveryState.WAITING,
            DeliveryState.SENDING,
            DeliveryState.STORED,
        ]
    )
    without = sa.func.replace(deliveries.c.content, f"<@{user_id}>", "…")
    await connection.execute(sa.update(deliveries).where(open_).values(content=without))


async def _delete_jobs(
    connection: AsyncConnection, user_id: int, drawn: DrawnShare
) -> tuple[tuple[JobRequest, ...], frozenset[str]]:
    """Delete a member's jobs and their deliveries; keep the units that count for quotas.

    Returns:
        The open orders, and the SHA-256 of all files.
    """
    mine = sa.select(jobs.c.id).where(jobs.c.user_id == user_id)
    # The lock waits for jobs that are just ending, so that their pictures are deleted as well.
    await connection.execute(mine.with_for_update())
    posts = sa.delete(deliveries).where(deliveries.c.job_id.in_(mine))
    posted = await connection.execute(posts.returning(deliveries.c.files))
    files = {file.sha256 for attachments in posted.scalars() for file in attachments}
    asked, is_open = sa.delete(jobs).where(jobs.c.user_id == user_id), jobs.c.state.in_(OPEN)
    open_rows = (await connection.execute(asked.where(is_open).returning(jobs))).all()
    # Without their requests, which are not needed.
    columns = [column for column in jobs.c if column.name != "request"]
    ended = asked.where(sa.not_(is_open)).returning(*columns)
    gone = [*open_rows, *(await connection.execute(ended)).all()]
    spent = [kept for row in gone if (kept := _charged_row(row, drawn))]
    if spent:
        await connection.execute(sa.insert(jobs), spent)
    orders = tuple(load_job_request(row) for row in open_rows)
    return orders, frozenset(files).union(*(row.sources for row in gone))


def _charged_row(row: Any, drawn: DrawnShare) -> dict[str, Any] | None:
    """Build the rest of a job: its units for the quotas, its ids against a repeated interaction."""
    share = drawn(row.id) if row.state == State.RUNNING else Fraction(row.state not in OPEN)
    if row.state == State.HELD and not row.attempts:
        share = Fraction()
    units = row.units if share is None else math.ceil(row.units * share)
    if row.refunded or not units:
        return None
    return {
        "id": row.id,
        "interaction_id": row.interaction_id,
        "application_id": row.application_id,
        "guild_id": row.guild_id,
        "channel_id": _NOWHERE,
        "user_id": row.user_id,
        "member": "",
        "request": ERASED,
        "units": units,
        "turn": row.turn,
        "state": State.DELIVERED,
        "accepted_at": row.due_at,
        "due_at": row.due_at,
        # Maintenance deletes it by this time.
        "ended_at": row.due_at,
        "attempts": 0,
        "fence": 0,
        "refunded": False,
    }


async def _delete_other_rows(connection: AsyncConnection, database: Database, user_id: int) -> None:
    await _erase_reviews(connection, database, user_id)
    about, by = moderation_log.c.user_id == user_id, moderation_log.c.moderator_id == user_id
    for statement in (
        *(
            sa.delete(column.table).where(column == user_id)
            for column in _MEMBER_COLUMNS
            if column.info["delete"] is not SPECIAL
        ),
        *(
            sa.delete(table).where(table.c.user_id == user_id, table.c.until <= database.now)
            for table in _LASTING
        ),
        *(
            sa.update(table).where(table.c.moderator_id == user_id).values(moderator_id=NOBODY)
            for table in (strikes, reports)
        ),
        sa.update(moderation_log)
        .where(about)
        .values(user_id=NOBODY, reason="", before="", after=""),
        sa.update(moderation_log).where(by).values(moderator_id=NOBODY),
    ):
        await connection.execute(statement)


async def _erase_reviews(connection: AsyncConnection, database: Database, user_id: int) -> None:
    """Remove a member and their words from reviews; the cards lose them when they are edited."""
    theirs = sa.update(reviews).where(reviews.c.user_id == user_id)
    nothing = {"user_id": NOBODY, "appeal": "", "reason": "", "verdict": ALLOWED}
    erased = theirs.values(state=ReviewState.ERASED, **nothing).returning(reviews.c.id)
    ids = (await connection.execute(erased)).scalars().all()
    for review_id in ids:
        await touch_post(connection, database, review_id)
    for column in (reviews.c.moderator_id, reviews.c.rejected_by):
        by = sa.update(reviews).where(column == user_id)
        await connection.execute(by.values({column.name: NOBODY}))
