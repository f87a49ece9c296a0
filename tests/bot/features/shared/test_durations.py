"""What moderators write for how long."""

import re

import pytest

from bot.features.shared.durations import LONGEST_S, OFFERED, InvalidDuration, parse_duration
from bot.language import LANGUAGES, say, text

HOUR_S, DAY_S, WEEK_S = 3600.0, 86400.0, 7 * 86400.0


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("30m", 1800),
        ("2h", 2 * HOUR_S),
        ("3d", 3 * DAY_S),
        ("1w", WEEK_S),
        ("1d12h", 36 * HOUR_S),
        (" 1D 12 H ", 36 * HOUR_S),
        ("3650d", LONGEST_S),
        ("forever", None),
        ("Forever", None),
    ],
)
def test_a_length_in_the_short_notation_is_read(written: str, seconds: float | None) -> None:
    assert parse_duration(written) == seconds


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("90 min", 1.5 * HOUR_S),
        ("2 hours", 2 * HOUR_S),
        ("2 days", 2 * DAY_S),
        ("1 week", WEEK_S),
        ("1 day, 12 hours", 36 * HOUR_S),
        ("for  ever", None),
        ("3 Stunden", 3 * HOUR_S),
        ("3 Std. 30 Min.", 3.5 * HOUR_S),
        ("1 Woche", WEEK_S),
        ("Für immer", None),
        ("2 días", 2 * DAY_S),
        ("2 DI\u0301AS", 2 * DAY_S),
        ("para siempre", None),
        ("2 heures", 2 * HOUR_S),
        ("3 j", 3 * DAY_S),
        ("１日12時間", 36 * HOUR_S),
        ("無期限", None),
        ("1 semana", WEEK_S),
        ("permanentemente", None),
    ],
)
def test_a_length_in_words_of_any_language_is_read(written: str, seconds: float | None) -> None:
    assert parse_duration(written) == seconds


@pytest.mark.parametrize(
    "written", ["", "0h", "2", "h", "2 moons", "hours", "-1h", "3651d", "2h x", "1e9d", "1_d"]
)
def test_what_says_no_length_is_none(written: str) -> None:
    with pytest.raises(InvalidDuration):
        parse_duration(written)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_offered_can_be_read_and_so_can_its_name(language: str) -> None:
    for length, duration in OFFERED.items():
        name = say(language, text("duration-offered", length=length))
        assert parse_duration(name) == parse_duration(duration)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_of_the_refusal_can_be_read(language: str) -> None:
    refusal = say(language, text("refused-duration", value="…"))
    read = [parse_duration(example) for example in re.findall("`(.+?)`", refusal)]
    assert read == [1.5 * HOUR_S, 3 * HOUR_S, 2 * DAY_S, WEEK_S, None]
