"""All that is kept about one member, in all servers: to be handed over, or to be forgotten."""

import logging
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database, StorageUnavailable
from bot.storage.db.tables import (
    bans,
    deliveries,
    favourites,
    jobs,
    lineage,
    members,
    moderation_log,
    pictures,
    requests,
    tags,
)
from bot.storage.jobs.maintenance import to_be_posted
from bot.storage.jobs.records import (
    ERASED,
    OPEN,
    DeliveryState,
    JobRequest,
    State,
    load_files,
    load_job_request,
    load_names,
)
from bot.storage.pictures.file_store import FileStore
from bot.storage.pictures.pictures import unneeded
from bot.storage.pictures.requests import handed_over

log = logging.getLogger(__name__)

# Stands in the moderation log in place of who wants to be forgotten.
NOBODY = 0
# Of no channel: a job of which nothing is left but what it cost.
_NOWHERE = 0
_SCRUBS = 3
# What opens a door, and who else was there, is nobody's to take along.
_HELD_BACK = ("interaction_token", "moderator_id", "user_id", "owner", "fence", "lease_until")

DrawnShare = Callable[[str], Fraction | None]
# A message: its server, its channel and its own id.
MessageRef = tuple[int, int, int]
Rows = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Erased:
    """What was deleted.

    Args:
        open: what waited or was being drawn, which is to be stopped.
        pictures: how many.
        bans: that are in force and stay until they end.
    """

    open: tuple[JobRequest, ...]
    pictures: int
    bans: int


class Privacy:
    """Knows every row and every file that is a member's.

    Args:
        database: the rows.
        files: the files.
    """

    def __init__(self, database: Database, files: FileStore) -> None:
        self._database, self._files = database, files

    async def counts(self, user_id: int) -> Mapping[str, int]:
        """Count a member's rows, by the name of the table."""
        async with self._database.reading() as connection:
            found = {
                name: await connection.execute(
                    sa.select(sa.func.count()).select_from(which.subquery())
                )
                for name, which in _of(user_id).items()
            }
        return {name: count.scalar_one() for name, count in found.items()}

    async def rows(self, user_id: int) -> Rows:
        """Read a member's rows, by the name of the table; pictures the newest first."""
        async with self._database.reading() as connection:
            found = {name: await connection.execute(one) for name, one in _of(user_id).items()}
        return {name: [_handed_over(row) for row in rows] for name, rows in found.items()}

    async def newest_messages(self, user_id: int, most: int = 5) -> list[MessageRef]:
        """Say where a member's newest pictures were posted."""
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

        What they wanted drawn is cancelled by that. The moderation log forgets who they are; a
        ban that is in force stays until it ends, or deleting would be a way around it; for the same
        reason it stays how many pictures they had and when, without a word, until the keeper
        forgets that as it would have forgotten the jobs. Pictures that others made of theirs stay,
        and still show that they descend from something.

        Args:
            user_id: the member.
            drawn: computes the share of a job's steps that are done, 0 to 1, which stays charged;
                None where that is all of them or not known.

        Raises:
            StorageUnavailable: nothing was deleted.
        """
        async with self._database.writing() as connection:
            await _mention_no_more(connection, user_id)
            open_, files = await _delete_jobs(connection, user_id, drawn)
            gone = await _delete_pictures(connection, user_id)
            await _delete_the_rest(connection, user_id, self._database.now)
            left = await connection.execute(sa.select(bans).where(bans.c.user_id == user_id))
            erased = Erased(open_, len(gone), len(left.all()))
            files = files.union(*gone)
            spare = await unneeded(connection, files) - await to_be_posted(connection)
        await self._files.delete(spare)
        await self._scrub()
        return erased

    async def _scrub(self) -> None:
        """Have nothing of it left in the database's file either."""
        try:
            for _ in range(_SCRUBS):
                if await self._database.scrub():
                    return
        except StorageUnavailable as error:
            log.error("the write-ahead log could not be emptied: %s", error)
        else:
            log.warning("the write-ahead log could not be emptied: others were reading")


def _of(user_id: int) -> dict[str, sa.Select[Any]]:
    """Select a member's rows, by the name of what they are."""
    mine, asked = pictures.c.user_id == user_id, jobs.c.user_id == user_id
    left = jobs.c.channel_id == _NOWHERE
    return {
        "choices": sa.select(members).where(members.c.user_id == user_id),
        "jobs": sa.select(jobs).where(asked, sa.not_(left)).order_by(jobs.c.accepted_at),
        "spent": sa.select(jobs.c.guild_id, jobs.c.units, jobs.c.due_at).where(asked, left),
        "deliveries": sa.select(deliveries).join(jobs).where(asked),
        "pictures": handed_over(mine).order_by(pictures.c.created_at.desc()),
        "lineage": sa.select(lineage).join(pictures).where(mine),
        "tags": sa.select(tags).join(pictures).where(mine),
        "favourites": sa.select(favourites).where(favourites.c.user_id == user_id),
        "bans": sa.select(bans).where(bans.c.user_id == user_id),
        "moderation_log": sa.select(moderation_log).where(moderation_log.c.user_id == user_id),
        "moderated": sa.select(moderation_log).where(moderation_log.c.moderator_id == user_id),
    }


def _handed_over(row: Any) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name not in _HELD_BACK}


async def _mention_no_more(connection: AsyncConnection, user_id: int) -> None:
    """Take the member's mention out of messages to others; those that were posted are empty."""
    open_ = deliveries.c.state.in_(
        [DeliveryState.WAITING, DeliveryState.SENDING, DeliveryState.STORED]
    )
    without = sa.func.replace(deliveries.c.content, f"<@{user_id}>", "…")
    await connection.execute(sa.update(deliveries).where(open_).values(content=without))


async def _delete_jobs(
    connection: AsyncConnection, user_id: int, drawn: DrawnShare
) -> tuple[tuple[JobRequest, ...], frozenset[str]]:
    """Delete jobs, and what was to be posted of them; those that were open, and all files.

    Of what counts for allowances, that alone is kept.
    """
    mine = sa.select(jobs.c.id).where(jobs.c.user_id == user_id)
    # What ends just now is waited for, so that its pictures are found as well.
    await connection.execute(mine.with_for_update())
    posts = sa.delete(deliveries).where(deliveries.c.job_id.in_(mine))
    posted = await connection.execute(posts.returning(deliveries.c.files))
    files = {file.sha256 for text in posted.scalars() for file in load_files(text)}
    asked = sa.delete(jobs).where(jobs.c.user_id == user_id)
    gone = (await connection.execute(asked.returning(jobs))).all()
    spent = [kept for row in gone if (kept := _spent(row, drawn))]
    if spent:
        await connection.execute(sa.insert(jobs), spent)
    orders = tuple(load_job_request(row) for row in gone if row.state in OPEN)
    return orders, _named(row.sources for row in gone).union(files)


def _spent(row: Any, drawn: DrawnShare) -> dict[str, Any] | None:
    """Leave of a job what counts for allowances, and what keeps it from being asked again."""
    share = drawn(row.id) if row.state == State.RUNNING else Fraction(row.state not in OPEN)
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
        # The keeper counts from here on.
        "ended_at": row.due_at,
        "attempts": 0,
        "fence": 0,
        "refunded": False,
    }


async def _delete_pictures(connection: AsyncConnection, user_id: int) -> list[frozenset[str]]:
    """Delete pictures, with whose favourites they are, their tags and parents; each one's files."""
    drawn = sa.delete(pictures).where(pictures.c.user_id == user_id)
    gone = await connection.execute(drawn.returning(pictures.c.sha256, pictures.c.sources))
    return [_named([row.sources]) | {row.sha256} for row in gone.all()]


async def _delete_the_rest(connection: AsyncConnection, user_id: int, now: Any) -> None:
    about, by = moderation_log.c.user_id == user_id, moderation_log.c.moderator_id == user_id
    for statement in (
        sa.delete(requests).where(requests.c.user_id == user_id),
        sa.delete(favourites).where(favourites.c.user_id == user_id),
        sa.delete(members).where(members.c.user_id == user_id),
        sa.delete(bans).where(bans.c.user_id == user_id, bans.c.until <= now),
        sa.update(moderation_log).where(about).values(user_id=NOBODY, reason=""),
        sa.update(moderation_log).where(by).values(moderator_id=NOBODY),
    ):
        await connection.execute(statement)


def _named(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(name for text in texts for name in load_names(text))
