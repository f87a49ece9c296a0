"""The append-only log of what moderators and owners did."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.db.database import Database
from bot.storage.db.tables import moderation_log, posts, servers
from bot.storage.jobs.posts import post_row, touch_post
from bot.storage.jobs.records import DeliveryState

# Characters of a text that are kept in the log.
MOST_REASON = 1000
# Id in the log of members whose data was deleted, and of no member.
NOBODY = 0
# Kind of the posts that repeat the entries in a channel.
LOG_ENTRY = "log"
_BATCH = 500
# Seconds between two of them: they are posted in their order, and below Discord's limit.
_POST_GAP_S = 1.0


@dataclass(frozen=True, slots=True)
class Entry:
    """Entry of the moderation log.

    Args:
        at: seconds since 1970 by the database's clock.
        moderator_id: the moderator or owner.
        user_id: the member concerned; NOBODY for an action that concerns no single member.
        action: the action, in one word.
        reason: the moderator's text, or the prompt of a deleted picture.
        before: what the action changed, before it.
        after: the same after it.
        channel_id: channel of the message concerned.
        message_id: id of that message.
        id: number of the entry.
    """

    at: float
    moderator_id: int
    user_id: int
    action: str
    reason: str = ""
    before: str = ""
    after: str = ""
    channel_id: int | None = None
    message_id: int | None = None
    id: int = field(default=0, compare=False)


class ModerationLog:
    """Moderation logs of all servers.

    Args:
        database: the database.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def append(
        self,
        guild_id: int,
        moderator_id: int,
        user_id: int,
        action: str,
        reason: str,
        place: tuple[int | None, int | None] = (None, None),
    ) -> None:
        """Log an action on a member's requests or pictures that is no transaction of its own.

        Args:
            guild_id: the server.
            moderator_id: the moderator.
            user_id: the member.
            action: the action, in one word.
            reason: the moderator's text, or the prompt.
            place: ids of the channel and of the message concerned.
        """
        entry = guild_id, moderator_id, action, user_id, reason, "", "", *place
        async with self._database.writing() as connection:
            await append_entry(connection, self._database.now, *entry)

    async def find(self, entry_id: int, guild_id: int) -> Entry | None:
        """Find an entry by its number; one of another server is not found.

        Args:
            entry_id: number of the entry.
            guild_id: the server.
        """
        one = _newest_first(guild_id, None).where(moderation_log.c.id == entry_id)
        async with self._database.reading() as connection:
            row = (await connection.execute(one)).one_or_none()
        return Entry(*row) if row else None

    async def page(
        self, guild_id: int, most: int, skip: int = 0, user_id: int | None = None
    ) -> list[Entry]:
        """List entries, the newest first.

        Args:
            guild_id: the server.
            most: most entries to list.
            skip: number of entries to skip.
            user_id: the member concerned; None for all.
        """
        listed = _newest_first(guild_id, user_id).limit(most).offset(skip)
        async with self._database.reading() as connection:
            return [Entry(*row) for row in (await connection.execute(listed)).all()]

    async def read(
        self, guild_id: int, most: int, user_id: int | None = None
    ) -> AsyncIterator[list[Entry]]:
        """Read entries, the newest first, in batches that bound the memory.

        Args:
            guild_id: the server.
            most: most entries to read.
            user_id: the member concerned; None for all.

        Yields:
            At least one entry and at most `_BATCH`.
        """
        listed = _newest_first(guild_id, user_id)
        while most > 0:
            async with self._database.reading() as connection:
                rows = (await connection.execute(listed.limit(min(most, _BATCH)))).all()
            if not rows:
                return
            entries = [Entry(*row) for row in rows]
            yield entries
            most -= len(entries)
            last, at, number = entries[-1], moderation_log.c.at, moderation_log.c.id
            older = sa.or_(at < last.at, sa.and_(at == last.at, number < last.id))
            listed = _newest_first(guild_id, user_id).where(older)


def _newest_first(guild_id: int, user_id: int | None) -> sa.Select[Any]:
    columns = (moderation_log.c[name] for name in Entry.__slots__)
    listed = (
        sa.select(*columns)
        .where(moderation_log.c.guild_id == guild_id)
        .order_by(moderation_log.c.at.desc(), moderation_log.c.id.desc())
    )
    return listed if user_id is None else listed.where(moderation_log.c.user_id == user_id)


async def append_entry(
    connection: AsyncConnection,
    now: Any,
    guild_id: int,
    moderator_id: int,
    action: str,
    user_id: int = NOBODY,
    reason: str = "",
    before: str = "",
    after: str = "",
    channel_id: int | None = None,
    message_id: int | None = None,
) -> None:
    """Append an entry in the transaction of its action, so that there is none without the other.

    Where the server has a channel for the log, its message is put into the outbox with it.

    Args:
        connection: in a transaction that writes.
        now: the time in seconds since 1970, as an SQL expression.
        guild_id: the server.
        moderator_id: the moderator or owner.
        action: the action, in one word of at most 20 characters.
        user_id: the member concerned.
        reason: the moderator's text, or the prompt.
        before: what the action changes, before it.
        after: the same after it.
        channel_id: channel of the message concerned.
        message_id: id of that message.
    """
    row = {
        "at": now,
        "guild_id": guild_id,
        "moderator_id": moderator_id,
        "user_id": user_id,
        "action": action,
        # A prompt may be of any length; only a part is ever shown.
        "reason": reason[:MOST_REASON],
        "before": before[:MOST_REASON],
        "after": after[:MOST_REASON],
        "channel_id": channel_id,
        "message_id": message_id,
    }
    appended = sa.insert(moderation_log).values(row).returning(moderation_log.c.id)
    entry_id = (await connection.execute(appended)).scalar_one()
    await _put_post(connection, now, guild_id, entry_id)


async def _put_post(connection: AsyncConnection, now: Any, guild_id: int, entry_id: int) -> None:
    """Post an entry into the channel of the server's log, after those that wait."""
    chosen = sa.select(servers.c.choices).where(servers.c.guild_id == guild_id)
    choices = json.loads((await connection.execute(chosen)).scalar() or "{}")
    if not choices.get("log_channel"):
        return
    channel_id, application_id = choices["log_channel"], choices["log_application"]
    ahead = sa.select(sa.func.max(posts.c.not_before)).where(
        posts.c.kind == LOG_ENTRY,
        posts.c.channel_id == channel_id,
        posts.c.state == DeliveryState.WAITING,
    )
    last = (await connection.execute(ahead)).scalar()
    next_at = now
    if last is not None:
        next_at = sa.case((now > last + _POST_GAP_S, now), else_=last + _POST_GAP_S)
    row = post_row(
        now,
        next_at,
        kind=LOG_ENTRY,
        subject=str(entry_id),
        application_id=application_id,
        guild_id=guild_id,
        channel_id=channel_id,
    )
    await connection.execute(sa.insert(posts).values(row))


async def touch_entries(connection: AsyncConnection, database: Database, user_id: int) -> None:
    """Edit the posts of entries that name a member, in a transaction.

    Args:
        connection: in a transaction that writes.
        database: its database.
        user_id: the member, whose data is about to be deleted.
    """
    named = sa.or_(moderation_log.c.user_id == user_id, moderation_log.c.moderator_id == user_id)
    subject = sa.cast(moderation_log.c.id, sa.String)
    posted = sa.and_(posts.c.kind == LOG_ENTRY, posts.c.subject == subject)
    found = sa.select(posts.c.subject).join(moderation_log, posted).where(named)
    for entry_id in (await connection.execute(found)).scalars().all():
        await touch_post(connection, database, entry_id)
