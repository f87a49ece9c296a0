"""Readings of a text: all words that it can be read as, with their spans."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import groupby

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
_LEET = {"0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "€": "e"}
_LEET_TABLES = tuple(str.maketrans({**_LEET, "1": one, "!": one, "|": one}) for one in "il")
_LEET_WORD = re.compile(r"(?:[^\W_]|[@$€]|[!|](?=[^\W_]))+")
_SIGNS = frozenset("@$€!|")
_REPEATED = re.compile(r"([^\W\d])\1{2,}")
# Separators that readers ignore: nu-de, nu_de, n.ude. Between digits they belong to a number.
_JOINT = re.compile(r"(?<=[^\W\d_])[-_.·*~'’`´‐‑–]+(?=[^\W_])|(?<=\d)[-_.·*~'’`´‐‑–]+(?=[^\W\d_])")
# The tokenizer splits digits; readers, and writers of an age, do not.
_IN_NUMBER = re.compile(rf"(?<=\d){SEAM}+(?=\d)")
_SHORTEST_RUN = 3
MOST_PREFIX = 24
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

    Attributes:
        spans: the spans of each word, by its spelling.
        prefixes: the words by each of their prefixes of up to MOST_PREFIX letters.
        unspaced: of a text with scripts without spaces, each way to split it, mapped to the same
            in hiragana.
    """

    def __init__(self, chains: Iterable[Tokens], split: Split) -> None:
        self._chains = tuple(chains)
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
        before, after = list[str](), list[str]()
        for word in self._chains[0]:
            before.append(word[: max(0, start - at)])
            after.append(word[max(0, stop - at) :])
            at += len(word)
        return " ".join(filter(None, (*before, words, *after)))

    @cached_property
    def sequences(self) -> frozenset[Tokens]:
        """The text as words in order, in each way to split it and to spell all words alike."""
        found = set(self._chains)
        for chain in self._chains:
            dressed = [(at, ways) for at, ways in enumerate(map(_variants, chain)) if len(ways) > 1]
            for way in range(1, len(dressed[0][1]) if dressed else 0):
                spelled = list(chain)
                for at, ways in dressed:
                    spelled[at] = ways[way]
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
    texts = [*split_at_seams(text), pretokenized(text, SEAM)]
    if _BACKWARDS.search(text):
        texts += split_at_seams(text[::-1])
    lowered = text.lower()
    if not _TURNED.isdisjoint(lowered):
        texts.append(lowered[::-1].translate(_TURN))
    return tuple(Reading(chains, split) for chains in _chains(dict.fromkeys(map(fold, texts))))


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
            runs = _join_runs(signed), _join_runs(signed, articles="ai")
            ways[whole] = tuple(map(tuple, (words(whole), signed, *over, *runs)))
        chains = alike.setdefault("".join(ways[whole][0]), {})
        chains.update(dict.fromkeys((tuple(words(seamed)), *ways[whole])))
    return alike.values()


def _split_with_signs(text: str) -> list[str]:
    return words(text) if _SIGNS.isdisjoint(text) else _LEET_WORD.findall(text)


def _join_runs(chain: Iterable[str], articles: str = "") -> Iterator[str]:
    """Join runs of at least three single letters (n u d e), without an article before them."""
    for single, run in groupby(chain, key=lambda word: len(word) == 1):
        letters = list(run)
        if single and letters[0] in articles:
            yield letters.pop(0)
        yield from ("".join(letters),) if single and len(letters) >= _SHORTEST_RUN else letters


def _locate_words(chains: Iterable[Tokens]) -> Mapping[str, set[Span]]:
    places: dict[str, set[Span]] = {}
    for chain in chains:
        start = 0
        for word in chain:
            stop = start + (len(word) if word.isalnum() else sum(map(str.isalnum, word)))
            places.setdefault(word, set()).add((start, stop))
            start = stop
    return places


def spellings(word: str) -> Iterable[str]:
    """List the spellings of a word: with signs as letters, without repetitions, with n for ñ."""
    variants = _variants(word)
    return dict.fromkeys((*variants, *(variant.replace("ñ", "n") for variant in variants)))


@cache_by_word
def _variants(word: str) -> Tokens:
    """Spell a word in one way, or in five if it has repetitions or signs."""
    plain = word.isalpha() or not any(map(str.isalpha, word))
    if plain and not _REPEATED.search(word):
        return (word,)
    # 1980 stays a year: digits are read as letters only next to letters.
    read = (word, word) if plain else [word.translate(table) for table in _LEET_TABLES]
    fewer = [_REPEATED.sub(times, one) for times in (r"\1", r"\1\1") for one in read]
    return word, *fewer
