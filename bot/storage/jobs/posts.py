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
        fence: number that grows with every attempt.
        attempts: number of attempts for this version, this one included.
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
        """Claim the posts that are due, at most so many, for one lease."""
        async with self._database.writing(durable=False) as connection:
            rows = (await connection.execute(self._take, {"most": most})).mappings().all()
        names = Post.__dataclass_fields__
        return [Post(**{name: row[name] for name in names}) for row in rows]

    async def mark_sent(self, post: Post, message_id: int | None) -> bool:
        """Store that a post shows its subject, unless that has changed meanwhile.

        Args:
            post: the post, claimed by this process.
            message_id: Discord's id of the message; None if there was nothing to show.

        Returns:
            False if the post was lost meanwhile.
        """
        changed = posts.c.version != post.version
        state = sa.case((changed, DeliveryState.WAITING), else_=DeliveryState.SENT)
        values = {"state": state, "message_id": message_id, "attempts": 0, "reason": None}
        return await self._update(post, values)

    async def mark_stored(self, post: Post, reason: str) -> bool:
        """Store that a post cannot be sent; the next change of its subject tries again.

        Args:
            post: the post, claimed by this process.
            reason: in one or a few words.

        Returns:
            False if the post was lost meanwhile.
        """
        values = {"state": DeliveryState.STORED, "attempts": 0, "reason": reason}
        return await self._update(post, values)

    async def postpone(self, post: Post, wait_s: float, reason: str) -> bool:
        """Release a post for another attempt.

        Args:
            post: the post, claimed by this process.
            wait_s: seconds until the next attempt.
            reason: in one or a few words.

        Returns:
            False if the post was lost meanwhile.
        """
        not_before = self._database.now + wait_s
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
        async with self._database.writing() as connection:
            values = values | {"lease_until": None}
            done = bool((await connection.execute(statement.values(values))).rowcount)
            if done and post.kind == PUBLISHED and values.get("message_id"):
                job = sa.select(reviews.c.job_id).where(reviews.c.id == post.subject)
                shown = sa.update(pictures).where(pictures.c.job_id == job.scalar_subquery())
                await connection.execute(shown.values(message_id=values["message_id"]))
            return done

    def _take_statement(self) -> Any:
        now = self._database.now
        due = sa.or_(
            sa.and_(posts.c.state == DeliveryState.WAITING, posts.c.not_before <= now),
            sa.and_(posts.c.state == DeliveryState.SENDING, posts.c.lease_until < now),
        )
        # Known once the bot has logged in.
        mine = sa.bindparam("mine", type_=sa.BigInteger, callable_=self._session.application_id)
        next_ones = (
            sa.select(posts.c.kind, posts.c.subject)
            .where(due, posts.c.application_id == mine)
            .order_by(posts.c.not_before)
            .limit(sa.bindparam("most"))
            .with_for_update(skip_locked=True)
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
    """
    now = database.now
    row = {
        "kind": kind,
        "subject": subject,
        "application_id": application_id,
        "guild_id": guild_id,
        "channel_id": channel_id,
        "created_at": now,
        "state": DeliveryState.WAITING,
        "not_before": now + wait_s,
    }
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
    }
    put = database.insert(posts).values(row)
    put = put.on_conflict_do_update(index_elements=["kind", "subject"], set_=changed)
    await connection.execute(put)


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
    }
    await connection.execute(sa.update(posts).where(posts.c.subject == subject).values(values))
