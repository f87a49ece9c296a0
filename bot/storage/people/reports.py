"""Queries about reports of pictures, and the decisions of moderators on them.

A report is about all pictures of a message: they are hidden, shown and removed together, and the
first one stands for them.
"""

import enum
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database, ProcessIdentity
from bot.storage.db.tables import pictures, posts, reports
from bot.storage.jobs.posts import put_post, touch_post
from bot.storage.jobs.records import PictureRecord, load_picture
from bot.storage.people.moderation_log import NOBODY, append_entry
from bot.storage.pictures.requests import with_requests

# Kinds of the posts about a reported picture: the card for moderators, and the message that shows
# the picture, whose content follows the decision.
REPORT_CARD, REPORTED_PICTURE = "report", "picture"
# So many members hide a picture until a moderator looks at it.
HIDES_AT = 3
MOST_A_DAY = 10
_DAY_S = 86400.0


class ReportDecision(enum.StrEnum):
    """Decision of a moderator on a reported picture."""

    KEPT = "kept"
    REMOVED = "removed"


class Filing(enum.Enum):
    """Result of a report: stored, made before, or one too many of its member."""

    STORED = enum.auto()
    REPEATED = enum.auto()
    TOO_MANY = enum.auto()


@dataclass(frozen=True, slots=True)
class Report:
    """Report of a picture by a member.

    Args:
        user_id: the member.
        reason: their text.
        at: seconds since 1970 by the database's clock.
    """

    user_id: int
    reason: str
    at: float


@dataclass(frozen=True, slots=True)
class ReportedPicture:
    """Picture that members have reported.

    Args:
        picture: the first one of its message.
        reports: the reports that no moderator has decided on, else all, the oldest first.
        decision: the last decision; None while reports wait for one.
        moderator_id: the moderator of that decision; NOBODY once their data was deleted.
        decided_at: time of that decision.
    """

    picture: PictureRecord
    reports: tuple[Report, ...]
    decision: ReportDecision | None = None
    moderator_id: int = NOBODY
    decided_at: float = 0.0


class ReportStore:
    """Reports of all servers, as one process handles them.

    Args:
        database: the database of the reports.
        session: identity of this process and its application.
    """

    def __init__(self, database: Database, session: ProcessIdentity) -> None:
        self._database, self._session = database, session

    async def add(
        self, picture: PictureRecord, user_id: int, reason: str, review_channel: int | None
    ) -> Filing:
        """Add a report, and hide the pictures of the message if that makes enough of them.

        Pictures that a moderator has kept are not hidden by further reports.

        Args:
            picture: the first one of its message.
            user_id: the member who reports it.
            reason: their text.
            review_channel: id of the channel of the card; None if the server has none.
        """
        now = self._database.now
        row = {
            "picture_id": picture.id,
            "user_id": user_id,
            "guild_id": picture.guild_id,
            "reason": reason,
            "at": now,
        }
        new = self._database.insert(reports).values(row).on_conflict_do_nothing()
        today = reports.c.user_id == user_id, reports.c.at > now - _DAY_S
        count = sa.select(sa.func.count()).where(*today)
        lock = sa.select(pictures.c.id).where(pictures.c.id == picture.id).with_for_update()
        async with self._database.writing() as connection:
            # Else two reports at once would both be counted without the other.
            await connection.execute(lock)
            if (await connection.execute(count)).scalar_one() >= MOST_A_DAY:
                return Filing.TOO_MANY
            if not (await connection.execute(new)).rowcount:
                return Filing.REPEATED
            decisions = sa.select(reports.c.decision).where(reports.c.picture_id == picture.id)
            made = (await connection.execute(decisions)).scalars().all()
            if len(made) == HIDES_AT and not any(made):
                await self._hide(connection, picture)
            if review_channel is not None:
                await self._put_post(connection, REPORT_CARD, picture, review_channel)
        return Filing.STORED

    async def find(self, picture_id: str, guild_id: int) -> ReportedPicture | None:
        """Find a reported picture with its reports.

        Args:
            picture_id: the first picture of its message.
            guild_id: its server; a picture of another one is not found.
        """
        one = sa.and_(pictures.c.id == picture_id, pictures.c.guild_id == guild_id)
        about = sa.select(reports).where(reports.c.picture_id == picture_id)
        async with self._database.reading() as connection:
            found = (await connection.execute(with_requests().where(one))).one_or_none()
            rows = (await connection.execute(about.order_by(reports.c.at))).all()
        return _load(load_picture(found), rows) if found and rows else None

    async def list_open(
        self, guild_id: int, most: int, skip: int = 0
    ) -> list[tuple[PictureRecord, int]]:
        """List reported pictures that wait for a moderator, the longest waiting first.

        Args:
            guild_id: the server.
            most: most pictures to list.
            skip: number of pictures to skip.

        Returns:
            Each picture with the number of its reports that wait.
        """
        count, first = sa.func.count().label("made"), sa.func.min(reports.c.at).label("first")
        waiting = (
            sa.select(reports.c.picture_id, count, first)
            .where(reports.c.guild_id == guild_id, reports.c.decision == "")
            .group_by(reports.c.picture_id)
            .subquery()
        )
        listed = with_requests().add_columns(waiting.c.made)
        listed = listed.join(waiting, waiting.c.picture_id == pictures.c.id)
        listed = listed.order_by(waiting.c.first, pictures.c.id).limit(most).offset(skip)
        async with self._database.reading() as connection:
            rows = (await connection.execute(listed)).all()
        return [(load_picture(row), row.made) for row in rows]

    async def decide(
        self, picture: PictureRecord, decision: ReportDecision, moderator_id: int
    ) -> bool:
        """Decide once on the reports of a picture that wait, and log it.

        Args:
            picture: the first one of its message.
            decision: the decision.
            moderator_id: the moderator.

        Returns:
            False if another moderator was first.
        """
        now = self._database.now
        waiting = sa.update(reports).where(
            reports.c.picture_id == picture.id, reports.c.decision == ""
        )
        values = {"decision": decision, "moderator_id": moderator_id, "decided_at": now}
        async with self._database.writing() as connection:
            if not (await connection.execute(waiting.values(values))).rowcount:
                return False
            if decision is ReportDecision.KEPT:
                await _mark(connection, picture, pictures.c.hidden == "reported", None, None)
            else:
                await _mark(connection, picture, sa.true(), "deleted", now)
                await self._put_picture_post(connection, picture)
            action = "keep" if decision is ReportDecision.KEPT else "delete"
            await self._log(connection, picture, moderator_id, action)
            await touch_post(connection, self._database, picture.id)
        return True

    async def _hide(self, connection: AsyncConnection, picture: PictureRecord) -> None:
        """Hide the pictures of a message until a moderator has looked at them.

        Without a time, for they are not deleted while they wait.
        """
        await _mark(connection, picture, pictures.c.hidden.is_(None), "reported", None)
        await self._log(connection, picture, NOBODY, "autohide")
        await self._put_picture_post(connection, picture)

    async def _log(
        self,
        connection: AsyncConnection,
        picture: PictureRecord,
        actor_id: int,
        action: str,
    ) -> None:
        await append_entry(
            connection,
            self._database.now,
            picture.guild_id,
            actor_id,
            action,
            picture.user_id,
            picture.request.prompt,
            channel_id=picture.channel_id,
            message_id=picture.message_id,
        )

    async def _put_picture_post(self, connection: AsyncConnection, picture: PictureRecord) -> None:
        """Edit the message of a picture, now and with each decision."""
        await self._put_post(connection, REPORTED_PICTURE, picture, picture.channel_id)
        about = sa.and_(posts.c.kind == REPORTED_PICTURE, posts.c.subject == picture.id)
        standing = sa.update(posts).where(about).values(message_id=picture.message_id)
        await connection.execute(standing)

    async def _put_post(
        self, connection: AsyncConnection, kind: str, picture: PictureRecord, channel_id: int
    ) -> None:
        await put_post(
            connection,
            self._database,
            kind=kind,
            subject=picture.id,
            application_id=self._session.application_id(),
            guild_id=picture.guild_id,
            channel_id=channel_id,
        )


async def touch_reported(connection: AsyncConnection, database: Database, user_id: int) -> None:
    """Edit the posts about pictures that a member has requested or reported, in a transaction.

    Args:
        connection: in a transaction that writes.
        database: its database.
        user_id: the member, whose data is about to be deleted.
    """
    own = sa.select(reports.c.picture_id).join(pictures).where(pictures.c.user_id == user_id)
    theirs = sa.select(reports.c.picture_id).where(reports.c.user_id == user_id)
    for picture_id in (await connection.execute(sa.union(own, theirs))).scalars().all():
        await touch_post(connection, database, picture_id)


async def _mark(
    connection: AsyncConnection,
    picture: PictureRecord,
    which: sa.ColumnElement[bool],
    hidden: str | None,
    at: Any,
) -> None:
    together = sa.update(pictures).where(pictures.c.job_id == picture.job_id, which)
    await connection.execute(together.values(hidden=hidden, hidden_at=at))


def _load(picture: PictureRecord, rows: Any) -> ReportedPicture:
    """Build a reported picture from the rows of its reports, the oldest first."""
    waiting = [row for row in rows if not row.decision]
    listed = tuple(Report(row.user_id, row.reason, row.at) for row in waiting or rows)
    if waiting:
        return ReportedPicture(picture, listed)
    last = max(rows, key=lambda row: row.decided_at)
    decision = ReportDecision(last.decision)
    return ReportedPicture(picture, listed, decision, last.moderator_id or NOBODY, last.decided_at)
