"""Search for entries in scripts without spaces, at every position of a text."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bot.admission.content_filter.normalisation import fold_kana, is_unspaced
from bot.admission.content_filter.readings import Span

_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u30fc]")
# Particles that may precede and follow a word of another language in hiragana.
_BEFORE, _AFTER = "のを", "のはがをにでとなも"


class _Entry(NamedTuple):
    line: str
    text: str
    kana: str

    @property
    def open(self) -> bool:
        return self.line.endswith("*")


class UnspacedPhrases:
    """Entries that are searched in texts without word boundaries, in katakana and hiragana alike.

    Katakana mostly writes words of other languages, which often contain each other by chance:
    there an entry does not match inside a longer word. Nor does an entry in katakana match inside
    a word in hiragana: エロ is no part of かんがえろ.
    """

    def __init__(self) -> None:
        self._by_first: dict[str, list[_Entry]] = {}

    def add(self, line: str, text: str) -> None:
        """Add an entry.

        Args:
            line: the line of its list.
            text: its folded words, separated by spaces.
        """
        kana = fold_kana(text)
        self._by_first.setdefault(kana[0], []).append(_Entry(line, text, kana))

    def matches(self, texts: Mapping[str, str]) -> Iterator[tuple[str, Span]]:
        """Find all occurrences of entries, with spans that do not count spaces.

        Args:
            texts: folded words separated by spaces, mapped to the same in hiragana.
        """
        for text, kana in texts.items():
            for char in self._by_first.keys() & set(kana):
                for entry in self._by_first[char]:
                    yield from _find_entry(entry, text, kana)


def _find_entry(entry: _Entry, text: str, kana: str) -> Iterator[tuple[str, Span]]:
    at = kana.find(entry.kana)
    while at >= 0:
        end = at + len(entry.kana)
        begins = _is_edge(entry.text[0], text[at], text[at - 1 : at], _BEFORE, after_kanji=False)
        ends = entry.open or _is_edge(
            entry.text[-1], text[end - 1], text[end : end + 1], _AFTER, after_kanji=True
        )
        if begins and ends:
            start = at - text.count(" ", 0, at)
            yield entry.line, (start, start + len(entry.text.replace(" ", "")))
        at = kana.find(entry.kana, at + 1)


def _is_edge(listed: str, char: str, beside: str, particles: str, after_kanji: bool) -> bool:
    """Return whether an entry may begin or end at a character of the text.

    Args:
        listed: the entry's first or last character.
        char: the same in the text.
        beside: the adjacent character of the text outside of the entry, or nothing.
        particles: characters that may be adjacent.
        after_kanji: whether kanji may be adjacent.
    """
    if not beside.strip():
        return True
    if not is_unspaced(char):
        return not beside.isalnum()
    if _KATAKANA.match(char):
        return not _KATAKANA.match(beside)
    if _KATAKANA.match(listed):
        return beside in particles or (after_kanji and not _KANA.match(beside))
    return True
