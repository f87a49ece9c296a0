"""Word list with a search for all its entries in one pass over a text."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bot.admission.content_filter.normalisation import Tokens, is_unspaced, phrase
from bot.admission.content_filter.readings import MOST_PREFIX, Reading, Span
from bot.admission.content_filter.unspaced import UnspacedPhrases


class Match(NamedTuple):
    """Line of an entry in its list, and its span in a reading."""

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

    Entries are indexed by their first word, or its prefix, and intersected with the words of a
    reading. Entries in scripts without spaces are searched at every position.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._by_word: dict[str, list[_Entry]] = {}
        self._by_prefix: dict[str, list[_Entry]] = {}
        self._unspaced = UnspacedPhrases()
        for entry in (_Entry(line, phrase(line)) for line in lines):
            if not entry.words:
                continue
            if is_unspaced("".join(entry.words)):
                self._unspaced.add(entry.line, " ".join(entry.words))
            elif entry.open and len(entry.words) == 1:
                self._by_prefix.setdefault(entry.words[0][:MOST_PREFIX], []).append(entry)
            else:
                self._by_word.setdefault(entry.words[0], []).append(entry)

    def words(self) -> frozenset[str]:
        """Return the entries of one word, without their asterisks."""
        entries = (*self._by_word.values(), *self._by_prefix.values())
        return frozenset(e.words[0] for some in entries for e in some if len(e.words) == 1)

    def matches(self, reading: Reading) -> Iterator[Match]:
        """Find all occurrences of entries."""
        for word in self._by_word.keys() & reading.spans.keys():
            for entry in self._by_word[word]:
                yield from _find_entry(entry, reading)
        for prefix in self._by_prefix.keys() & reading.prefixes.keys():
            for entry in self._by_prefix[prefix]:
                yield from _find_entry(entry, reading)
        yield from map(Match._make, self._unspaced.matches(reading.unspaced))

    def find(self, readings: Iterable[Reading]) -> str | None:
        """Return the first entry that occurs in one of the readings, or None."""
        matches = (match for reading in readings for match in self.matches(reading))
        found = min(matches, key=lambda match: (match.span, match.line), default=None)
        return found and found.line


def _find_entry(entry: _Entry, reading: Reading) -> Iterator[Match]:
    """Find an entry: extend the spans of its words from each to the next, all at once."""
    before = entry.words[:-1]
    if not reading.spans.keys() >= set(before):
        return
    found: Sequence[Span] | None = None
    for spans in (*(reading.spans[word] for word in before), _last_spans(entry, reading)):
        if found is None:
            found = spans
            continue
        starts = {stop: start for start, stop in found}
        found = [(starts[start], stop) for start, stop in spans if start in starts]
    yield from (Match(entry.line, span) for span in found or ())


def _last_spans(entry: _Entry, reading: Reading) -> Sequence[Span]:
    """Find the last word of an entry, with any ending if the entry is open."""
    last = entry.words[-1]
    if not entry.open:
        return reading.spans.get(last, ())
    longer = reading.prefixes.get(last[:MOST_PREFIX], ())
    return [span for word in longer if word.startswith(last) for span in reading.spans[word]]
