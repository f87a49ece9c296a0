"""What states somebody under 18, in six languages, and what only looks like it."""

import re
import sys
from functools import cache
from pathlib import Path
from types import FrameType

import pytest

from bot.admission import PlaceAndWordRules, load_rules
from bot.admission.content_filter.ages import states_minor_age
from bot.admission.content_filter.readings import readings
from bot.admission.content_filter.rules import Rules
from bot.language import LANGUAGES
from tests.bot.admission.answers import text_refusal

TABLE = Path(__file__).with_name("ages.txt").read_text("utf-8")
SECTIONS = re.split(r"^\[(\w+)\]\n", TABLE, flags=re.MULTILINE)
WAYS = {
    language: [way.strip() for line in text.splitlines() for way in line.split("|")]
    for language, text in zip(SECTIONS[1::2], SECTIONS[2::2], strict=True)
}
OTHERS = WAYS.pop("others")


@cache
def rules() -> Rules:
    return load_rules()


def states_a_minor(text: str) -> bool:
    read = readings(text)
    stated = any(states_minor_age(words) for one in read for words in one.sequences)
    return stated or rules().minors.find(read) is not None


def test_the_table_of_ways_is_as_long_as_it_says() -> None:
    assert set(WAYS) == set(LANGUAGES)
    assert sum(map(len, WAYS.values())) >= 500
    assert len(OTHERS) >= 150


@pytest.mark.parametrize("language", WAYS)
def test_somebody_under_18_is_seen_however_it_is_stated(language: str) -> None:
    assert [way for way in WAYS[language] if not states_a_minor(way)] == []


def test_what_is_no_age_under_18_is_not_taken_for_one() -> None:
    assert [way for way in OTHERS if states_a_minor(way)] == []


@pytest.mark.parametrize(
    "written",
    [
        "{} years old", "{}yo", "{} y/o", "{}-year-old", "aged {}", "age: {}", "she is {}",
        "{} Jahre alt", "{}-jährig", "Alter {}", "{} años", "edad {}", "{} ans", "{} anos", "{}歳",
    ],
)  # fmt: skip
def test_the_line_is_drawn_between_17_and_18(written: str) -> None:
    seen = [age for age in range(1, 100) if states_a_minor(written.format(age))]
    assert seen == list(range(1, 18))


def kanji(number: int) -> str:
    """Write 1 to 99 in Japanese numerals."""
    tens, ones = divmod(number, 10)
    digits = ("", *"一二三四五六七八九")
    return digits[tens].removeprefix("一") + "十" * bool(tens) + digits[ones]


def test_the_line_is_drawn_there_in_japanese_numerals_too() -> None:
    assert (kanji(7), kanji(12), kanji(20), kanji(34)) == ("七", "十二", "二十", "三十四")
    seen = [age for age in range(1, 100) if states_a_minor(f"{kanji(age)}歳")]
    assert seen == list(range(1, 18))
    assert states_a_minor("二十歳未満")
    assert not states_a_minor("二十五歳未満")


@pytest.mark.parametrize("text", ["1 a ", "twelve years ", "look like a ", "小5", "十二", "12yo "])
def test_the_work_grows_with_the_text_and_no_faster(text: str) -> None:
    assert calls_for(text * 800) <= 2.1 * calls_for(text * 400)


def calls_for(text: str) -> int:
    """Count the calls of functions, which unlike seconds are the same on every machine."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    words = tuple(text.split())
    sys.setprofile(count)
    try:
        states_minor_age(words)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(
    "prompt",
    [
        "12 y/o", "twelve yo", "5th grader", "under 18", "junior high", "doce años", "zwölfjährig",
        "douze ans", "doze anos", "十二歳", "小5", "looks 12",
    ],
)  # fmt: skip
def test_an_age_alone_is_never_refused_and_beside_a_sexual_word_always(prompt: str) -> None:
    judging = PlaceAndWordRules(rules())
    assert text_refusal(judging, prompt) is None
    refusal = text_refusal(judging, f"{prompt}, lingerie")
    assert refusal
    assert refusal.rule == "minors"


@pytest.mark.parametrize(
    "prompt",
    ["a 12 year old whisky", "a 12 years old oak tree", "16 years of experience", "5 year old car"],
)
def test_the_ages_of_things_pass_where_nothing_is_sexual(prompt: str) -> None:
    assert text_refusal(PlaceAndWordRules(rules()), prompt) is None
