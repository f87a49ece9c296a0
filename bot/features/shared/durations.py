"""Durations of bans, as moderators write them: "2h", "1d 12h", "2 days", "3 Stunden", "forever".

The words are in the catalogues; those of every language are read, whichever the member's is.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

import discord
from discord import app_commands

from bot.interactions.context import Refused
from bot.language import LANGUAGES, say, text
from bot.language.formatting import quote

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


def read_duration(written: str) -> float | None:
    """Parse a duration as `parse_duration` does; its error is a sentence for the moderator.

    Raises:
        Refused: the text is no duration, or the duration is out of range.
    """
    try:
        return parse_duration(written)
    except InvalidDuration as error:
        raise Refused(text("refused-duration", value=quote(written, 40)), "invalid") from error


def with_offers(command: app_commands.Command[Any, ..., None]) -> None:
    """Offer some durations while the option `duration` of a command is typed."""

    @command.autocomplete("duration")
    async def complete(
        interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        named = {
            duration: say(interaction.locale.value, text("duration-offered", length=length))
            for length, duration in OFFERED.items()
        }
        return [
            app_commands.Choice(name=name, value=duration)
            for duration, name in named.items()
            if any(one.casefold().startswith(typed.strip().casefold()) for one in (duration, name))
        ]


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
