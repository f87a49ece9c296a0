"""A word list that finds its entries in readings of a text, all of them in one pass."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.admission.content_filter.normalisation import Tokens, is_unspaced, phrase
from bot.admission.content_filter.readings import MOST_PREFIX, Reading, Span
from bot.admission.content_filter.unspaced import UnspacedPhrases


class Match(NamedTuple):
    """An entry, as its line in the list, and where it stands in a reading."""

    line: str
    span: Span


class _Entry(NamedTuple):
    line: str
    words: Tokens

    @property
    def open(self) -> bool:
        """Whether the last word may have any ending."""
        return self.line.endswith("*")


class Phrases:
    """Words and phrases, each a line; an asterisk at the end of a line stands for any ending.

    Entries are looked up by their first word, or its beginning, among all words of a reading at
    once. Those in scripts without spaces are looked for wherever they may stand.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._by_word: dict[str, list[_Entry]] = {}
        self._by_prefix: dict[str, list[_Entry]] = {}
        self._unspaced = UnspacedPhrases()
        for line in lines:
            self._add(_Entry(line, phrase(line)))

    def _add(self, entry: _Entry) -> None:
        if not entry.words:
            return
        if is_unspaced("".join(entry.words)):
            self._unspaced.add(entry.line, " ".join(entry.words))
        elif entry.open and len(entry.words) == 1:
            self._by_prefix.setdefault(entry.words[0][:MOST_PREFIX], []).append(entry)
        else:
            self._by_word.setdefault(entry.words[0], []).append(entry)

    def words(self) -> frozenset[str]:
        """List the entries of one word, without their asterisks."""
        entries = (*self._by_word.values(), *self._by_prefix.values())
        return frozenset(e.words[0] for some in entries for e in some if len(e.words) == 1)

    def matches(self, reading: Reading) -> Iterator[Match]:
        """Find all places at which an entry stands."""
        for word in self._by_word.keys() & reading.spans.keys():
            for entry in self._by_word[word]:
                yield from _standing(entry, reading)
        for prefix in self._by_prefix.keys() & reading.prefixes.keys():
            for entry in self._by_prefix[prefix]:
                yield from _standing(entry, reading)
        yield from map(Match._make, self._unspaced.matches(reading.unspaced))

    def find(self, readings: Iterable[Reading]) -> str | None:
        """Return the first entry that stands in one of the readings, or None."""
        return first(match for reading in readings for match in self.matches(reading))


def first(matches: Iterable[Match]) -> str | None:
    """Return the line of the match that stands first in its reading, or None."""
    found = min(matches, key=lambda match: (match.span, match.line), default=None)
    return found and found.line


def _standing(entry: _Entry, reading: Reading) -> Iterator[Match]:
    """Follow an entry's words from each to the next, at all places at once."""
    *before, last = entry.words
    if not reading.spans.keys() >= set(before):
        return
    found: Sequence[Span] | None = None
    for spans in (*(reading.spans[word] for word in before), _endings(last, entry.open, reading)):
        starts = None if found is None else {stop: start for start, stop in found}
        found = spans if starts is None else _continued(starts, spans)
    yield from (Match(entry.line, span) for span in found or ())


def _endings(word: str, open_: bool, reading: Reading) -> Sequence[Span]:
    if not open_:
        return reading.spans.get(word, ())
    longer = reading.prefixes.get(word[:MOST_PREFIX], ())
    return [span for one in longer if one.startswith(word) for span in reading.spans[one]]


def _continued(starts: Mapping[int, int], spans: Iterable[Span]) -> Sequence[Span]:
    return [(starts[start], stop) for start, stop in spans if start in starts]
