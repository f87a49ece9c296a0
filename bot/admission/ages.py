"""Finds ages under 18: "15 year old", "15yo", "age twelve", "5th grader", "zwölfjährig", "12歳"."""

import re
from collections.abc import Iterable, Iterator
from itertools import product

from bot.admission.age_numbers import SLOTS, NumberReader
from bot.admission.age_words import ROWS
from bot.admission.folding import Words, phrase
from bot.admission.phrases import Phrases

_PART = re.compile(r"\[([^]]*)\]|(\S+)")


def under_age(words: Words) -> bool:
    """Detect an age under 18, a school year or a year of birth."""
    return _WAYS.find((_READER.read(words),)) is not None


def _ways() -> Iterator[str]:
    """Expand the table: its ways are read as texts are, so that both have the same words."""
    for row in ROWS:
        for line in row.ways:
            for way in product(*map(_alternatives, _PART.finditer(line))):
                ending = "*" if line.endswith("*") else ""
                yield " ".join(_READER.read(phrase(" ".join(way)))) + ending


def _alternatives(part: re.Match[str]) -> Iterable[str]:
    optional, needed = part.groups()
    words = (optional or needed).split("/")
    found = tuple(word for slot in words for word in SLOTS.get(slot, (slot,)))
    return found if optional is None else ("", *found)


_READER = NumberReader(ROWS)
_WAYS = Phrases(frozenset(_ways()))
