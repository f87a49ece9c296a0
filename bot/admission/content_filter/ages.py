"""Finds ages under 18: "15 year old", "15yo", "age twelve", "5th grader", "zwölfjährig", "12歳"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from bot.admission.content_filter.age_numbers import SLOTS, NumberReader
from bot.admission.content_filter.age_words import ROWS
from bot.admission.content_filter.normalisation import Tokens, is_unspaced, phrase

_PART = re.compile(r"\[([^]]*)\]|(\S+)")


def under_age(words: Tokens) -> bool:
    """Detect an age under 18, a school year or a year of birth.

    Args:
        words: of a folded text, one after the other.
    """
    return _WAYS.found_in(_READER.read(words))


@dataclass
class _Node:
    """What may follow a beginning of ways: words, endings of the last word, or nothing."""

    following: dict[str, "_Node"] = field(default_factory=dict)
    stems: tuple[str, ...] = ()
    complete: bool = False

    def add(self, words: Tokens) -> None:
        """Add a way; an asterisk at the end of its last word stands for any ending."""
        node = self
        for word in words:
            if word.endswith("*"):
                node.stems += (word[:-1],)
                return
            node = node.following.setdefault(word, _Node())
        node.complete = True

    def stands_at(self, words: Tokens, at: int) -> bool:
        """Return whether one of the ways begins at a word."""
        node: _Node | None = self
        while node and not node.complete and at < len(words):
            if words[at].startswith(node.stems):
                return True
            node, at = node.following.get(words[at]), at + 1
        return node is not None and node.complete


class _Ways:
    """The ways to state an age: a trie of words, and of scripts without spaces a pattern."""

    def __init__(self, ways: Iterable[Tokens]) -> None:
        self._root, unspaced = _Node(), set[str]()
        for way in ways:
            text = " ".join(way)
            if is_unspaced(text):
                unspaced.add(re.escape(text))
            else:
                self._root.add(way)
        self._unspaced = re.compile("|".join(sorted(unspaced)))

    def found_in(self, words: Tokens) -> bool:
        """Return whether one of the ways stands in a text."""
        if any(self._root.stands_at(words, at) for at in range(len(words))):
            return True
        text = " ".join(words)
        return is_unspaced(text) and self._unspaced.search(text) is not None


def _ways() -> Iterator[Tokens]:
    """Expand the table: its ways are read as texts are, so that both have the same words."""
    for row in ROWS:
        for line in row.ways:
            for way in product(*map(_alternatives, _PART.finditer(line))):
                *words, last = _READER.read(phrase(" ".join(way)))
                yield (*words, f"{last}*" if line.endswith("*") else last)


def _alternatives(part: re.Match[str]) -> Iterable[str]:
    optional, needed = part.groups()
    words = (optional or needed).split("/")
    found = tuple(word for slot in words for word in SLOTS.get(slot, (slot,)))
    return found if optional is None else ("", *found)


_READER = NumberReader(ROWS)
_WAYS = _Ways(_ways())
