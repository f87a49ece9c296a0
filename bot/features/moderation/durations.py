"""Durations of bans in the notation of moderators."""

import re

FOREVER = "forever"
OFFERED = ("1h", "1d", "1w", FOREVER)
# Ten years; longer bans are written as `forever`.
LONGEST_S = 10 * 365 * 86400.0

_SECONDS = {"m": 60.0, "h": 3600.0, "d": 86400.0, "w": 7 * 86400.0}
_PART = re.compile(r"(\d{1,6})\s*([mhdw])\s*")
_WHOLE = re.compile(rf"(?:{_PART.pattern})+")


class InvalidDuration(ValueError):
    """Text that is no duration."""


def parse_duration(written: str) -> float | None:
    """Parse a duration such as "2h", "3d" or "1d 12h".

    Returns:
        Seconds, above 0 and at most ten years; None for "forever".

    Raises:
        InvalidDuration: the text is no duration, or the duration is out of range.
    """
    plain = written.strip().lower()
    if plain == FOREVER:
        return None
    if not _WHOLE.fullmatch(plain):
        raise InvalidDuration(written)
    seconds = sum(int(number) * _SECONDS[unit] for number, unit in _PART.findall(plain))
    if not 0 < seconds <= LONGEST_S:
        raise InvalidDuration(written)
    return seconds
