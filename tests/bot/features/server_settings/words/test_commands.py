"""`/server words` in the simulated Discord: rules are added, listed, removed and imported."""

from collections.abc import Sequence

import pytest

from bot.admission.server_rules.automod import AutoModUnreadable, KeywordRule
from bot.features.server_settings.words.commands import PAGE
from bot.interactions.client import ImagineClient
from bot.storage import WordRule, WordRuleStore
from bot.verdicts import Ruling
from tests.bot.features.server_settings.scenes import chosen, filled, owner, use
from tests.bot.world import World, private, world


async def rules_of(w: World) -> Sequence[WordRule]:
    return await WordRuleStore(w.database).list(w.guild.id)


async def test_a_word_is_refused_from_its_first_prompt_on_until_it_is_removed() -> None:
    async with world() as w:
        boss = owner(w)
        said = private(await use(w, boss, "words add", rule="badger"))
        assert said == "Prompts with `badger` are now refused."
        said = private(await w.imagine("a b4dger"))
        assert said.startswith("Your prompt has something in it that isn't allowed in this server")
        said = private(await use(w, boss, "words remove", rule="badger"))
        assert said == "1 rule is gone."
        assert not (await w.imagine("a badger")).ephemeral


async def test_the_same_rule_again_changes_its_ruling() -> None:
    async with world() as w:
        boss = owner(w)
        await use(w, boss, "words add", rule="badger")
        said = private(await use(w, boss, "words add", rule="badger", ruling="hold"))
        assert said == "Prompts with `badger` are now held until a moderator approves them."
        (rule,) = await rules_of(w)
        assert (rule.text, rule.ruling) == ("badger", Ruling.HOLD)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"rule": "♥♥"}, "A word needs letters or digits"),
        ({"rule": "x" * 101}, "100 characters at most"),
        ({"rule": "a(b", "kind": "pattern"}, "I can't use the pattern `a(b`: `missing ): a(b`."),
        ({"rule": r"(a)\1", "kind": "pattern"}, "I can't use the pattern"),
    ],
)
async def test_what_is_no_rule_is_one_clear_sentence(
    options: dict[str, str], sentence: str
) -> None:
    async with world() as w:
        assert sentence in private(await use(w, owner(w), "words add", **options))
        assert not await rules_of(w)
        assert (await chosen(w)).word_rules == 0


async def test_more_rules_than_fit_are_not_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.admission.content_filter.own_rules.MOST_RULES", 1)
    async with world() as w:
        boss = owner(w)
        await use(w, boss, "words add", rule="badger")
        said = private(await use(w, boss, "words add", rule="weasel"))
        assert said.startswith("A server can have")
        assert [rule.text for rule in await rules_of(w)] == ["badger"]


async def test_rules_are_shown_a_page_at_a_time() -> None:
    async with world() as w:
        boss = owner(w)
        assert "no rules for words here yet" in private(await use(w, boss, "words list"))
        many = [WordRule("word", f"badger{number}") for number in range(PAGE + 1)]
        await WordRuleStore(w.database).change(w.guild.id, lambda _old: many)
        result = await use(w, boss, "words list")
        assert private(result).count("badger") == PAGE
        assert result.response
        await boss.click(result.response, label="Next")
        assert private(result).count("badger") == 1


async def test_all_own_rules_are_removed_at_once_and_imported_ones_stay() -> None:
    async with world() as w:
        some = [WordRule("word", "badger"), WordRule("word", "cat", source="7")]
        await WordRuleStore(w.database).change(w.guild.id, lambda _old: some)
        assert private(await use(w, owner(w), "words remove")) == "1 rule is gone."
        assert [rule.text for rule in await rules_of(w)] == ["cat"]


async def test_a_rule_that_is_not_there_is_not_removed() -> None:
    async with world() as w:
        said = private(await use(w, owner(w), "words remove", rule="weasel"))
        assert said.startswith("There's no rule `weasel`")


async def test_keywords_of_automod_are_imported_and_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def fetch(_client: ImagineClient, _guild_id: int) -> Sequence[KeywordRule]:
        return [KeywordRule("7", ("badger", "♥"))]

    monkeypatch.setattr(ImagineClient, "fetch_keyword_rules", fetch)
    async with world() as w:
        boss = owner(w)
        said = private(await use(w, boss, "words import"))
        assert said == "1 keyword of AutoMod is now in use.\nI couldn't use these: `♥`"
        assert (await chosen(w)).automod == "refuse"
        assert "isn't allowed in this server" in private(await w.imagine("a badger"))
        assert "no longer in use" in private(await use(w, boss, "words import", ruling="off"))
        assert (await rules_of(w), (await chosen(w)).automod) == ((), "")


async def test_where_automod_cannot_be_read_its_keywords_are_pasted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def fetch(_client: ImagineClient, _guild_id: int) -> Sequence[KeywordRule]:
        raise AutoModUnreadable("Missing Permissions")

    monkeypatch.setattr(ImagineClient, "fetch_keyword_rules", fetch)
    async with world() as w:
        boss = owner(w)
        said = private(await use(w, boss, "words import"))
        assert said.startswith("I can't read AutoMod's keywords here")
        assert "I couldn't read AutoMod's keywords lately" in private(
            await use(w, boss, "words list")
        )
        form = await use(w, boss, "words paste", ruling="hold")
        values = filled(form.modal, "badger, *cat*\nowl", r"d.g", "cattle")
        assert private(await boss.submit_modal(form, values)) == (
            "5 keywords of AutoMod are now in use."
        )
        assert {rule.text for rule in await rules_of(w)} >= {"badger", "owl", "d.g", "cattle"}
