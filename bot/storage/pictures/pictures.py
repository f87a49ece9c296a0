"""Queries about single pictures: their buttons, lineage, favourites and tags."""

import secrets
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database
from bot.storage.db.tables import deliveries, favourites, lineage, pictures, tags
from bot.storage.jobs.maintenance import find_needed_files
from bot.storage.jobs.records import JobRequest, PictureRecord, load_picture, picture_columns
from bot.storage.pictures.requests import drop_requests, keep_requests, own_request, with_requests

# Databases limit the number of values in a statement.
_BATCH = 500
_JOBS = 50
SHOWN = pictures.c.hidden.is_(None)


def new_picture_id() -> str:
    """Return a random id: short enough for a button, and not guessable from another."""
    return secrets.token_hex(6)


async def insert_pictures(
    connection: AsyncConnection,
    finished: Sequence[tuple[JobRequest, Sequence[PictureRecord]]],
    now: Any,
) -> None:
    """Insert the pictures of jobs, the request of each job, and the pictures' lineage.

    Args:
        connection: in a transaction that writes.
        finished: the orders of the jobs with their pictures.
        now: the time in seconds since 1970, as an SQL expression.
    """
    kept = [
        (order, [picture_columns(picture) | own_request(picture, order) for picture in drawn])
        for order, drawn in finished
        if drawn
    ]
    if not kept:
        return
    await keep_requests(connection, kept, now)
    rows = [row for _, rows in kept for row in rows]
    await connection.execute(sa.insert(pictures).values(created_at=now), rows)
    edges = [
        {"child_id": row["id"], "parent_id": parent}
        for order, rows in kept
        for row in rows
        for parent in dict.fromkeys(order.parents)
    ]
    if edges:
        await connection.execute(sa.insert(lineage), edges)


class PictureStore:
    """Queries about single pictures of all servers.

    Args:
        database: the database of the pictures.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(
        self, picture_id: str, guild_id: int, hidden: bool = False
    ) -> PictureRecord | None:
        """Find a picture by its id.

        Args:
            picture_id: id of the picture.
            guild_id: its server; a picture of another one is not found.
            hidden: whether a hidden picture is found, too.
        """
        which = sa.and_(pictures.c.id == picture_id, pictures.c.guild_id == guild_id)
        records = await self._load(which, hidden)
        return records[0] if records else None

    async def list_siblings(
        self, picture: PictureRecord, hidden: bool = False
    ) -> list[PictureRecord]:
        """List the pictures in the message of a picture, itself included.

        Args:
            picture: the picture.
            hidden: whether hidden pictures are listed, too.
        """
        return await self._load(pictures.c.job_id == picture.job_id, hidden)

    async def of_job(self, job_id: str) -> list[PictureRecord]:
        """List the pictures of a job in order, those that are not shown included."""
        return await self._load(pictures.c.job_id == job_id, hidden=True)

    async def in_message(self, message_id: int, guild_id: int) -> list[PictureRecord]:
        """List the pictures of a message.

        Args:
            message_id: Discord's id of the message.
            guild_id: its server.
        """
        return await self._load(
            sa.and_(pictures.c.message_id == message_id, pictures.c.guild_id == guild_id)
        )

    async def parents(self, picture_id: str) -> list[tuple[str, PictureRecord | None]]:
        """List the parents of a picture by id; None for one that was deleted."""
        edges = sa.select(lineage.c.parent_id).where(lineage.c.child_id == picture_id)
        async with self._database.reading() as connection:
            ids = list((await connection.execute(edges)).scalars())
        records = {picture.id: picture for picture in await self.find_many(ids)}
        return [(parent, records.get(parent)) for parent in ids]

    async def children(self, picture_id: str) -> int:
        """Count the pictures that descend from a picture."""
        count = sa.select(sa.func.count()).select_from(lineage)
        return await self._count(count.where(lineage.c.parent_id == picture_id))

    async def find_many(self, ids: Iterable[str]) -> list[PictureRecord]:
        """Find pictures of any server by their ids; those not found are left out."""
        wanted = list(ids)
        return await self._load(pictures.c.id.in_(wanted)) if wanted else []

    async def delete(self, ids: Collection[str]) -> frozenset[str]:
        """Delete pictures.

        Returns:
            SHA-256 of the files that no picture needs any more.
        """
        which = pictures.c.id.in_(list(ids))
        async with self._database.writing() as connection:
            return await delete_pictures(connection, which)

    async def hide_deleted(self, message_ids: Collection[int], guild_id: int) -> None:
        """Hide the pictures of messages that were deleted in Discord; moderators see them a while.

        Args:
            message_ids: Discord's ids of the messages.
            guild_id: their server.
        """
        which = pictures.c.message_id.in_(list(message_ids)), pictures.c.guild_id == guild_id
        async with self._database.writing() as connection:
            since = sa.func.coalesce(pictures.c.hidden_at, self._database.now)
            hidden = {"hidden": "deleted", "hidden_at": since}
            await connection.execute(sa.update(pictures).where(*which).values(hidden))

    async def forget(self, job_ids: Sequence[str]) -> frozenset[str]:
        """Delete the pictures of jobs, a few jobs per transaction, so that others write in between.

        Returns:
            SHA-256 of the files that no picture needs any more.
        """
        files: frozenset[str] = frozenset()
        for first in range(0, len(job_ids), _JOBS):
            which = pictures.c.job_id.in_(job_ids[first : first + _JOBS])
            async with self._database.writing() as connection:
                files |= await delete_pictures(connection, which)
        return files

    async def toggle_favourite(self, user_id: int, picture_id: str) -> bool:
        """Add a picture to a member's favourites, or remove it.

        Args:
            user_id: the member.
            picture_id: id of the picture.

        Returns:
            Whether it is a favourite now.
        """
        one = sa.and_(favourites.c.user_id == user_id, favourites.c.picture_id == picture_id)
        async with self._database.writing() as connection:
            if (await connection.execute(sa.delete(favourites).where(one))).rowcount:
                return False
            row = {"user_id": user_id, "picture_id": picture_id}
            liked = self._database.insert(favourites).values(row)
            await connection.execute(liked.on_conflict_do_nothing())
            return True

    async def likes(self, picture_id: str) -> int:
        """Count the members whose favourite a picture is."""
        count = sa.select(sa.func.count()).select_from(favourites)
        return await self._count(count.where(favourites.c.picture_id == picture_id))

    async def list_tags(self, picture_id: str) -> list[str]:
        """List a picture's tags in alphabetical order."""
        ordered = sa.select(tags.c.tag).where(tags.c.picture_id == picture_id).order_by(tags.c.tag)
        async with self._database.reading() as connection:
            return list((await connection.execute(ordered)).scalars())

    async def tag(self, picture_id: str, names: Collection[str]) -> None:
        """Replace a picture's tags.

        Args:
            picture_id: id of the picture.
            names: the new tags.
        """
        async with self._database.writing() as connection:
            await connection.execute(sa.delete(tags).where(tags.c.picture_id == picture_id))
            rows = [{"picture_id": picture_id, "tag": name} for name in dict.fromkeys(names)]
            if rows:
                tagged = self._database.insert(tags).values(rows)
                await connection.execute(tagged.on_conflict_do_nothing())

    async def _load(
        self, which: sa.ColumnElement[bool], hidden: bool = False
    ) -> list[PictureRecord]:
        wanted = with_requests().where(which if hidden else sa.and_(which, SHOWN))
        wanted = wanted.order_by(pictures.c.created_at, pictures.c.job_id, pictures.c.place)
        async with self._database.reading() as connection:
            return [load_picture(row) for row in (await connection.execute(wanted)).all()]

    async def _count(self, statement: sa.Select[tuple[int]]) -> int:
        async with self._database.reading() as connection:
            return (await connection.execute(statement)).scalar_one()


async def delete_pictures(
    connection: AsyncConnection, which: sa.ColumnElement[bool]
) -> frozenset[str]:
    """Delete pictures.

    Pictures that descend from them stay; one that started from their files cannot be repeated.

    Args:
        connection: in a transaction that writes.
        which: condition on the pictures.

    Returns:
        SHA-256 of the files that no row needs any more.
    """
    gone = sa.delete(pictures).where(which).returning(pictures.c.sha256, pictures.c.job_id)
    rows = (await connection.execute(gone)).all()
    await drop_requests(connection, {row.job_id for row in rows})
    posted = sa.select(deliveries.c.files).where(deliveries.c.job_id.in_({r.job_id for r in rows}))
    messages = (await connection.execute(posted)).scalars()
    shown = {file.sha256 for attachments in messages for file in attachments}
    files = await find_unneeded(connection, shown.union(row.sha256 for row in rows))
    return files - await find_needed_files(connection)


async def find_unneeded(connection: AsyncConnection, files: Collection[str]) -> frozenset[str]:
    """Find the files that belong to no picture; two members may have the very same file.

    Args:
        connection: of a transaction.
        files: SHA-256 of the files.
    """
    names, left = list(files), set(files)
    for first in range(0, len(names), _BATCH):
        batch = names[first : first + _BATCH]
        drawn = sa.select(pictures.c.sha256).where(pictures.c.sha256.in_(batch))
        left.difference_update((await connection.execute(drawn)).scalars())
    return frozenset(left)
