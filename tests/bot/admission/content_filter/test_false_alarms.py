"""Claims about prompts that mean no harm, and that their exceptions excuse nothing else."""

from pathlib import Path

import pytest

from bot.admission import PlaceAndWordRules, load_rules
from tests.bot.admission.answers import text_refusal

# Of the prompts in the file 4bb66d2 refused so many, 12 % of them.
REFUSED_BEFORE = 43
PROMPTS = Path(__file__).with_name("innocent_prompts.txt")


@pytest.fixture(scope="module")
def shipped() -> PlaceAndWordRules:
    return PlaceAndWordRules(load_rules())


def rule(rules: PlaceAndWordRules, prompt: str, negative: str = "") -> str | None:
    refusal = text_refusal(rules, prompt, negative)
    return refusal.rule if refusal else None


def test_prompts_that_mean_no_harm_are_refused_no_more_often_than_before(
    shipped: PlaceAndWordRules,
) -> None:
    lines = PROMPTS.read_text("utf-8").splitlines()
    prompts = [line for line in lines if not line.startswith("#")]
    assert len(prompts) == 348
    refused = [prompt for prompt in prompts if text_refusal(shipped, prompt)]
    assert len(refused) <= REFUSED_BEFORE, refused


@pytest.mark.parametrize(
    "prompt",
    [
        "Pornichet", "PORNICHET beach", "Shota Rustaveli", "Kike Hernández", "a naked mole rat",
        "two naked mole rats", "a nude by Modigliani", "naked-mole-rat", "NakedMoleRat",
        "a child and a naked mole rat", "salopettes", "カップヌードル",
    ],
)  # fmt: skip
def test_a_listed_word_inside_a_name_is_no_listed_word(
    shipped: PlaceAndWordRules, prompt: str
) -> None:
    assert rule(shipped, prompt) is None


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("naked mole rat and a naked child", "minors"),
        ("a naked mole rat, naked", "blocked_word"),
        ("naked, mole rat, naked mole", "blocked_word"),
        ("Pornichet, porn", "blocked_word"),
        ("porn, Pornichet", "blocked_word"),
        ("apple, porn, Pornichet, pear", "blocked_word"),
        ("Shota Rustaveli and a shota", "minors"),
        ("a nude by Modigliani, nude woman", "blocked_word"),
        ("a nude by Modigliani, a girl", "minors"),
        ("a child, nude lipstick", "minors"),
        ("naked " * 40 + "mole rat", "blocked_word"),
    ],
)
def test_an_exception_covers_only_the_words_inside_its_phrase(
    shipped: PlaceAndWordRules, prompt: str, expected: str
) -> None:
    assert rule(shipped, prompt) == expected


@pytest.mark.parametrize(
    "prompt",
    [
        "therapist", "Scunthorpe", "cockpit", "cocktail", "peacock", "Essex girl", "Kidman",
        "sextant", "Mosemann", "kkkkkkkk", "grapeman", "rapeseed", "drapes", "hancock",
        "shuttlecock", "assassin", "Bramen", "sexton", "Hampshire", "canal", "analyst",
    ],
)  # fmt: skip
def test_a_word_that_holds_a_listed_one_is_not_taken_for_a_glued_one(
    shipped: PlaceAndWordRules, prompt: str
) -> None:
    assert rule(shipped, prompt) is None


@pytest.mark.parametrize(
    "prompt",
    ["考えろ", "かんがえろ", "みえろ", "しょたい", "とろりとしたチーズ", "ローマンコンクリート",
     "ロリス", "安全、裸足", "加工口", "人口"],
)  # fmt: skip
def test_kana_are_folded_but_no_entry_is_found_inside_another_word(
    shipped: PlaceAndWordRules, prompt: str
) -> None:
    assert rule(shipped, prompt) is None
