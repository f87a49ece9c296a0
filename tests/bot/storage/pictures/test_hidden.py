"""What was deleted or hidden is kept for moderators for a week, then it is gone."""

from bot.storage import (
    KEPT_S,
    BanStore,
    HiddenPictures,
    ModerationLog,
    PictureRecord,
    PictureStore,
    PurgeFilter,
)
from bot.storage.db.tables import pictures
from tests.bot.storage.store import Store, order

MODERATOR, GUILD, CHANNEL, MESSAGE = 9, 1, 5, 9


async def drawn(store: Store, user: int = 1, sha256: str = "a" * 64) -> PictureRecord:
    return (await store.process().drew(order(user), sha256))[0]


async def kept(store: Store, guild: int = GUILD) -> list[tuple[str, str]]:
    found = await HiddenPictures(store.database).list_kept(guild, 9)
    return [(one.picture.id, one.why) for one in found]


async def test_a_deleted_picture_is_seen_by_moderators_of_its_server_alone(store: Store) -> None:
    picture, hidden = await drawn(store), HiddenPictures(store.database)
    assert await hidden.find(picture.id, GUILD) == []
    assert await hidden.hide_message(picture, MODERATOR) == 1
    assert await PictureStore(store.database).find(picture.id, GUILD) is None
    assert await kept(store) == [(picture.id, "deleted")]
    assert await kept(store, 2) == []
    assert [one.id for one in await hidden.find(picture.id, GUILD)] == [picture.id]
    assert await hidden.find(picture.id, 2) == []
    assert await hidden.in_messages([MESSAGE], GUILD) == {MESSAGE: picture.id}
    assert await hidden.in_messages([MESSAGE], 2) == {}


async def test_the_deletion_by_a_moderator_is_logged_with_its_place_that_by_the_author_is_not(
    store: Store,
) -> None:
    hidden = HiddenPictures(store.database)
    await hidden.hide_message(await drawn(store, 1), 1)
    assert await ModerationLog(store.database).page(GUILD, 9) == []
    await hidden.hide_message(await drawn(store, 2), MODERATOR)
    (entry,) = await ModerationLog(store.database).page(GUILD, 9)
    assert (entry.action, entry.user_id, entry.reason) == ("delete", 2, "red apple")
    assert (entry.channel_id, entry.message_id) == (CHANNEL, MESSAGE)


async def test_after_a_week_it_is_gone(store: Store) -> None:
    first, second, hidden = (
        await drawn(store),
        await drawn(store, 2),
        HiddenPictures(store.database),
    )
    await BanStore(store.database).hide(GUILD, MODERATOR, 1, "spam")
    await hidden.hide_message(second, MODERATOR)
    assert {id_ for id_, _ in await kept(store)} == {first.id, second.id}
    assert await hidden.list_expired() == []
    if store.is_file:
        store.clock.now += KEPT_S
        assert await kept(store) == []
        assert await hidden.find(first.id, GUILD) == []
        # A share at a time, for a clock may be wrong.
        (expired,) = await hidden.list_expired()
        assert first.sha256 not in await PictureStore(store.database).delete([expired])
        assert len(await hidden.list_expired()) == 1


async def test_a_picture_that_is_shown_again_does_not_expire(store: Store) -> None:
    await drawn(store)
    bans = BanStore(store.database)
    await bans.hide(GUILD, MODERATOR, 1, "spam")
    await bans.unhide(GUILD, MODERATOR, 1, "sorry")
    assert await kept(store) == []
    assert [row.hidden_at for row in await store.rows(pictures)] == [None]


async def test_a_message_that_was_deleted_in_discord_is_kept_from_when_that_was_found(
    store: Store,
) -> None:
    picture, gallery = await drawn(store), PictureStore(store.database)
    await gallery.hide_deleted([MESSAGE], GUILD)
    (before,) = await store.rows(pictures)
    await store.later(1)
    await gallery.hide_deleted([MESSAGE], GUILD)
    assert await store.rows(pictures) == [before]
    assert await kept(store) == [(picture.id, "deleted")]


async def test_a_purge_hides_at_once_and_knows_what_is_left(store: Store) -> None:
    hidden, gallery = HiddenPictures(store.database), PictureStore(store.database)
    await drawn(store, 1)
    await drawn(store, 2)
    theirs = PurgeFilter(GUILD, CHANNEL, user_id=1)
    assert await hidden.hide_posted(theirs, MODERATOR, "spam") == 1
    assert await hidden.hide_posted(theirs, MODERATOR, "spam") == 0
    (entry,) = await ModerationLog(store.database).page(GUILD, 9)
    assert (entry.action, entry.user_id, entry.after, entry.channel_id) == (
        "purge",
        1,
        "1",
        CHANNEL,
    )
    assert await hidden.list_posted(theirs, 9) == [MESSAGE]
    await gallery.hide_deleted([MESSAGE], GUILD)
    assert await hidden.list_posted(theirs, 9) == []


async def test_a_purge_is_of_one_channel_and_of_a_time(store: Store) -> None:
    hidden = HiddenPictures(store.database)
    await drawn(store)
    for wanted in (
        PurgeFilter(2, CHANNEL),
        PurgeFilter(GUILD, 6),
        PurgeFilter(GUILD, CHANNEL, user_id=2),
    ):
        assert await hidden.hide_posted(wanted, MODERATOR, "spam") == 0
    assert await ModerationLog(store.database).page(GUILD, 9) == []
    assert await hidden.hide_posted(PurgeFilter(GUILD, CHANNEL, last_s=600.0), MODERATOR, "x") == 1
