"""Queries about pictures that are not shown any more, and kept for moderators for a while."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from bot.storage.db.database import Database
from bot.storage.db.tables import pictures
from bot.storage.jobs.records import PictureRecord, load_picture
from bot.storage.people.moderation_log import NOBODY, append_entry
from bot.storage.pictures.file_store import deletion_limit
from bot.storage.pictures.requests import with_requests

# Then a picture that was deleted or hidden is deleted for good.
KEPT_S = 7 * 86400.0


@dataclass(frozen=True, slots=True)
class HiddenPicture:
    """Picture that is kept for moderators alone.

    Args:
        picture: the picture.
        why: "deleted", "hidden", "rejected" or "blocked".
        at: seconds since 1970 by the database's clock.
    """

    picture: PictureRecord
    why: str
    at: float


@dataclass(frozen=True, slots=True)
class PurgeFilter:
    """Filter of the posted pictures of a channel.

    Args:
        guild_id: the server.
        channel_id: the channel or thread.
        user_id: the member who requested them; None for all.
        last_s: age of the oldest in seconds; None for any.
    """

    guild_id: int
    channel_id: int
    user_id: int | None = None
    last_s: float | None = None


class HiddenPictures:
    """Hidden pictures of all servers.

    Args:
        database: the database of the pictures.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def hide_message(self, picture: PictureRecord, actor_id: int) -> int:
        """Hide the pictures of a message that is deleted, and log it if that is not their author.

        Args:
            picture: one of them.
            actor_id: the member who deletes them.

        Returns:
            The number of pictures.
        """
        hidden = {"hidden": "deleted", "hidden_at": self._database.now}
        together = sa.update(pictures).where(pictures.c.job_id == picture.job_id).values(hidden)
        async with self._database.writing() as connection:
            count = (await connection.execute(together)).rowcount
            if actor_id != picture.user_id:
                await append_entry(
                    connection,
                    self._database.now,
                    picture.guild_id,
                    actor_id,
                    "delete",
                    picture.user_id,
                    picture.request.prompt,
                    channel_id=picture.channel_id,
                    message_id=picture.message_id,
                )
        return count

    async def hide_posted(self, wanted: PurgeFilter, moderator_id: int, reason: str) -> int:
        """Hide posted pictures whose messages are about to be deleted, and log it.

        Args:
            wanted: filter of the pictures.
            moderator_id: the moderator.
            reason: the moderator's text.

        Returns:
            The number of pictures that were shown before.
        """
        hidden = {"hidden": "hidden", "hidden_at": self._database.now}
        shown = sa.and_(self._posted(wanted), pictures.c.hidden.is_(None))
        async with self._database.writing() as connection:
            count = (
                await connection.execute(sa.update(pictures).where(shown).values(hidden))
            ).rowcount
            if count:
                await append_entry(
                    connection,
                    self._database.now,
                    wanted.guild_id,
                    moderator_id,
                    "purge",
                    wanted.user_id or NOBODY,
                    reason,
                    after=str(count),
                    channel_id=wanted.channel_id,
                )
        return count

    async def list_posted(self, wanted: PurgeFilter, most: int) -> list[int]:
        """List the messages of hidden pictures that are not known to be deleted, newest first.

        Args:
            wanted: filter of the pictures.
            most: most messages to list.
        """
        hidden = sa.and_(self._posted(wanted), pictures.c.hidden == "hidden")
        messages = sa.select(pictures.c.message_id).where(hidden).distinct()
        newest = messages.order_by(pictures.c.message_id.desc()).limit(most)
        async with self._database.reading() as connection:
            return list((await connection.execute(newest)).scalars())

    async def list_kept(
        self, guild_id: int, most: int, skip: int = 0, user_id: int | None = None
    ) -> list[HiddenPicture]:
        """List the pictures of a server that are kept for moderators, the last hidden first.

        Args:
            guild_id: the server.
            most: most pictures to list.
            skip: number of pictures to skip.
            user_id: the member who requested them; None for all.
        """
        which = [self._is_kept(guild_id)]
        if user_id is not None:
            which.append(pictures.c.user_id == user_id)
        newest = pictures.c.hidden_at.desc(), pictures.c.job_id, pictures.c.place
        listed = with_requests().where(*which).order_by(*newest).limit(most).offset(skip)
        async with self._database.reading() as connection:
            rows = (await connection.execute(listed)).all()
        return [HiddenPicture(load_picture(row), row.hidden, row.hidden_at) for row in rows]

    async def find(self, picture_id: str, guild_id: int) -> list[PictureRecord]:
        """Find a kept picture with those of its message that are kept, in order.

        Args:
            picture_id: id of the picture.
            guild_id: its server; a picture of another one is not found.
        """
        job = sa.select(pictures.c.job_id).where(
            pictures.c.id == picture_id, self._is_kept(guild_id)
        )
        together = pictures.c.job_id.in_(job), self._is_kept(guild_id)
        listed = with_requests().where(*together).order_by(pictures.c.place)
        async with self._database.reading() as connection:
            return [load_picture(row) for row in (await connection.execute(listed)).all()]

    async def in_messages(self, message_ids: Collection[int], guild_id: int) -> dict[int, str]:
        """Find one kept picture for each of several messages, by the message's id.

        Args:
            message_ids: Discord's ids of the messages.
            guild_id: their server.
        """
        which = pictures.c.message_id.in_(list(message_ids)), self._is_kept(guild_id)
        listed = sa.select(pictures.c.message_id, pictures.c.id).where(*which)
        async with self._database.reading() as connection:
            rows = (await connection.execute(listed.order_by(pictures.c.place.desc()))).all()
        return {row.message_id: row.id for row in rows}

    async def list_expired(self) -> list[str]:
        """List the pictures that are no longer kept for moderators, the longest hidden first.

        At most a share of all that are kept: a clock may be wrong.

        Returns:
            Their ids.
        """
        kept = sa.select(sa.func.count()).where(pictures.c.hidden_at.is_not(None))
        over = pictures.c.hidden_at <= self._database.now - KEPT_S
        oldest = sa.select(pictures.c.id).where(over).order_by(pictures.c.hidden_at)
        async with self._database.reading() as connection:
            most = deletion_limit((await connection.execute(kept)).scalar_one())
            return list((await connection.execute(oldest.limit(most))).scalars())

    def _is_kept(self, guild_id: int) -> sa.ColumnElement[bool]:
        since = pictures.c.hidden_at > self._database.now - KEPT_S
        return sa.and_(pictures.c.guild_id == guild_id, since)

    def _posted(self, wanted: PurgeFilter) -> sa.ColumnElement[bool]:
        conditions = [
            pictures.c.guild_id == wanted.guild_id,
            pictures.c.channel_id == wanted.channel_id,
            pictures.c.message_id.is_not(None),
        ]
        if wanted.user_id is not None:
            conditions.append(pictures.c.user_id == wanted.user_id)
        if wanted.last_s is not None:
            conditions.append(pictures.c.created_at > self._database.now - wanted.last_s)
        return sa.and_(*conditions)
