"""What a server makes of words: categories and own rules, never milder than the operator's."""

from typing import cast

import pytest

from bot.admission import InvalidPattern, PlaceAndWordRules, Requester, ServerPolicies, load_rules
from bot.admission.categories import DEFAULTS, Category, choose_rulings
from bot.admission.content_filter.filter import Policy
from bot.admission.content_filter.own_rules import (
    MOST_INSTRUCTIONS,
    MOST_RULES,
    check_pattern,
    check_rules,
    compile_rules,
)
from bot.storage import ServerPreferences, WordRule, WordRuleStore
from bot.verdicts import Ruling, Verdict

PROMPTS = {
    "adult": "a nude woman",
    "violence": "a beheading",
    "hate": "a swastika",
    "self_harm": "she slit her wrists",
    "people": "Taylor Swift on a bicycle",
}


@pytest.fixture(scope="module")
def shipped() -> PlaceAndWordRules:
    return PlaceAndWordRules(load_rules(("voldemort",)))


def judge(
    rules: PlaceAndWordRules, prompt: str, policy: Policy | None = None, negative: str = ""
) -> tuple[Ruling, str]:
    verdict = rules.judge_texts(prompt, negative, policy or Policy())
    assert isinstance(verdict, Verdict)
    return verdict.ruling, verdict.rule


def own(*rules: WordRule) -> Policy:
    return Policy(own=compile_rules(rules))


@pytest.mark.parametrize("category", DEFAULTS)
@pytest.mark.parametrize(
    ("choice", "ruling"),
    [("off", Ruling.ALLOW), ("hold", Ruling.HOLD), ("refuse", Ruling.REFUSE)],
)
def test_a_server_decides_on_each_category(
    shipped: PlaceAndWordRules, category: str, choice: str, ruling: Ruling
) -> None:
    policy = Policy(choose_rulings({category: choice}, {}))
    expected = (ruling, category if ruling is not Ruling.ALLOW else "")
    assert judge(shipped, PROMPTS[category], policy) == expected


@pytest.mark.parametrize("category", DEFAULTS)
def test_without_a_decision_what_was_refused_stays_refused(
    shipped: PlaceAndWordRules, category: Category
) -> None:
    assert judge(shipped, PROMPTS[category])[0] == DEFAULTS[category]


def test_sexual_content_with_minors_and_the_operators_words_are_refused_whatever_is_chosen(
    shipped: PlaceAndWordRules,
) -> None:
    chosen = dict.fromkeys(("minors", "operator", *DEFAULTS), "off")
    policy = Policy(choose_rulings(chosen, {}))
    assert judge(shipped, "a nude child", policy) == (Ruling.REFUSE, "minors")
    assert judge(shipped, "lolicon", policy) == (Ruling.REFUSE, "minors")
    assert judge(shipped, "voldemort", policy) == (Ruling.REFUSE, "operator")


def test_a_server_is_never_milder_than_the_operator() -> None:
    rulings = choose_rulings({"adult": "off", "hate": "refuse"}, {"adult": "hold", "hate": "hold"})
    assert (rulings["adult"], rulings["hate"]) == (Ruling.HOLD, Ruling.REFUSE)


def test_the_strictest_of_several_rules_counts(shipped: PlaceAndWordRules) -> None:
    policy = Policy(
        choose_rulings({"adult": "hold"}, {}), compile_rules([WordRule("word", "acorn", id=3)])
    )
    assert judge(shipped, "a nude acorn", policy) == (Ruling.REFUSE, "words:3")


def test_sexual_violence_passes_only_where_both_of_its_categories_are_off(
    shipped: PlaceAndWordRules,
) -> None:
    for chosen in ({"adult": "off"}, {"violence": "off"}):
        assert judge(shipped, "raped", Policy(choose_rulings(chosen, {})))[0] is Ruling.REFUSE


@pytest.mark.parametrize("prompt", ["n u d e art", "пudе art", "{nu|x}de art", "edun art"])
def test_a_verdict_shows_the_text_as_it_was_understood(
    shipped: PlaceAndWordRules, prompt: str
) -> None:
    verdict = shipped.judge_texts(prompt, "", Policy())
    assert isinstance(verdict, Verdict)
    assert "nude" in verdict.understood.split()


@pytest.mark.parametrize(
    ("prompt", "rule"),
    [
        ("a badger", "words:1"),
        ("b a d g e r", "words:1"),
        ("badgers", ""),
        ("redhawks fly", "words:2"),
        ("sea horse", "words:3"),
        ("unit 4711", "words:4"),
        ("UNIT 4711", "words:4"),
        ("unit 47", ""),
    ],
)
def test_words_phrases_endings_and_patterns_of_a_server(
    shipped: PlaceAndWordRules, prompt: str, rule: str
) -> None:
    policy = own(
        WordRule("word", "badger", id=1),
        WordRule("word", "redhawk*", id=2),
        WordRule("word", "Sea Horse", id=3),
        WordRule("pattern", r"unit \d{4}", id=4),
    )
    assert judge(shipped, prompt, policy)[1] == rule


def test_a_servers_rules_hold_in_a_negative_prompt_too(shipped: PlaceAndWordRules) -> None:
    policy = own(WordRule("word", "badger", id=1))
    assert judge(shipped, "apple", policy, "badger") == (Ruling.REFUSE, "words:1.negative")


def test_an_exception_excuses_only_rules_of_its_source(shipped: PlaceAndWordRules) -> None:
    allowed = WordRule("allowed", "cat food", source="7")
    policy = own(WordRule("word", "cat", source="7", id=1), allowed)
    assert judge(shipped, "cat food", policy) == (Ruling.ALLOW, "")
    assert judge(shipped, "cat food, cat", policy)[1] == "words:1"
    assert judge(shipped, "cat food", own(WordRule("word", "cat", id=1), allowed))[1] == "words:1"


def test_an_exception_excuses_patterns_too(shipped: PlaceAndWordRules) -> None:
    rules = WordRule("pattern", "cat", source="7", id=1), WordRule("allowed", "cattle", source="7")
    assert judge(shipped, "cattle", own(*rules)) == (Ruling.ALLOW, "")
    assert judge(shipped, "a cat and cattle", own(*rules))[1] == "words:1"


@pytest.mark.parametrize("pattern", ["a(b", r"(a)\1", "a(?=b)", "(x{100}){100}"])
def test_a_pattern_that_cannot_be_taken_is_refused_with_a_reason(pattern: str) -> None:
    with pytest.raises(InvalidPattern, match=r".+"):
        check_pattern(pattern)


def test_the_size_of_all_patterns_together_is_bounded() -> None:
    pattern = "abc" * 80
    assert check_pattern(pattern) < MOST_INSTRUCTIONS
    with pytest.raises(InvalidPattern, match="together"):
        check_rules([WordRule("pattern", pattern + str(n)) for n in range(2000)])


def test_the_number_of_rules_is_bounded() -> None:
    check_rules([WordRule("word", str(n)) for n in range(MOST_RULES)])
    with pytest.raises(InvalidPattern) as excess:
        check_rules([WordRule("word", str(n)) for n in range(MOST_RULES + 1)])
    assert excess.value.too_many


def test_a_search_that_is_given_up_refuses(
    shipped: PlaceAndWordRules, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = own(WordRule("pattern", "badger", id=1))

    class GivenUp:
        def Match(self, _text: str) -> list[int]:  # noqa: N802 - RE2's
            return []

    (source,) = policy.own.sources
    monkeypatch.setattr(source, "_set", GivenUp())
    assert judge(shipped, "apple", policy) == (Ruling.REFUSE, "words")


class Counted:
    """Counts how often the rules of a server are read."""

    def __init__(self) -> None:
        self.read: list[int] = []

    async def list(self, guild_id: int) -> tuple[WordRule, ...]:
        self.read.append(guild_id)
        return (WordRule("word", "badger", id=len(self.read)),)


def member(version: int, guild_id: int = 2) -> Requester:
    return Requester(1, guild_id, (3,), server=ServerPreferences(word_rules=version))


async def test_rules_are_read_once_a_version_and_not_at_all_without_one() -> None:
    store = Counted()
    policies = ServerPolicies(cast(WordRuleStore, store))
    await policies.load(member(0))
    assert store.read == []
    for version in (1, 1, 2, 2):
        await policies.load(member(version))
    await policies.load(member(1, guild_id=5))
    assert store.read == [2, 2, 5]


async def test_compiled_rules_of_all_servers_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.admission.server_rules.policies.MOST_COMPILED", 2)
    store = Counted()
    policies = ServerPolicies(cast(WordRuleStore, store))
    for guild_id in (1, 2, 3, 1):
        await policies.load(member(1, guild_id))
    assert store.read == [1, 2, 3, 1]
