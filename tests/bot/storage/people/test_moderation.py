"""Bans hold until they are over, and whatever moderators do is written down with it."""

import asyncio

import pytest
import sqlalchemy as sa

from bot.storage import (
    Accepted,
    Ban,
    BanStore,
    Duplicate,
    Entry,
    ModerationLog,
    Quota,
    StorageUnavailable,
)
from bot.storage.db.tables import moderation_log
from tests.bot.storage.store import Store, caps, order

MODERATOR, GUILD = 9, 1


async def log_of(store: Store, **filters: int) -> list[tuple[str, int, str]]:
    entries = await ModerationLog(store.database).page(GUILD, 100, **filters)
    return [(entry.action, entry.user_id, entry.reason) for entry in entries]


async def banned(moderation: BanStore) -> Ban | None:
    """The ban that member 1 is under."""
    return next((ban for ban in await moderation.bans(GUILD, 9) if ban.user_id == 1), None)


async def test_a_banned_members_order_is_answered_with_the_ban(store: Store) -> None:
    here, moderation = store.process(), BanStore(store.database)
    ban = await moderation.ban(GUILD, MODERATOR, 1, "spam", 3600)
    assert await here.accept(order(user=1)) == ban
    assert (ban.user_id, ban.reason) == (1, "spam")
    assert not await store.rows()
    assert isinstance(await here.accept(order(user=2)), Accepted)
    assert isinstance(await here.accept(order(user=1, guild=2)), Accepted)


async def test_a_ban_comes_before_every_allowance(store: Store) -> None:
    await BanStore(store.database).ban(GUILD, MODERATOR, 1, "spam", None)
    nothing = caps(Quota("user", 0, 3600.0), user_open=0, waiting=0)
    assert await store.process().accept(order(user=1), nothing) == Ban(1, "spam", None)


async def test_what_was_accepted_before_the_ban_stays_accepted(store: Store) -> None:
    here = store.process()
    await here.accept(order(user=1, interaction_id=5))
    await BanStore(store.database).ban(GUILD, MODERATOR, 1, "spam", None)
    assert isinstance(await here.accept(order(user=1, interaction_id=5)), Duplicate)


async def test_a_ban_is_over_by_itself(store: Store) -> None:
    here, moderation = store.process(), BanStore(store.database)
    await moderation.ban(GUILD, MODERATOR, 1, "spam", 0.0)
    await store.later(1)
    assert await banned(moderation) is None
    assert await moderation.bans(GUILD, 10) == []
    assert isinstance(await here.accept(order(user=1)), Accepted)
    assert not await moderation.unban(GUILD, MODERATOR, 1, "")
    assert [action for action, _, _ in await log_of(store)] == ["ban"]


async def test_a_ban_that_was_lifted_holds_no_more(store: Store) -> None:
    here, moderation = store.process(), BanStore(store.database)
    await moderation.ban(GUILD, MODERATOR, 1, "spam", None)
    assert await moderation.unban(GUILD, MODERATOR, 1, "said sorry")
    assert isinstance(await here.accept(order(user=1)), Accepted)
    assert await log_of(store) == [("unban", 1, "said sorry"), ("ban", 1, "spam")]


async def test_who_is_banned_again_is_under_the_newer_ban(store: Store) -> None:
    moderation = BanStore(store.database)
    await moderation.ban(GUILD, MODERATOR, 1, "spam", 60)
    newer = await moderation.ban(GUILD, MODERATOR, 1, "spam again", None)
    assert await banned(moderation) == newer == Ban(1, "spam again", None)
    assert len(await log_of(store)) == 2


async def test_bans_are_listed_by_their_end_and_by_server(store: Store) -> None:
    moderation = BanStore(store.database)
    for user, for_s in ((1, None), (2, 7200.0), (3, 3600.0)):
        await moderation.ban(GUILD, MODERATOR, user, "spam", for_s)
    await moderation.ban(2, MODERATOR, 4, "spam", None)
    assert [ban.user_id for ban in await moderation.bans(GUILD, 10)] == [3, 2, 1]
    assert [ban.user_id for ban in await moderation.bans(GUILD, 1, 1)] == [2]


async def test_the_log_is_of_one_server_and_of_whom_it_is_asked_for(store: Store) -> None:
    moderation = ModerationLog(store.database)
    await moderation.append(GUILD, MODERATOR, 1, "cancel", "too many")
    await moderation.append(GUILD, MODERATOR, 2, "delete", "rude")
    await moderation.append(2, MODERATOR, 1, "delete", "elsewhere")
    assert await log_of(store) == [("delete", 2, "rude"), ("cancel", 1, "too many")]
    assert await log_of(store, user_id=1) == [("cancel", 1, "too many")]
    (entry,) = await moderation.page(GUILD, 1, 1)
    assert entry == Entry(entry.at, MODERATOR, 1, "cancel", "too many")


async def test_a_ban_that_cannot_be_logged_is_none(store: Store) -> None:
    moderation = BanStore(store.database)
    async with store.database.writing() as connection:
        await connection.run_sync(moderation_log.drop)
    with pytest.raises(StorageUnavailable):
        await moderation.ban(GUILD, MODERATOR, 1, "spam", None)
    assert await banned(moderation) is None


async def test_no_order_slips_in_after_its_members_ban(store: Store) -> None:
    here, moderation = store.process(), BanStore(store.database)
    banned = asyncio.Event()

    async def ban() -> None:
        await moderation.ban(GUILD, MODERATOR, 1, "spam", None)
        banned.set()

    async def ask() -> None:
        before = banned.is_set()
        answer = await here.accept(order(user=1))
        assert not (before and isinstance(answer, Accepted))

    await asyncio.gather(*(ask() for _ in range(10)), ban(), *(ask() for _ in range(10)))
    assert isinstance(await here.accept(order(user=1)), Ban)
    assert len(await store.rows(sa.Table("bans", sa.MetaData(), sa.Column("user_id")))) == 1
