"""Word list with a search for all its entries in one pass over a text."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from bot.admission.content_filter.normalisation import Tokens, is_unspaced, phrase
from bot.admission.content_filter.readings import MOST_PREFIX, SQUEEZED, Reading, Span, squeeze
from bot.admission.content_filter.unspaced import UnspacedPhrases

_SHORTEST_SQUEEZED = 4


class Match(NamedTuple):
    """Line of an entry in its list, its span in a reading, and its words as they were read."""

    line: str
    span: Span
    words: str


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
            else:
                self._add(entry)
                if len(entry.words) == 1 and len(entry.words[0]) >= _SHORTEST_SQUEEZED:
                    self._add(_Entry(entry.line, (squeeze(entry.words[0]),)))

    def _add(self, entry: _Entry) -> None:
        if entry.open and len(entry.words) == 1:
            self._by_prefix.setdefault(entry.words[0][:MOST_PREFIX], []).append(entry)
        else:
            self._by_word.setdefault(entry.words[0], []).append(entry)

    def words(self) -> frozenset[str]:
        """Return the entries of one word, without their asterisks."""
        entries = (*self._by_word.values(), *self._by_prefix.values())
        single = (e.words[0] for some in entries for e in some if len(e.words) == 1)
        return frozenset(word for word in single if not word.startswith(SQUEEZED))

    def matches(self, reading: Reading) -> Iterator[Match]:
        """Find all occurrences of entries."""
        for word in self._by_word.keys() & reading.spans.keys():
            for entry in self._by_word[word]:
                yield from _find_entry(entry, reading)
        for prefix in self._by_prefix.keys() & reading.prefixes.keys():
            for entry in self._by_prefix[prefix]:
                yield from _find_entry(entry, reading)
        for line, span in self._unspaced.matches(reading.unspaced):
            yield Match(line, span, line.rstrip("*"))

    def find(self, readings: Iterable[Reading]) -> str | None:
        """Return the first entry that occurs in one of the readings, or None."""
        matches = (match for reading in readings for match in self.matches(reading))
        found = min(matches, key=lambda match: (match.span, match.line), default=None)
        return found and found.line


def find_outside(
    listed: Phrases, texts: Iterable[Reading], harmless: Sequence[Phrases]
) -> str | None:
    """Find an entry outside of all harmless phrases.

    Args:
        listed: the entries.
        texts: the readings of the texts.
        harmless: phrases inside which an entry does not count.

    Returns:
        The text as it was understood, or None.
    """
    return next(
        (
            reading.understand(*match[1:])
            for match, reading in matches_outside(listed, texts, harmless)
        ),
        None,
    )


def matches_outside(
    listed: Phrases, texts: Iterable[Reading], harmless: Sequence[Phrases]
) -> Iterator[tuple[Match, Reading]]:
    """Find the entries outside of all harmless phrases, with the readings that have them.

    Args:
        listed: the entries.
        texts: the readings of the texts.
        harmless: phrases inside which an entry does not count.
    """
    for reading in texts:
        if found := list(listed.matches(reading)):
            inside = _Spans(
                match.span for phrases in harmless for match in phrases.matches(reading)
            )
            yield from ((match, reading) for match in found if not inside.contain(match.span))


class _Spans:
    """Spans of a text, with a fast test for spans inside one of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((stop for _, stop in ordered), max))

    def contain(self, span: Span) -> bool:
        start, stop = span
        before = bisect_right(self._starts, start)
        return before > 0 and self._furthest[before - 1] >= stop


def _find_entry(entry: _Entry, reading: Reading) -> Iterator[Match]:
    """Find an entry: extend the spans of its words from each to the next, all at once."""
    *before, _ = entry.words
    if not reading.spans.keys() >= set(before):
        return
    # The start of each beginning of the entry, by its end.
    starts: dict[int, int] | None = None
    for word in before:
        spans = reading.spans[word]
        starts = (
            {stop: start for start, stop in spans}
            if starts is None
            else {stop: starts[start] for start, stop in spans if start in starts}
        )
    for word in _last_words(entry, reading):
        for start, stop in reading.spans[word]:
            if starts is None:
                squeezed = word.startswith(SQUEEZED)
                words = entry.line.rstrip("*") if squeezed else word
                yield Match(entry.line, (start, stop), words)
            elif start in starts:
                yield Match(entry.line, (starts[start], stop), " ".join((*before, word)))


def _last_words(entry: _Entry, reading: Reading) -> Iterable[str]:
    """List the words that the last word of an entry stands for, with any ending if it is open."""
    last = entry.words[-1]
    if not entry.open:
        return (last,) if last in reading.spans else ()
    longer = reading.prefixes.get(last[:MOST_PREFIX], ())
    return (word for word in longer if word.startswith(last))
