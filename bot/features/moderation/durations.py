"""Durations of bans, as moderators write them: "2h", "1d 12h", "2 days", "3 Stunden", "forever".

The words are in the catalogues; those of every language are read, whichever the member's is.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from bot.language import LANGUAGES, say, text

FOREVER = "forever"
# By their names in the catalogues.
OFFERED = {"hour": "1h", "day": "1d", "week": "1w", FOREVER: FOREVER}
# Ten years; longer bans are written as `forever`.
LONGEST_S = 10 * 365 * 86400.0

_SECONDS = {"minutes": 60.0, "hours": 3600.0, "days": 86400.0, "weeks": 7 * 86400.0}
_PART = re.compile(r"(\d{1,6})\s*([^\W\d_]+)[\s.,]*")
_WHOLE = re.compile(rf"(?:{_PART.pattern})+")


class InvalidDuration(ValueError):
    """Text that is no duration."""


def parse_duration(written: str) -> float | None:
    """Parse a duration such as "2h", "1d 12h" or "2 days".

    Returns:
        Seconds, above 0 and at most ten years; None for "forever".

    Raises:
        InvalidDuration: the text is no duration, or the duration is out of range.
    """
    plain = " ".join(_normalise(written).split())
    if plain in _words(FOREVER):
        return None
    units = _units()
    parts = _PART.findall(plain)
    if not _WHOLE.fullmatch(plain) or any(word not in units for _, word in parts):
        raise InvalidDuration(written)
    seconds = sum(int(number) * units[word] for number, word in parts)
    if not 0 < seconds <= LONGEST_S:
        raise InvalidDuration(written)
    return seconds


@cache
def _units() -> Mapping[str, float]:
    """Map the words of all languages for units to their seconds."""
    return {word: seconds for unit, seconds in _SECONDS.items() for word in _words(unit)}


@cache
def _words(name: str) -> frozenset[str]:
    """Read the words of all languages for a unit, or for `FOREVER`."""
    listed = (say(language, text(f"duration-{name}")) for language in LANGUAGES)
    return frozenset(_normalise(word) for words in listed for word in words.split(", "))


def _normalise(written: str) -> str:
    # Japanese keyboards write full-width digits.
    return unicodedata.normalize("NFKC", written).casefold()
