"""All the words that a text can be read as, and where in the text they stand."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import groupby

from bot.admission.content_filter.normalisation import (
    SEAM,
    Tokens,
    fold,
    is_unspaced,
    kana_folded,
    remembered,
    split_at_seams,
    words,
)
from generation import pretokenized

# From and up to so many letters and digits of a text, counted without what is between them.
Span = tuple[int, int]
Split = Callable[[str], Tokens]

# One is read as i and as l, so there are two tables.
_LEET = {"0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "€": "e"}
_LEET_TABLES = tuple(str.maketrans({**_LEET, "1": one, "!": one, "|": one}) for one in "il")
_LEET_WORD = re.compile(r"(?:[^\W_]|[@$€]|[!|](?=[^\W_]))+")
_SIGNS = frozenset("@$€!|")
_REPEATED = re.compile(r"([^\W\d])\1{2,}")
# What people read over: nu-de, nu_de, n.ude. Between digits it belongs to a number.
_JOINT = re.compile(r"(?<=[^\W\d_])[-_.·*~'’`´‐‑–]+(?=[^\W_])|(?<=\d)[-_.·*~'’`´‐‑–]+(?=[^\W\d_])")
# The tokenizer takes digits one by one; people, and whoever writes an age, do not.
_IN_NUMBER = re.compile(rf"(?<=\d){SEAM}+(?=\d)")
_SHORTEST_RUN = 3
MOST_PREFIX = 24
# Right-to-left embeddings, overrides and isolates show what follows from its end.
_BACKWARDS = re.compile("[\u202b\u202e\u2067]")
# Letters that stand on their heads, and the upright ones.
_TURN = str.maketrans("ɐɔǝɟƃᵷɥᴉıɾʞʅɯɹʇʌʍʎ∀ⅎ⅂⊥⅄ᴚ", "acefgghiijklmrtvwyafltyr")
_TURNED = frozenset(map(chr, _TURN))
_TURN |= str.maketrans("bdnpqumw69", "qpudbnwm96")


class Reading:
    """The words of one text in all their spellings.

    Attributes:
        spans: where each word stands, by its spelling.
        prefixes: the words by each of their beginnings of up to MOST_PREFIX letters.
        unspaced: where it has scripts without spaces, the text in each way to split it, each with
            itself in hiragana.
    """

    def __init__(self, chains: Iterable[Tokens], split: Split) -> None:
        self._chains = tuple(chains)
        self.spans: dict[str, list[Span]] = {}
        for word, spans in _places(self._chains).items():
            for spelling in spellings(word):
                self.spans.setdefault(spelling, []).extend(spans)
        for word in tuple(self.spans):
            self._add_parts(split(word), self.spans[word])
        self.prefixes = _prefixes(self.spans)
        texts = dict.fromkeys(filter(is_unspaced, map(" ".join, self._chains)))
        self.unspaced = {text: kana_folded(text) for text in texts}

    @cached_property
    def sequences(self) -> frozenset[Tokens]:
        """The text as words one after the other, in each way to split and spell it."""
        return frozenset(_sequences(self._chains))

    def _add_parts(self, parts: Tokens, spans: Iterable[Span]) -> None:
        """Add the words that a glued one is made of."""
        for start, stop in spans if parts else ():
            for part in parts:
                self.spans.setdefault(part, []).append((start, min(start + len(part), stop)))
                start += len(part)


def unsplit(_word: str) -> Tokens:
    """Take no word apart."""
    return ()


def readings(text: str, split: Split = unsplit) -> tuple[Reading, ...]:
    """Read a text as it is written, and as the tokenizer of a model is handed it.

    Text that is shown from its end or upside down is also read so. The time that it takes grows
    with the text's length and no faster.

    Args:
        text: a prompt with its emphasis.
        split: returns the words that a glued one is made of; none for any other.
    """
    texts = [*split_at_seams(text), pretokenized(text, SEAM)]
    if _BACKWARDS.search(text):
        texts += split_at_seams(text[::-1])
    lowered = text.lower()
    if not _TURNED.isdisjoint(lowered):
        texts.append(lowered[::-1].translate(_TURN))
    return tuple(Reading(chains, split) for chains in _chains(dict.fromkeys(map(fold, texts))))


def _chains(folded: Iterable[str]) -> Iterable[Iterable[Tokens]]:
    """Split folded texts in all ways; where they say the same, their words have the same places."""
    ways: dict[str, tuple[Tokens, ...]] = {}
    alike: dict[str, dict[Tokens, None]] = {}
    for text in folded:
        parted = _IN_NUMBER.sub("", text)
        whole = parted.replace(SEAM, "")
        if whole not in ways:
            ways[whole] = _unparted(whole)
        said = alike.setdefault("".join(ways[whole][0]), {})
        said.update(dict.fromkeys((tuple(words(parted)), *ways[whole])))
    return alike.values()


def _unparted(whole: str) -> tuple[Tokens, ...]:
    """Split a text without seams, first at all signs, then over joints, with signs, and joined."""
    signed, joined = _signed(whole), _JOINT.sub("", whole)
    over = () if joined == whole else (words(joined), _signed(joined))
    runs = _runs_joined(signed), _runs_joined(signed, articles="ai")
    return tuple(map(tuple, (words(whole), signed, *over, *runs)))


def _signed(text: str) -> list[str]:
    return words(text) if _SIGNS.isdisjoint(text) else _LEET_WORD.findall(text)


def _runs_joined(chain: Iterable[str], articles: str = "") -> Iterator[str]:
    """Join runs of three and more single letters (n u d e), but for an article before them."""
    for single, run in groupby(chain, key=lambda word: len(word) == 1):
        letters = list(run)
        if single and letters[0] in articles:
            yield letters.pop(0)
        yield from ("".join(letters),) if single and len(letters) >= _SHORTEST_RUN else letters


def _places(chains: Iterable[Tokens]) -> Mapping[str, set[Span]]:
    places: dict[str, set[Span]] = {}
    for chain in chains:
        start = 0
        for word in chain:
            stop = start + (len(word) if word.isalnum() else sum(map(str.isalnum, word)))
            places.setdefault(word, set()).add((start, stop))
            start = stop
    return places


def _prefixes(spellings_: Iterable[str]) -> Mapping[str, list[str]]:
    prefixes: dict[str, list[str]] = {}
    for word in spellings_:
        for length in range(1, min(len(word), MOST_PREFIX) + 1):
            prefixes.setdefault(word[:length], []).append(word)
    return prefixes


def _sequences(chains: Iterable[Tokens]) -> Iterator[Tokens]:
    """Yield every way to split the text, and to spell it with all words alike."""
    for chain in chains:
        yield chain
        dressed = [(at, ways) for at, ways in enumerate(map(_variants, chain)) if len(ways) > 1]
        for way in range(1, len(dressed[0][1]) if dressed else 0):
            spelled = list(chain)
            for at, ways in dressed:
                spelled[at] = ways[way]
            yield tuple(spelled)


def spellings(word: str) -> Iterable[str]:
    """List what a word can be read as: with signs as letters, without repetitions, ñ as n."""
    variants = _variants(word)
    return dict.fromkeys((*variants, *(variant.replace("ñ", "n") for variant in variants)))


@remembered
def _variants(word: str) -> Tokens:
    """Spell a word in one way, or, if it has repetitions or signs, in five."""
    plain = word.isalpha() or not any(map(str.isalpha, word))
    if plain and not _REPEATED.search(word):
        return (word,)
    # 1980 stays a year: digits are letters only beside letters.
    read = (word, word) if plain else [word.translate(table) for table in _LEET_TABLES]
    fewer = [_REPEATED.sub(times, one) for times in (r"\1", r"\1\1") for one in read]
    return word, *fewer
