"""Queries about many pictures: pages of search results, and statistics."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bot.storage.db.database import Database
from bot.storage.db.tables import favourites, pictures, tags
from bot.storage.jobs.records import PictureRecord, load_picture
from bot.storage.pictures.pictures import SHOWN
from bot.storage.pictures.requests import prompt_has, with_requests

DAY_S, WEEK_S = 86400.0, 7 * 86400.0
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class PictureFilter:
    """Filter of a server's pictures.

    Args:
        guild_id: the server.
        channels: ids of the only channels whose pictures may be shown; None for all.
        author: id of the member who requested them; None for all.
        liked_by: id of a member whose favourites they are; None for any.
        tag: a tag that they have; empty for any.
        words: words that their prompts contain, all of them.
    """

    guild_id: int
    channels: frozenset[int] | None = None
    author: int | None = None
    liked_by: int | None = None
    tag: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PictureStats:
    """Numbers of pictures of a server, or of a member in it.

    Args:
        day: pictures of the last 24 hours.
        week: pictures of the last 7 days.
        ever: all pictures.
        members: number of members who requested them.
        median_s: median of their durations in seconds; None without pictures.
        samplers: the most used samplers with their numbers of pictures.
        sizes: the most used (width, height) in pixels with their numbers of pictures.
        authors: ids of the members with most pictures, with their numbers.
    """

    day: int
    week: int
    ever: int
    members: int
    median_s: float | None
    samplers: tuple[tuple[str, int], ...]
    sizes: tuple[tuple[tuple[int, int], int], ...]
    authors: tuple[tuple[int, int], ...]


class PictureSearch:
    """Queries about many pictures of a server.

    Args:
        database: the database of the pictures.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(self, wanted: PictureFilter, skip: int, most: int) -> list[PictureRecord]:
        """List pictures, the newest first.

        Args:
            wanted: filter of the pictures.
            skip: number of pictures to skip.
            most: most pictures to list.
        """
        newest = pictures.c.created_at.desc(), pictures.c.job_id, pictures.c.place
        found = with_requests().where(*_conditions(wanted)).order_by(*newest)
        return [load_picture(row) for row in await self._rows(found.offset(skip).limit(most))]

    async def tags(self, wanted: PictureFilter, typed: str, most: int) -> list[str]:
        """List the tags of pictures that contain a text, the most used first.

        Args:
            wanted: filter of the pictures.
            typed: the text.
            most: most tags to list.
        """
        number = sa.func.count()
        used = (
            sa.select(tags.c.tag)
            .join(pictures)
            .where(*_conditions(wanted), tags.c.tag.contains(typed, autoescape=True))
            .group_by(tags.c.tag)
            .order_by(number.desc(), tags.c.tag)
        )
        return [row.tag for row in await self._rows(used.limit(most))]

    async def numbers(self, guild_id: int, user_id: int | None = None) -> PictureStats:
        """Count the pictures of a server, or of a member in it.

        Args:
            guild_id: the server.
            user_id: the member; None for all.
        """
        which = sa.and_(pictures.c.guild_id == guild_id, SHOWN)
        if user_id is not None:
            which = sa.and_(which, pictures.c.user_id == user_id)
        totals = (await self._rows(self._select_totals(which)))[0]
        seconds = sa.select(pictures.c.seconds).where(which).order_by(pictures.c.seconds)
        middle = max(0, int(totals.ever) - 1) // 2
        median = await self._rows(seconds.offset(middle).limit(1))
        samplers = await self._most_used(which, pictures.c.sampler)
        sizes = await self._most_used(which, pictures.c.width, pictures.c.height)
        authors = await self._most_used(which, pictures.c.user_id)
        return PictureStats(
            totals.day or 0,
            totals.week or 0,
            totals.ever,
            totals.members,
            median[0].seconds if median else None,
            tuple((row.sampler, row.number) for row in samplers),
            tuple(((row.width, row.height), row.number) for row in sizes),
            tuple((row.user_id, row.number) for row in authors),
        )

    def _select_totals(self, which: sa.ColumnElement[bool]) -> sa.Select[Any]:
        def count_since(seconds: float) -> sa.ColumnElement[int]:
            young = pictures.c.created_at > self._database.now - seconds
            return sa.func.sum(sa.case((young, 1), else_=0))

        return sa.select(
            count_since(DAY_S).label("day"),
            count_since(WEEK_S).label("week"),
            sa.func.count().label("ever"),
            sa.func.count(pictures.c.user_id.distinct()).label("members"),
        ).where(which)

    async def _most_used(self, which: sa.ColumnElement[bool], *what: Any) -> list[Any]:
        number = sa.func.count().label("number")
        counted = sa.select(*what, number).where(which).group_by(*what)
        return await self._rows(counted.order_by(number.desc(), *what).limit(MOST_NAMED))

    async def _rows(self, statement: sa.Select[Any]) -> list[Any]:
        async with self._database.reading() as connection:
            return list((await connection.execute(statement)).all())


def _conditions(wanted: PictureFilter) -> Collection[sa.ColumnElement[bool]]:
    conditions = [pictures.c.guild_id == wanted.guild_id, SHOWN]
    if wanted.channels is not None:
        posted = pictures.c.message_id.is_not(None)
        conditions += [posted, pictures.c.channel_id.in_(wanted.channels)]
    if wanted.author is not None:
        conditions.append(pictures.c.user_id == wanted.author)
    if wanted.liked_by is not None:
        liked = sa.select(favourites.c.picture_id)
        conditions.append(pictures.c.id.in_(liked.where(favourites.c.user_id == wanted.liked_by)))
    if wanted.tag:
        tagged = sa.select(tags.c.picture_id).where(tags.c.tag == wanted.tag)
        conditions.append(pictures.c.id.in_(tagged))
    return [*conditions, *map(prompt_has, wanted.words)]
