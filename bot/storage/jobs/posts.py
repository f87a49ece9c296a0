"""Queries about posts: messages that follow a subject, such as the card of a review."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database, ProcessIdentity
from bot.storage.db.tables import pictures, posts, reviews
from bot.storage.jobs.records import DeliveryState

# Kind of the post that moderators decide on.
CARD = "card"
# Kinds of the posts that answer an appeal: a text, or the picture.
NOTICE, PUBLISHED = "notice", "published"


@dataclass(frozen=True, slots=True)
class Post:
    """Message that this process posts or edits under a lease.

    Args:
        kind: what the message shows, as "card".
        subject: id of what it follows.
        guild_id: the server.
        channel_id: the channel.
        created_at: seconds since 1970 by the database's clock.
        version: of the subject; it grows with every change.
        fence: number that grows with every attempt, so it is 1 at the first one of all.
        attempts: number of attempts since the last success or failure, this one included.
        message_id: the message; None until it is posted.
    """

    kind: str
    subject: str
    guild_id: int
    channel_id: int
    created_at: float
    version: int
    fence: int
    attempts: int
    message_id: int | None

    @property
    def key(self) -> str:
        """Name of the post, unique."""
        return f"{self.kind}:{self.subject}"


class Posts:
    """Posts of one application, as one process handles them.

    Args:
        database: the database of the posts.
        session: identity of this process and its application.
        lease_s: longest duration of an attempt in seconds, before another one may begin.
    """

    def __init__(self, database: Database, session: ProcessIdentity, lease_s: float) -> None:
        self._database, self._session, self._lease_s = database, session, lease_s
        self._take = self._take_statement()

    async def put(
        self, kind: str, subject: str, guild_id: int, channel_id: int, wait_s: float = 0.0
    ) -> None:
        """Post a message about a subject, or edit the one that there is.

        Args:
            kind: what the message shows.
            subject: id of what it follows.
            guild_id: the server.
            channel_id: the channel; a post that was put into another one before is posted anew.
            wait_s: seconds until it is sent; changes until then are sent together.
        """
        async with self._database.writing() as connection:
            await put_post(
                connection,
                self._database,
                kind=kind,
                subject=subject,
                application_id=self._session.application_id(),
                guild_id=guild_id,
                channel_id=channel_id,
                wait_s=wait_s,
            )

    async def take(self, most: int) -> list[Post]:
        """Claim the posts that are due, at most so many and one a channel, for one lease.

        A channel whose post is under way has to wait: Discord limits the messages of each, and
        those of one that is at its limit would keep the others waiting.
        """
        async with self._database.writing(durable=False) as connection:
            rows = (await connection.execute(self._take, {"most": most})).mappings().all()
        names = Post.__dataclass_fields__
        return [Post(**{name: row[name] for name in names}) for row in rows]

    async def mark_sent(self, post: Post, message_id: int | None) -> bool:
        """Store that a post shows its subject; if that has changed meanwhile, it is due again.

        Args:
            post: the post, claimed by this process.
            message_id: Discord's id of the message; None if there was nothing to show.

        Returns:
            False if the post was lost meanwhile.
        """
        # Put into another channel meanwhile, it has no message there.
        shown = sa.case((_stays(post), message_id), else_=None)
        values = {"message_id": shown, "attempts": 0, "reason": None}
        return await self._update(post, values | _ended(post, DeliveryState.SENT))

    async def mark_stored(self, post: Post, reason: str) -> bool:
        """Store that a post cannot be sent; the next change of its subject tries again.

        Args:
            post: the post, claimed by this process.
            reason: in one or a few words.

        Returns:
            False if the post was lost meanwhile.
        """
        values = {"attempts": 0, "reason": reason}
        return await self._update(post, values | _ended(post, DeliveryState.STORED))

    async def postpone(self, post: Post, wait_s: float, reason: str) -> bool:
        """Release a post for another attempt.

        Args:
            post: the post, claimed by this process.
            wait_s: seconds until the next attempt.
            reason: in one or a few words.

        Returns:
            False if the post was lost meanwhile.
        """
        # The wait is for the channel of this attempt.
        not_before = sa.case((_stays(post), self._database.now + wait_s), else_=posts.c.not_before)
        values = {"state": DeliveryState.WAITING, "not_before": not_before, "reason": reason}
        return await self._update(post, values)

    async def forget_message(self, post: Post) -> bool:
        """Release a post whose message is gone from Discord, to be posted anew.

        Args:
            post: the post, claimed by this process.

        Returns:
            False if the post was lost meanwhile.
        """
        values = {"state": DeliveryState.WAITING, "message_id": None, "reason": "message deleted"}
        return await self._update(post, values)

    async def _update(self, post: Post, values: dict[str, Any]) -> bool:
        statement = sa.update(posts).where(
            posts.c.kind == post.kind,
            posts.c.subject == post.subject,
            posts.c.fence == post.fence,
            posts.c.state == DeliveryState.SENDING,
        )
        written = statement.values(values | {"lease_until": None}).returning(posts.c.message_id)
        # After a power cut, the message is found again.
        async with self._database.writing(durable=False) as connection:
            row = (await connection.execute(written)).one_or_none()
            if row and row.message_id and post.kind == PUBLISHED:
                job = sa.select(reviews.c.job_id).where(reviews.c.id == post.subject)
                shown = sa.update(pictures).where(pictures.c.job_id == job.scalar_subquery())
                await connection.execute(shown.values(message_id=row.message_id))
            return row is not None

    def _take_statement(self) -> Any:
        now = self._database.now
        under_way = sa.select(posts.c.channel_id).where(
            posts.c.state == DeliveryState.SENDING, posts.c.lease_until >= now
        )
        # Known once the bot has logged in.
        mine = sa.bindparam("mine", type_=sa.BigInteger, callable_=self._session.application_id)
        is_due = sa.and_(
            posts.c.application_id == mine,
            posts.c.channel_id.not_in(under_way),
            sa.or_(
                sa.and_(posts.c.state == DeliveryState.WAITING, posts.c.not_before <= now),
                sa.and_(posts.c.state == DeliveryState.SENDING, posts.c.lease_until < now),
            ),
        )
        place = sa.func.row_number().over(
            partition_by=posts.c.channel_id, order_by=(posts.c.not_before, posts.c.subject)
        )
        placed = sa.select(posts.c.kind, posts.c.subject, place.label("place")).where(is_due)
        due = placed.subquery()
        same = sa.and_(due.c.kind == posts.c.kind, due.c.subject == posts.c.subject)
        next_ones = (
            sa.select(posts.c.kind, posts.c.subject)
            .join(due, same)
            .where(due.c.place == 1, is_due)
            .order_by(posts.c.not_before)
            .limit(sa.bindparam("most"))
            .with_for_update(skip_locked=True, of=posts)
            # PostgreSQL may run a subquery, and its limit, more than once.
            .cte()
        )
        chosen = sa.tuple_(posts.c.kind, posts.c.subject)
        return (
            sa.update(posts)
            .where(chosen.in_(sa.select(next_ones.c.kind, next_ones.c.subject)))
            .values(
                state=DeliveryState.SENDING,
                owner=self._session.owner,
                fence=posts.c.fence + 1,
                attempts=posts.c.attempts + 1,
                lease_until=now + self._lease_s,
            )
            .returning(posts)
        )


def _stays(post: Post) -> sa.ColumnElement[bool]:
    """Build the condition that a post was not put into another channel since it was claimed."""
    return posts.c.channel_id == post.channel_id


def _ended(post: Post, state: DeliveryState) -> dict[str, Any]:
    """Build the state of a post after an attempt: due again if its subject has changed."""
    changed = posts.c.version != post.version
    return {"state": sa.case((changed, DeliveryState.WAITING), else_=state)}


async def put_post(
    connection: AsyncConnection,
    database: Database,
    *,
    kind: str,
    subject: str,
    application_id: int,
    guild_id: int,
    channel_id: int,
    wait_s: float = 0.0,
    is_new: bool = False,
) -> None:
    """Post a message about a subject, or edit the one that there is, in a transaction.

    Args:
        connection: in a transaction that writes.
        database: the database of the posts.
        kind: what the message shows.
        subject: id of what it follows.
        application_id: Discord application that posts it.
        guild_id: the server.
        channel_id: the channel; a post that was put into another one before is posted anew.
        wait_s: seconds until it is sent.
        is_new: whether the subject has no post yet; that is several times as fast, for the other
            statement is compiled at each call.
    """
    now = database.now
    row = post_row(
        now,
        now + wait_s,
        kind=kind,
        subject=subject,
        application_id=application_id,
        guild_id=guild_id,
        channel_id=channel_id,
    )
    if is_new:
        await connection.execute(sa.insert(posts).values(row))
        return
    stays = posts.c.channel_id == channel_id
    is_sending = posts.c.state == DeliveryState.SENDING
    changed = {
        "version": posts.c.version + 1,
        "channel_id": channel_id,
        "message_id": sa.case((stays, posts.c.message_id), else_=None),
        # The attempt that is under way finds the new version when it ends.
        "state": sa.case((is_sending, posts.c.state), else_=DeliveryState.WAITING),
        "not_before": sa.case(
            (sa.and_(posts.c.state == DeliveryState.WAITING, stays), posts.c.not_before),
            else_=now + wait_s,
        ),
        "attempts": sa.case((is_sending, posts.c.attempts), else_=0),
    }
    put = database.insert(posts).values(row)
    put = put.on_conflict_do_update(index_elements=["kind", "subject"], set_=changed)
    await connection.execute(put)


def post_row(
    now: Any,
    not_before: Any,
    *,
    kind: str,
    subject: str,
    application_id: int,
    guild_id: int,
    channel_id: int,
) -> dict[str, Any]:
    """Build the row of a post that was not sent yet.

    Args:
        now: the time in seconds since 1970, as an SQL expression.
        not_before: the time from which it may be sent, likewise.
        kind: what the message shows.
        subject: id of what it follows.
        application_id: Discord application that posts it.
        guild_id: the server.
        channel_id: the channel.
    """
    return {
        "kind": kind,
        "subject": subject,
        "application_id": application_id,
        "guild_id": guild_id,
        "channel_id": channel_id,
        "created_at": now,
        "state": DeliveryState.WAITING,
        "not_before": not_before,
    }


async def touch_post(connection: AsyncConnection, database: Database, subject: str) -> None:
    """Edit the posts about a subject that has changed, in a transaction.

    Args:
        connection: in a transaction that writes.
        database: the database of the posts.
        subject: id of what has changed.
    """
    is_sending = posts.c.state == DeliveryState.SENDING
    values = {
        "version": posts.c.version + 1,
        "state": sa.case((is_sending, posts.c.state), else_=DeliveryState.WAITING),
        "not_before": sa.case((is_sending, posts.c.not_before), else_=database.now),
        "attempts": sa.case((is_sending, posts.c.attempts), else_=0),
    }
    await connection.execute(sa.update(posts).where(posts.c.subject == subject).values(values))
