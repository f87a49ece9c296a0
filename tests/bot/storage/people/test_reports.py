"""Reports of pictures: each member once, three hide one, one decision, and posts for each."""

import asyncio
from typing import Any

from bot.storage import (
    HIDES_AT,
    REPORT_CARD,
    REPORTED_PICTURE,
    Filing,
    HiddenPictures,
    ModerationLog,
    PictureRecord,
    PictureStore,
    Preferences,
    ProcessIdentity,
    ReportDecision,
    ReportStore,
    ServerPreferences,
)
from bot.storage.db.tables import pictures, posts
from tests.bot.storage.store import APPLICATION, Store, order

GUILD, MODERATOR, CHANNEL = 1, 9, 70


def reports_of(store: Store) -> ReportStore:
    return ReportStore(store.database, ProcessIdentity(lambda: APPLICATION))


async def drawn(store: Store) -> PictureRecord:
    first, *_ = await store.process().drew(order(count=2), "a" * 64, "b" * 64)
    found = await PictureStore(store.database).find(first.id, GUILD)
    assert found
    return found


async def hidden(store: Store) -> set[str | None]:
    return {row.hidden for row in await store.rows(pictures)}


async def posted(store: Store) -> dict[str, Any]:
    return {row.kind: row for row in await store.rows(posts)}


async def test_as_many_reports_at_once_hide_all_pictures_of_the_message_once(store: Store) -> None:
    reports, picture = reports_of(store), await drawn(store)
    filed = await asyncio.gather(
        *(reports.add(picture, user, "x", CHANNEL) for user in range(20, 20 + HIDES_AT))
    )
    assert set(filed) == {Filing.STORED}
    assert await hidden(store) == {"reported"}
    (entry,) = await ModerationLog(store.database).page(GUILD, 9)
    assert (entry.action, entry.moderator_id, entry.user_id) == ("autohide", 0, 1)
    both = await posted(store)
    assert both.keys() == {REPORT_CARD, REPORTED_PICTURE}
    assert both[REPORTED_PICTURE].message_id == picture.message_id
    assert both[REPORT_CARD].channel_id == CHANNEL


async def test_what_waits_for_a_moderator_is_not_deleted_for_its_time(store: Store) -> None:
    reports, picture = reports_of(store), await drawn(store)
    for user in range(20, 20 + HIDES_AT):
        await reports.add(picture, user, "x", None)
    assert {row.hidden_at for row in await store.rows(pictures)} == {None}
    assert await reports.decide(picture, ReportDecision.REMOVED, MODERATOR)
    kept = await HiddenPictures(store.database).list_kept(GUILD, 9)
    assert [one.why for one in kept] == ["deleted"] * 2


async def test_of_two_decisions_at_once_one_counts_and_is_logged(store: Store) -> None:
    reports, picture = reports_of(store), await drawn(store)
    await reports.add(picture, 20, "x", CHANNEL)
    decided = await asyncio.gather(
        *(reports.decide(picture, decision, MODERATOR) for decision in ReportDecision)
    )
    assert sorted(decided) == [False, True]
    assert len(await ModerationLog(store.database).page(GUILD, 9)) == 1
    found = await reports.find(picture.id, GUILD)
    assert found
    assert found.moderator_id == MODERATOR
    assert await reports.list_open(GUILD, 9) == []


async def test_reports_are_of_their_server_and_listed_by_their_age(store: Store) -> None:
    reports = reports_of(store)
    first, second = await drawn(store), await drawn(store)
    await reports.add(first, 20, "x", None)
    await reports.add(second, 20, "x", None)
    await reports.add(first, 21, "y", None)
    listed = [(one.id, count) for one, count in await reports.list_open(GUILD, 9)]
    assert sorted(listed) == sorted([(first.id, 2), (second.id, 1)])
    assert await reports.list_open(2, 9) == []
    assert await reports.find(first.id, 2) is None


async def test_a_repeated_report_changes_nothing(store: Store) -> None:
    reports, picture = reports_of(store), await drawn(store)
    assert await reports.add(picture, 20, "x", None) is Filing.STORED
    assert await reports.add(picture, 20, "y", None) is Filing.REPEATED
    found = await reports.find(picture.id, GUILD)
    assert found
    assert [one.reason for one in found.reports] == ["x"]


async def test_an_entry_of_the_log_is_posted_with_its_action_or_not_at_all(store: Store) -> None:
    chosen = ServerPreferences(log_channel=CHANNEL, log_application=APPLICATION)
    await Preferences(store.database).change_for_server(GUILD, lambda _old: chosen)
    log = ModerationLog(store.database)
    await log.append(GUILD, MODERATOR, 2, "warn", "spam")
    await log.append(2, MODERATOR, 2, "warn", "elsewhere")
    (entry,) = await log.page(GUILD, 9)
    (post,) = await store.rows(posts)
    assert (post.kind, post.subject, post.channel_id) == ("log", str(entry.id), CHANNEL)
    assert await log.find(entry.id, GUILD) == entry
    assert await log.find(entry.id, 2) is None
