"""A server's word rules change together with their version, or not at all."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.storage import Preferences, ServerPreferences, WordRule, WordRuleStore
from bot.verdicts import Ruling
from tests.bot.storage.store import Store

GUILD, OTHER = 1, 2
CAT, DOG = WordRule("word", "cat"), WordRule("pattern", "d.g", Ruling.HOLD, source="5")


async def version(store: Store, guild_id: int = GUILD) -> int:
    _, server, _ = await Preferences(store.database).load_all(9, guild_id)
    return server.word_rules


async def test_rules_are_listed_as_they_were_added_each_with_a_number(store: Store) -> None:
    rules = WordRuleStore(store.database)
    await rules.change(GUILD, lambda old: [*old, CAT])
    await rules.change(GUILD, lambda old: [*old, DOG])
    first, second = await rules.list(GUILD)
    assert [replace(first, id=0), replace(second, id=0)] == [CAT, DOG]
    assert 0 < first.id < second.id
    assert await rules.list(OTHER) == ()


async def test_the_version_grows_with_each_change_and_leaves_other_settings_alone(
    store: Store,
) -> None:
    rules, preferences = WordRuleStore(store.database), Preferences(store.database)
    await preferences.change_for_server(GUILD, lambda old: replace(old, waits=True))
    await rules.change(GUILD, lambda old: [*old, CAT])
    await rules.change(GUILD, lambda _old: [])
    assert await version(store) == 2
    assert await version(store, OTHER) == 0
    assert (await preferences.load_all(9, GUILD))[1] == ServerPreferences(waits=True, word_rules=2)


async def test_what_changes_nothing_leaves_the_version(store: Store) -> None:
    rules = WordRuleStore(store.database)
    await rules.change(GUILD, lambda old: [*old, CAT])
    await rules.change(GUILD, lambda old: old)
    assert await version(store) == 1


async def test_a_change_that_is_refused_changes_nothing(store: Store) -> None:
    rules = WordRuleStore(store.database)

    def refuse(_old: Sequence[WordRule]) -> Sequence[WordRule]:
        raise ValueError("too many")

    with pytest.raises(ValueError, match="too many"):
        await rules.change(GUILD, refuse)
    assert (await rules.list(GUILD), await version(store)) == ((), 0)
