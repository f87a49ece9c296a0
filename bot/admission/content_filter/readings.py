"""Readings of a text: all words that it can be read as, with their spans."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import groupby, product, zip_longest

from bot.admission.content_filter.letters import second_letters
from bot.admission.content_filter.normalisation import (
    SEAM,
    Tokens,
    cache_by_word,
    fold,
    fold_kana,
    is_unspaced,
    split_at_seams,
    words,
)
from generation import pretokenized

# Start and end of a word, counted in the letters and digits of the text alone.
Span = tuple[int, int]
Split = Callable[[str], Tokens]

# The digit 1 is read as i and as l, by two tables.
_LEET = str.maketrans("0345789@$€+2", "oeastbgase" + "tz")
_STROKES = re.compile(r"[1!|]")
# Beyond so many strokes in a word, all are i or all are l.
_MOST_STROKES = 4
_LEET_WORD = re.compile(r"(?:[^\W_]|[@$€+]|[!|]+(?=[^\W_])|(?<=[@$€+\d])[!|])+")
_SIGNS = frozenset("@$€!|+")
_REPEATED = re.compile(r"([^\W\d])\1{2,}")
_DOUBLED = re.compile(r"([^\W\d])\1+")
_MOST_DOUBLED = 3
# Ways to spell all words of a text alike, of which each is searched for ages.
_MOST_WAYS = 5
# Before a word of which each run of a letter became one letter: nuuddee, felllatiiio.
SQUEEZED = "\x1e"
# Separators that readers ignore: nu-de, nu_de, n.ude. Between digits they belong to a number.
_JOINT = re.compile(r"(?<=[^\W\d_])[-_.·*~'’`´‐‑–]+(?=[^\W_])|(?<=\d)[-_.·*~'’`´‐‑–]+(?=[^\W\d_])")
# The tokenizer splits digits; readers, and writers of an age, do not.
_IN_NUMBER = re.compile(rf"(?<=\d){SEAM}+(?=\d)")
_SHORTEST_RUN = 3
# Of scripts without spaces.
_SHORTEST_UNSPACED_RUN = 2
_SHORTEST_BACKWARDS = 4
# What the model takes out of a prompt, and line breaks: they may stand inside a word.
_INSIDE = re.compile(r"<[^<>]*>|\s*BREAK\s*|\s*\n\s*")
_OPTIONS = re.compile(r"\{([^{}]*)\}")
_MOST_OPTIONS = 6
MOST_PREFIX = 3
# Right-to-left embeddings, overrides and isolates show the following text from its end.
_BACKWARDS = re.compile("[\u202b\u202e\u2067]")
# Upside-down letters, and the upright ones.
_TURN = str.maketrans("ɐɔǝɟƃᵷɥᴉıɾʞʅɯɹʇʌʍʎ∀ⅎ⅂⊥⅄ᴚ", "acefgghiijklmrtvwyafltyr")
_TURNED = frozenset(map(chr, _TURN))
_TURN |= str.maketrans("bdnpqumw69", "qpudbnwm96")


class Reading:
    """Words of one text in all their spellings.

    Args:
        chains: the words of the text in order, in each way to split it.
        split: returns the words of a compound, or nothing.
        backwards: whether each word is read from its end.

    Attributes:
        spans: the spans of each word, by its spelling.
        prefixes: the words by each of their prefixes of up to MOST_PREFIX letters.
        unspaced: of a text with scripts without spaces, each way to split it, mapped to the same
            in hiragana.
    """

    def __init__(self, chains: Iterable[Tokens], split: Split, backwards: bool = False) -> None:
        self._chains, self.backwards = tuple(chains), backwards
        self.spans: dict[str, list[Span]] = {}
        for word, spans in _locate_words(self._chains).items():
            for spelling in spellings(word):
                self.spans.setdefault(spelling, []).extend(spans)
        for word in tuple(self.spans):
            self._add_parts(split(word), self.spans[word])
        self.prefixes: dict[str, list[str]] = {}
        for word in self.spans:
            for length in range(1, min(len(word), MOST_PREFIX) + 1):
                self.prefixes.setdefault(word[:length], []).append(word)
        texts = dict.fromkeys(filter(is_unspaced, map(" ".join, self._chains)))
        self.unspaced = {text: fold_kana(text) for text in texts}

    def reverse(self) -> "Reading":
        """Read each word from its end."""
        words = (word[::-1] for word in reversed(self._chains[0]))
        long = (word for word in words if len(word) >= _SHORTEST_BACKWARDS or is_unspaced(word))
        return Reading((tuple(long),), keep_whole, backwards=True)

    @property
    def text(self) -> str:
        """The text as words, with a space between them."""
        return " ".join(self._chains[0])

    def understand(self, span: Span, words: str) -> str:
        """Write the text as words, some of which were read in another spelling.

        Args:
            span: of the words that were read.
            words: their spelling.
        """
        start, stop, at = *span, 0
        written = list[str]()
        for word in self._chains[0]:
            end = at + len(word)
            if end <= start or at >= stop:
                written.append(word)
            else:
                written += (
                    word[: max(0, start - at)],
                    words if at <= start else "",
                    word[stop - at :],
                )
            at = end
        return " ".join(filter(None, written))

    @cached_property
    def sequences(self) -> frozenset[Tokens]:
        """The text as words in order, in each way to split it and to spell all words alike."""
        found = set(self._chains)
        for chain in self._chains:
            dressed = [(at, ways) for at, ways in enumerate(map(_variants, chain)) if len(ways) > 1]
            for way in range(1, _MOST_WAYS if dressed else 0):
                spelled = list(chain)
                for at, ways in dressed:
                    spelled[at] = ways[min(way, len(ways) - 1)]
                found.add(tuple(spelled))
        return frozenset(found)

    def _add_parts(self, parts: Tokens, spans: Iterable[Span]) -> None:
        """Add the parts of a compound."""
        for start, stop in spans if parts else ():
            for part in parts:
                self.spans.setdefault(part, []).append((start, min(start + len(part), stop)))
                start += len(part)


def keep_whole(_word: str) -> Tokens:
    """Split no word."""
    return ()


def readings(text: str, split: Split = keep_whole) -> tuple[Reading, ...]:
    """Read a text as it is written, and as the tokenizer of a model receives it.

    A text that is shown backwards or upside down is also read so. The time is linear in the
    length of the text.

    Args:
        text: a prompt with its emphasis.
        split: returns the words of a compound, or nothing.
    """
    texts = dict.fromkeys(map(fold, _texts(text)))
    found = [Reading(chains, split) for chains in _chains(texts)]
    return (*found, *(reading.reverse() for reading in found[:1]))


def _texts(text: str) -> Iterator[str]:
    """List the texts that a text can be read as."""
    yield from split_at_seams(text)
    yield pretokenized(text, SEAM)
    if (second := second_letters(text)) != text:
        yield second
    if (joined := _INSIDE.sub("", text)) != text:
        yield pretokenized(joined, SEAM)
    if options := _OPTIONS.findall(text):
        most = max(option.count("|") for option in options) + 1
        for number in range(min(most, _MOST_OPTIONS)):
            yield pretokenized(_OPTIONS.sub(partial(_choose, number), text), SEAM)
    if _BACKWARDS.search(text):
        yield from split_at_seams(text[::-1])
    lowered = text.lower()
    if not _TURNED.isdisjoint(lowered):
        yield lowered[::-1].translate(_TURN)


def _choose(number: int, group: re.Match[str]) -> str:
    """Choose an option of a group by its number, or its last one."""
    options = group[1].split("|")
    return options[min(number, len(options) - 1)]


def _chains(folded: Iterable[str]) -> Iterable[Iterable[Tokens]]:
    """Split folded texts in all ways, grouped by equal letters, so that their spans agree."""
    ways: dict[str, tuple[Tokens, ...]] = {}
    alike: dict[str, dict[Tokens, None]] = {}
    for text in folded:
        seamed = _IN_NUMBER.sub("", text)
        whole = seamed.replace(SEAM, "")
        if whole not in ways:
            # At all signs, with signs as letters, without joints, and with single letters joined.
            signed, joined = _split_with_signs(whole), _JOINT.sub("", whole)
            over = () if joined == whole else (words(joined), _split_with_signs(joined))
            runs = [_join_runs(signed), _join_runs(signed, articles="ai")]
            if not _SIGNS.isdisjoint(whole):
                runs.append(_join_runs(words(whole)))
            ways[whole] = tuple(map(tuple, (words(whole), signed, *over, *runs)))
        chains = alike.setdefault("".join(ways[whole][0]), {})
        chains.update(dict.fromkeys((tuple(words(seamed)), *ways[whole])))
    return alike.values()


def _split_with_signs(text: str) -> list[str]:
    return words(text) if _SIGNS.isdisjoint(text) else _LEET_WORD.findall(text)


def _join_runs(chain: Sequence[str], articles: str = "") -> Sequence[str]:
    """Join runs of at least three single letters (n u d e), without an article before them."""
    if sum(len(word) == 1 for word in chain) < _SHORTEST_UNSPACED_RUN:
        return chain
    joined = list[str]()
    for single, run in groupby(chain, key=lambda word: len(word) == 1):
        letters = list(run)
        if single and letters[0] in articles:
            joined.append(letters.pop(0))
        shortest = _SHORTEST_UNSPACED_RUN if all(map(is_unspaced, letters)) else _SHORTEST_RUN
        joined += ["".join(letters)] if single and len(letters) >= shortest else letters
    return joined


def _locate_words(chains: Iterable[Tokens]) -> Mapping[str, set[Span]]:
    places: dict[str, set[Span]] = {}
    for chain in chains:
        start = 0
        for word in chain:
            stop = start + (len(word) if word.isalnum() else sum(map(str.isalnum, word)))
            if word in places:
                places[word].add((start, stop))
            else:
                places[word] = {(start, stop)}
            start = stop
    return places


@cache_by_word
def spellings(word: str) -> Tokens:
    """List the spellings of a word: with signs as letters, without repetitions, with n for ñ."""
    variants = _variants(word)
    return tuple(dict.fromkeys((*variants, *(one.replace("ñ", "n") for one in variants))))


@cache_by_word
def _variants(word: str) -> Tokens:
    """Spell a word in one way, or in several if it has repetitions or signs."""
    plain = word.isalpha() or not any(map(str.isalpha, word))
    if plain and not _REPEATED.search(word) and len(_DOUBLED.findall(word)) < _MOST_DOUBLED:
        return (word,)
    # 1980 stays a year: digits are read as letters only next to letters.
    read = (word,) if plain else tuple(_read_strokes(word.translate(_LEET)))
    fewer = [_REPEATED.sub(times, one) for times in (r"\1", r"\1\1") for one in read]
    squeezed = [squeeze(one) for one in read if _DOUBLED.search(one)]
    return (word, *fewer, *squeezed)


def _read_strokes(word: str) -> Iterator[str]:
    """Read the strokes of a word as i and as l."""
    strokes = len(_STROKES.findall(word))
    ways = (
        product("il", repeat=strokes)
        if strokes <= _MOST_STROKES
        else ("i" * strokes, "l" * strokes)
    )
    pieces = _STROKES.split(word)
    for way in ways:
        yield "".join(map("".join, zip_longest(pieces, way, fillvalue="")))


def squeeze(word: str) -> str:
    """Mark a word of which each run of a letter became one letter."""
    return SQUEEZED + _DOUBLED.sub(r"\1", word)
