"""The log has each action once, with what it changed, and the database lets nobody alter it."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from bot.storage import (
    NOBODY,
    BanStore,
    Conflict,
    Entry,
    ModerationLog,
    Preferences,
    Preset,
    StorageUnavailable,
)
from bot.storage.db.tables import moderation_log
from tests.bot.storage.store import Store

OWNER, GUILD, MEMBER = 9, 1, 2


async def one_entry(store: Store) -> Entry:
    """Log an action on a member's picture."""
    log = ModerationLog(store.database)
    await log.append(GUILD, OWNER, MEMBER, "delete", "red apple", (5, 6))
    (entry,) = await log.page(GUILD, 9)
    return entry


ALTERATIONS = [
    sa.delete(moderation_log),
    sa.update(moderation_log).values(reason="forged"),
    sa.update(moderation_log).values(reason=""),
    sa.update(moderation_log).values(action="ban"),
    sa.update(moderation_log).values(at=1.0),
    sa.update(moderation_log).values(guild_id=2),
    sa.update(moderation_log).values(user_id=3),
    sa.update(moderation_log).values(moderator_id=3),
    sa.update(moderation_log).values(before="x"),
    sa.update(moderation_log).values(message_id=None),
    sa.update(moderation_log).values(user_id=NOBODY, action="ban"),
    sa.update(moderation_log).values(moderator_id=NOBODY, reason=""),
]


@pytest.mark.parametrize("statement", ALTERATIONS, ids=str)
async def test_an_entry_can_neither_be_changed_nor_deleted(
    store: Store, statement: sa.Delete | sa.Update
) -> None:
    entry = await one_entry(store)
    with pytest.raises(Conflict, match="append-only"):
        async with store.database.writing() as connection:
            await connection.execute(statement)
    assert await ModerationLog(store.database).page(GUILD, 9) == [entry]


async def test_the_table_cannot_be_emptied_at_once(store: Store) -> None:
    await one_entry(store)
    if not store.is_file:
        with pytest.raises(Conflict, match="append-only"):
            async with store.database.writing() as connection:
                await connection.exec_driver_sql("TRUNCATE moderation_log")
    assert await store.rows(moderation_log)


@pytest.mark.parametrize(
    "erased",
    [{"user_id": NOBODY, "reason": "", "before": "", "after": ""}, {"moderator_id": NOBODY}],
)
async def test_the_erasure_of_a_member_is_let_through(
    store: Store, erased: dict[str, object]
) -> None:
    entry = await one_entry(store)
    async with store.database.writing() as connection:
        await connection.execute(sa.update(moderation_log).values(erased))
    (left,) = await ModerationLog(store.database).page(GUILD, 9)
    assert left == replace(entry, **erased)  # type: ignore[arg-type]


async def test_a_change_of_settings_is_logged_once_with_what_it_changed(store: Store) -> None:
    preferences = Preferences(store.database)
    for _ in range(2):
        await preferences.change_for_server(GUILD, lambda old: replace(old, spoiler=True), OWNER)
    (entry,) = await ModerationLog(store.database).page(GUILD, 9)
    assert (entry.action, entry.moderator_id, entry.user_id) == ("settings", OWNER, NOBODY)
    assert (entry.before, entry.after) == ('{"spoiler": false}', '{"spoiler": true}')


async def test_a_preset_is_logged_with_what_it_was(store: Store) -> None:
    preferences = Preferences(store.database)
    await preferences.set_style(GUILD, Preset("ours", "{prompt} in ink"), OWNER)
    assert await preferences.drop_style(GUILD, "ours", OWNER)
    assert not await preferences.drop_style(GUILD, "ours", OWNER)
    gone, made = await ModerationLog(store.database).page(GUILD, 9)
    written = '{"style": {"name": "ours", "prompt": "{prompt} in ink", "negative_prompt": ""}}'
    assert (made.before, made.after) == ('{"style": null}', written)
    assert (gone.before, gone.after) == (written, '{"style": null}')


async def test_a_setting_that_cannot_be_logged_is_not_changed(store: Store) -> None:
    preferences = Preferences(store.database)
    async with store.database.writing() as connection:
        await connection.run_sync(moderation_log.drop)
    with pytest.raises(StorageUnavailable):
        await preferences.change_for_server(GUILD, lambda old: replace(old, spoiler=True), OWNER)
    assert not (await preferences.load_all(1, GUILD))[1].spoiler


async def test_the_whole_log_is_read_in_batches_newest_first(store: Store) -> None:
    bans, log = BanStore(store.database), ModerationLog(store.database)
    rows = [
        {"at": float(number // 3), "guild_id": GUILD, "moderator_id": OWNER, "user_id": MEMBER,
         "action": "warn", "reason": str(number)}
        for number in range(1100)
    ]  # fmt: skip
    async with store.database.writing() as connection:
        await connection.execute(sa.insert(moderation_log), rows)
    await bans.ban(2, OWNER, MEMBER, "elsewhere", None)
    batches = [batch async for batch in log.read(GUILD, 10_000)]
    assert [len(batch) for batch in batches] == [500, 500, 100]
    told = [entry.reason for batch in batches for entry in batch]
    assert told == [str(number) for number in reversed(range(1100))]
    few = [entry.reason async for batch in log.read(GUILD, 501) for entry in batch]
    assert few == [str(number) for number in range(1099, 598, -1)]
    assert [one async for one in log.read(GUILD, 9, user_id=3)] == []
