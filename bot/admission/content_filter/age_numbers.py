"""Reads numbers out of words, and replaces each by what it may be in the statement of an age."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.admission.content_filter.age_words import AgeWords
from bot.admission.content_filter.japanese_numbers import in_digits
from bot.admission.content_filter.normalisation import Tokens, is_unspaced, phrase

# What a number may be. The texts' numbers become one of these words, so that a way to state an
# age is looked for once and not for each number.
AMBIGUOUS, ORDINAL, BIRTH = "agebyunit", "ageordinal", "agebirth"
_BANDS = (*["ageten"] * 10, *["agethirteen"] * 4, *["ageseventeen"] * 4, *["agetwenty"] * 3)
# An example of each band that a slot of `age_words.py` stands for.
SLOTS = {
    "{count}": ("one", "7", "12", "16"),
    "{age}": ("7", "12", "16"),
    "{limit}": ("12", "16", "18"),
    "{grade}": ("one", "7", "12"),
    "{ordinal}": ("5th",),
    "{birth}": ("2015",),
}
# In 2027 those born in 2009 are grown up; the wrong side to err on is the other one.
_BIRTHS = range(2009, 2100)
_LAST_ORDINAL = 17
_GLUED = re.compile(r"(\d+)([^\W\d_]+)|([^\W\d_]+)(\d+)")
# Of a year and a digit more, so that no longer number is taken for one.
_MOST_DIGITS = 5
_LONGEST = 3


class NumberReader:
    """Numbers of all languages, in digits and in words."""

    def __init__(self, rows: Sequence[AgeWords]) -> None:
        self._numbers = dict(_number_words(rows))
        self._glued = dict(_glued(rows))
        self._endings = _phrases(row.endings for row in rows)
        self._larger = _phrases(row.larger for row in rows)
        self._fillers = _phrases(row.fillers for row in rows)
        self._measures = _phrases(row.measures for row in rows)
        self._later = _phrases(row.later for row in rows)
        self._schools = tuple(word for (word,) in _phrases(row.schools for row in rows))
        self._counters = tuple(word for (word, *_) in self._measures if is_unspaced(word))

    def read(self, words: Tokens) -> Tokens:
        """Replace the numbers by their bands and leave out the fillers before them."""
        pieces, found, at = self._split(words), list[str](), 0
        while at < len(pieces):
            length, band = self._number_at(pieces, at)
            while band and found and (found[-1],) in self._fillers:
                found.pop()
            found.append(band or pieces[at])
            at += length
        return tuple(found)

    def _split(self, words: Tokens) -> Tokens:
        text = " ".join(words)
        whole = in_digits(text).split() if is_unspaced(text) else words
        return tuple(piece for word in whole for piece in self._pieces(word))

    def _pieces(self, word: str) -> Iterable[str]:
        """Split "12yo" and "age12" where the digits end, and "zwölfjährig" behind the number."""
        if word in self._glued:
            return self._glued[word]
        parts = _GLUED.fullmatch(word)
        if parts is None:
            return (word,)
        number, ending, before, after = parts.groups()
        if (ending,) in self._endings:
            return (number, "th")
        return (number, ending) if number else (before, after)

    def _number_at(self, pieces: Tokens, at: int) -> tuple[int, str | None]:
        """Read the number that begins at a piece.

        Returns:
            How many pieces it takes, and its band or None.
        """
        if pieces[at].isdecimal():
            value = int(pieces[at][:_MOST_DIGITS])
            if pieces[at + 1 : at + 2] == ("th",):
                return 2, ORDINAL if value <= _LAST_ORDINAL else None
            return 1, _band(value) if self._is_age(pieces, at, at + 1) else None
        for length in range(_LONGEST, 0, -1):
            if band := self._numbers.get(pieces[at : at + length]):
                end = at + length
                alone = self._stands_alone(pieces, at, end) and self._is_age(pieces, at, end)
                return length, band if alone else None
        return 1, None

    def _stands_alone(self, pieces: Tokens, start: int, end: int) -> bool:
        """Return whether a number word is no part of a larger number and of no later time."""
        larger = pieces[max(start - 1, 0) : start], pieces[max(start - 2, 0) : start]
        return (
            self._larger.isdisjoint((*larger, pieces[end : end + 1]))
            and pieces[end : end + 2] not in self._later
        )

    def _is_age(self, pieces: Tokens, start: int, end: int) -> bool:
        """Return whether a number is neither a measure nor a year at a university."""
        follows = pieces[end : end + 2]
        return not (
            follows[:1] in self._measures
            or follows in self._measures
            or (follows and follows[0].startswith(self._counters))
            or (start and pieces[start - 1].endswith(self._schools))
        )


def _band(value: int) -> str | None:
    if value in _BIRTHS:
        return BIRTH
    return _BANDS[value] if value < len(_BANDS) else None


def _number_words(rows: Sequence[AgeWords]) -> Iterator[tuple[Tokens, str]]:
    ambiguous = {word for row in rows for word in row.ambiguous}
    for row in rows:
        for value, spellings in enumerate(row.numbers, start=1):
            for spelling in spellings.split("/"):
                yield phrase(spelling), AMBIGUOUS if spelling in ambiguous else _BANDS[value]
        for spelling in "/".join(row.ordinals).split("/"):
            yield phrase(spelling), ORDINAL


def _glued(rows: Sequence[AgeWords]) -> Iterator[tuple[str, Tokens]]:
    for row in rows:
        for number in "/".join(row.numbers).split("/"):
            for unit in row.glued:
                words = (*phrase(number), *phrase(unit))
                yield "".join(words), words


def _phrases(lists: Iterable[Iterable[str]]) -> frozenset[Tokens]:
    """Fold phrases, with ñ and without: texts are written in both ways."""
    found = frozenset(phrase(line) for lines in lists for line in lines)
    return found | {tuple(word.replace("ñ", "n") for word in words) for words in found}
