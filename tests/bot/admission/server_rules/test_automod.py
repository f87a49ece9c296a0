"""AutoMod's keyword rules become rules of the server, and a failure keeps the last ones."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import pytest

from bot.admission import AutoMod, PlaceAndWordRules, Requester, load_rules
from bot.admission.content_filter.filter import Policy
from bot.admission.content_filter.own_rules import compile_rules
from bot.admission.server_rules.automod import STEP_S, AutoModUnreadable, KeywordRule
from bot.storage import ServerPreferences, WordRule, WordRuleStore
from bot.verdicts import Ruling, Verdict
from tests.bot.storage.store import Clock

GUILD = 2
HERE = Requester(1, GUILD, (3,), server=ServerPreferences(automod="refuse"))


class Kept:
    """A store in memory."""

    def __init__(self, *rules: WordRule) -> None:
        self.rules: Sequence[WordRule] = rules
        self.next_id = 100

    async def list(self, _guild_id: int) -> Sequence[WordRule]:
        return self.rules

    async def change(self, _guild_id: int, change: object) -> None:
        numbered = []
        for rule in change(self.rules):  # type: ignore[operator]
            self.next_id += 1
            numbered.append(rule if rule.id else replace(rule, id=self.next_id))
        self.rules = tuple(numbered)


class Discord:
    """Shows the rules that it has, or none."""

    def __init__(self, *rules: KeywordRule) -> None:
        self.rules, self.asked, self.silent = rules, 0, False

    async def __call__(self, _guild_id: int) -> Sequence[KeywordRule]:
        self.asked += 1
        if self.silent:
            raise AutoModUnreadable("Missing Permissions")
        return self.rules


def automod(discord: Discord, kept: Kept, clock: Clock | None = None) -> AutoMod:
    return AutoMod(discord, cast(WordRuleStore, kept), clock or Clock())


@pytest.mark.parametrize(
    ("keyword", "caught", "innocent"),
    [
        ("cat", "a cat", "a category"),
        ("cat*", "a category", "a tomcat"),
        ("*cat", "a tomcat", "a category"),
        ("*cat*", "concatenate", "a dog"),
        ('"sea cat"', "one sea cat", "a sea"),
    ],
)
async def test_keywords_mean_what_they_mean_to_discord(
    keyword: str, caught: str, innocent: str
) -> None:
    kept = Kept()
    await automod(Discord(KeywordRule("7", (keyword,))), kept).read(GUILD, Ruling.HOLD)
    rules, policy = PlaceAndWordRules(load_rules()), Policy(own=compile_rules(kept.rules))
    for prompt, ruling in ((caught, Ruling.HOLD), (innocent, Ruling.ALLOW)):
        verdict = rules.judge_texts(prompt, "", policy)
        assert isinstance(verdict, Verdict)
        assert verdict.ruling is ruling, prompt


async def test_what_cannot_be_taken_is_told() -> None:
    found = KeywordRule("7", ("cat", "♥"), (r"d.g", r"(?P<x>a)(?=b)"), ("catfish",))
    imported = await automod(Discord(found), Kept()).read(GUILD, Ruling.REFUSE)
    assert imported.taken == 3
    assert imported.left_out == ("♥", r"(?P<x>a)(?=b)")


async def test_an_import_replaces_the_last_one_and_keeps_the_servers_own() -> None:
    own, old = WordRule("word", "owl", id=1), WordRule("word", "cat", source="7", id=2)
    kept = Kept(own, old, WordRule("word", "gone", source="7", id=3))
    await automod(Discord(KeywordRule("7", ("cat", "dog"))), kept).read(GUILD, Ruling.REFUSE)
    assert kept.rules[:2] == (own, old)
    assert [rule.text for rule in kept.rules] == ["owl", "cat", "dog"]


async def settle() -> None:
    for _ in range(200):
        await asyncio.sleep(0.005)
        if len(asyncio.all_tasks()) == 1:
            return


async def test_rules_in_use_are_read_again_once_they_are_old() -> None:
    discord, kept, clock = Discord(KeywordRule("7", ("cat",))), Kept(), Clock()
    imports = automod(discord, kept, clock)
    for _ in range(3):
        imports.keep_in_step(HERE)
    await settle()
    assert discord.asked == 1
    discord.rules = (KeywordRule("7", ("dog",)),)
    clock.now += STEP_S
    imports.keep_in_step(HERE)
    await settle()
    assert [rule.text for rule in kept.rules] == ["dog"]


async def test_nothing_is_read_for_a_server_that_did_not_ask_for_it() -> None:
    discord = Discord()
    automod(discord, Kept()).keep_in_step(replace(HERE, server=ServerPreferences()))
    await settle()
    assert discord.asked == 0


async def test_a_failure_keeps_the_last_rules_and_is_told_until_the_next_success() -> None:
    discord, kept, clock = Discord(KeywordRule("7", ("cat",))), Kept(), Clock()
    imports = automod(discord, kept, clock)
    await imports.read(GUILD, Ruling.REFUSE)
    discord.silent = True
    clock.now += STEP_S
    imports.keep_in_step(HERE)
    await settle()
    assert [rule.text for rule in kept.rules] == ["cat"]
    assert imports.has_failed(GUILD)
    discord.silent = False
    await imports.read(GUILD, Ruling.REFUSE)
    assert not imports.has_failed(GUILD)
