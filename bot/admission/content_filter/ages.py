"""Detection of ages under 18: "15 year old", "15yo", "age twelve", "zwölfjährig", "12歳"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from bot.admission.content_filter.age_numbers import SLOTS, NumberReader
from bot.admission.content_filter.age_words import ROWS
from bot.admission.content_filter.normalisation import Tokens, is_unspaced, phrase

_PART = re.compile(r"\[([^]]*)\]|(\S+)")


def states_minor_age(words: Tokens) -> bool:
    """Return whether the words of a folded text, in order, state an age under 18.

    School years and years of birth count as ages.
    """
    return _WAYS.match(_READER.read(words))


@dataclass
class _Node:
    """Node of a trie of ways: the words that may follow, and stems with any ending."""

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

    def matches_at(self, words: Tokens, at: int) -> bool:
        """Return whether one of the ways begins at a word.

        Args:
            words: the words of a text, in order.
            at: index of the word.
        """
        node: _Node | None = self
        while node and not node.complete and at < len(words):
            if words[at].startswith(node.stems):
                return True
            node, at = node.following.get(words[at]), at + 1
        return node is not None and node.complete


class _Ways:
    """Ways to state an age: a trie of words, and one pattern for scripts without spaces."""

    def __init__(self, ways: Iterable[Tokens]) -> None:
        self._root, unspaced = _Node(), set[str]()
        for way in ways:
            text = " ".join(way)
            if is_unspaced(text):
                unspaced.add(re.escape(text))
            else:
                self._root.add(way)
        self._unspaced = re.compile("|".join(sorted(unspaced)))

    def match(self, words: Tokens) -> bool:
        """Return whether a text contains one of the ways."""
        if any(self._root.matches_at(words, at) for at in range(len(words))):
            return True
        text = " ".join(words)
        return is_unspaced(text) and self._unspaced.search(text) is not None


def _expand_ways() -> Iterator[Tokens]:
    """Expand the table; its ways are folded and read like texts, so that both have equal words."""
    for line in (line for row in ROWS for line in row.ways):
        parts = []
        for optional, needed in _PART.findall(line):
            words = (needed or optional).split("/")
            found = [word for slot in words for word in SLOTS.get(slot, (slot,))]
            parts.append(found if needed else ["", *found])
        for way in product(*parts):
            *before, last = _READER.read(phrase(" ".join(way)))
            yield (*before, f"{last}*" if line.endswith("*") else last)


_READER = NumberReader(ROWS)
_WAYS = _Ways(_expand_ways())
