"""How long a ban is to last, as a moderator writes it."""

import re

FOREVER = "forever"
OFFERED = ("1h", "1d", "1w", FOREVER)
# Ten years: whoever wants more wants it for ever.
LONGEST_S = 10 * 365 * 86400.0

_SECONDS = {"m": 60.0, "h": 3600.0, "d": 86400.0, "w": 7 * 86400.0}
_PART = re.compile(r"(\d{1,6})\s*([mhdw])\s*")
_WHOLE = re.compile(rf"(?:{_PART.pattern})+")


class InvalidDuration(ValueError):
    """What was written says no length of time."""


def parse_duration(written: str) -> float | None:
    """Read a length of time: "2h", "3d", "1d 12h" in seconds, or None for "forever".

    Raises:
        InvalidDuration: it says none, none at all, or more than ten years.
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
