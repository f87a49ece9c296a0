"""What moderators write for how long."""

import pytest

from bot.features.moderation.durations import LONGEST_S, OFFERED, InvalidDuration, parse_duration


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("30m", 1800),
        ("2h", 7200),
        ("3d", 3 * 86400),
        ("1w", 7 * 86400),
        ("1d12h", 36 * 3600),
        (" 1D 12 H ", 36 * 3600),
        ("3650d", LONGEST_S),
        ("forever", None),
        ("Forever", None),
    ],
)
def test_a_length_is_read(written: str, seconds: float | None) -> None:
    assert parse_duration(written) == seconds


@pytest.mark.parametrize("written", ["", "0h", "2", "h", "2 hours", "-1h", "3651d", "2h x", "1e9d"])
def test_what_says_no_length_is_none(written: str) -> None:
    with pytest.raises(InvalidDuration):
        parse_duration(written)


def test_what_is_offered_can_be_read() -> None:
    for offered in OFFERED:
        parse_duration(offered)
