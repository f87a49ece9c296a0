"""Strikes count for a while, are read once, and enough of them ban a member."""

import asyncio

from bot.storage import (
    Accepted,
    Ban,
    BanStore,
    ModerationLog,
    Preferences,
    StrikeRules,
    StrikeStore,
)
from tests.bot.storage.store import Store, order

MODERATOR, GUILD, MEMBER = 9, 1, 2
RULES = StrikeRules(days=30, limit=3, ban_hours=24)
DAY_S = 86400.0


async def struck(strikes: StrikeStore, times: int = 1, rules: StrikeRules = RULES) -> Ban | None:
    """The ban that so many strikes lead to."""
    bans = [(await strikes.add(GUILD, MODERATOR, MEMBER, "spam", rules)).ban for _ in range(times)]
    return bans[-1]


async def actions(store: Store) -> list[str]:
    return [entry.action for entry in await ModerationLog(store.database).page(GUILD, 99)]


async def test_the_strike_that_reaches_the_limit_bans_and_both_are_logged_once(
    store: Store,
) -> None:
    strikes = StrikeStore(store.database)
    assert await struck(strikes, 2) is None
    assert isinstance(await store.process().accept(order(user=MEMBER)), Accepted)
    ban = await struck(strikes)
    assert ban
    assert await store.process().accept(order(user=MEMBER)) == ban
    assert await actions(store) == ["autoban", "warn", "warn", "warn"]
    entry = (await ModerationLog(store.database).page(GUILD, 1, 1))[0]
    assert (entry.user_id, entry.before, entry.after) == (MEMBER, "2", "3")


async def test_a_strike_counts_until_its_end_and_no_longer(store: Store) -> None:
    strikes = StrikeStore(store.database)
    await struck(strikes, 2)
    assert len(await strikes.list_counting(GUILD, MEMBER)) == 2
    if store.is_file:
        store.clock.now += 30 * DAY_S
        assert await strikes.list_counting(GUILD, MEMBER) == []
        assert await struck(strikes) is None


async def test_strikes_of_another_server_and_of_others_do_not_count(store: Store) -> None:
    strikes = StrikeStore(store.database)
    await struck(strikes, 2)
    elsewhere = await strikes.add(2, MODERATOR, MEMBER, "spam", RULES)
    other = await strikes.add(GUILD, MODERATOR, 3, "spam", RULES)
    assert (elsewhere.count, other.count) == (1, 1)


async def test_strikes_that_come_at_once_are_counted_with_each_other(store: Store) -> None:
    strikes = StrikeStore(store.database)
    results = await asyncio.gather(
        *(strikes.add(GUILD, MODERATOR, MEMBER, "spam", RULES) for _ in range(3))
    )
    assert sorted(result.count for result in results) == [1, 2, 3]
    assert (await actions(store)).count("autoban") == 1


async def test_a_longer_ban_stays(store: Store) -> None:
    longer = await BanStore(store.database).ban(GUILD, MODERATOR, MEMBER, "worse", None)
    assert await struck(StrikeStore(store.database), 3) == longer
    assert "autoban" not in await actions(store)


async def test_a_shorter_ban_is_made_longer(store: Store) -> None:
    bans = BanStore(store.database)
    await bans.ban(GUILD, MODERATOR, MEMBER, "short", 60.0)
    ban = await struck(StrikeStore(store.database), 3)
    assert ban == await bans.find_ban(GUILD, MEMBER)
    assert ban.reason == "spam" if ban else False


async def test_a_removed_strike_counts_no_more_and_is_logged_once(store: Store) -> None:
    strikes = StrikeStore(store.database)
    await struck(strikes, 2)
    first, _ = await strikes.list_counting(GUILD, MEMBER)
    assert not await strikes.remove(2, MODERATOR, first.id)
    assert await strikes.find(2, first.id) is None
    removed = [await strikes.remove(GUILD, MODERATOR, first.id) for _ in range(2)]
    assert removed == [True, False]
    assert await struck(strikes) is None
    assert (await actions(store)).count("unstrike") == 1


async def test_a_strike_is_read_once_whoever_asks(store: Store) -> None:
    strikes, preferences = StrikeStore(store.database), Preferences(store.database)
    await struck(strikes, 2)
    assert (await preferences.load_all(MEMBER, GUILD))[2].warned
    assert not (await preferences.load_all(MEMBER, 2))[2].warned
    taken = await asyncio.gather(*(strikes.take_untold(GUILD, MEMBER) for _ in range(3)))
    assert sorted(map(len, taken)) == [0, 0, 2]
    assert not (await preferences.load_all(MEMBER, GUILD))[2].warned


async def test_a_rejected_picture_is_a_strike_too(store: Store) -> None:
    strikes = StrikeStore(store.database)
    await strikes.add(GUILD, MODERATOR, MEMBER, "nudity", RULES, "picture")
    (strike,) = await strikes.list_counting(GUILD, MEMBER)
    assert (strike.kind, strike.reason, strike.until - strike.at) == (
        "picture",
        "nudity",
        30 * DAY_S,
    )
    assert await actions(store) == ["strike"]
