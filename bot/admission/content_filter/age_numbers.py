"""Parser of numbers in prompts, which maps each to its band of ages."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.admission.content_filter.age_words import AgeWords
from bot.admission.content_filter.japanese_numbers import write_digits
from bot.admission.content_filter.normalisation import Tokens, is_unspaced, phrase

# Bands of numbers. Every number of a text is replaced by one of these words, so that each way to
# state an age is matched once and not for each number.
AMBIGUOUS, ORDINAL, BIRTH = "agebyunit", "ageordinal", "agebirth"
# An example of each band that a slot of `age_words.py` stands for.
SLOTS = {
    "{count}": ("one", "7", "12", "16"),
    "{age}": ("7", "12", "16"),
    "{limit}": ("12", "16", "18"),
    "{grade}": ("one", "7", "12"),
    "{ordinal}": ("5th",),
    "{birth}": ("2015",),
}
# Years of birth under 18. In 2027 those born in 2009 are adults; to err towards refusal is safer.
_BANDS = dict.fromkeys(range(2009, 2100), BIRTH) | dict(
    enumerate([*["ageten"] * 10, *["agethirteen"] * 4, *["ageseventeen"] * 4, *["agetwenty"] * 3])
)
_LAST_ORDINAL = 17
_GLUED = re.compile(r"(\d+)([^\W\d_]+)|([^\W\d_]+)(\d+)")
# One more than of a year, so that no longer number is read as a year.
_MOST_DIGITS = 5
_LONGEST = 3


class NumberReader:
    """Parser of numbers in all languages, in digits and in words."""

    def __init__(self, rows: Sequence[AgeWords]) -> None:
        self._numbers = dict(_number_words(rows))
        self._glued = dict(_glued_words(rows))
        self._endings = _phrases(row.endings for row in rows)
        self._larger = _phrases(row.larger for row in rows)
        self._fillers = _phrases(row.fillers for row in rows)
        self._measures = _phrases(row.measures for row in rows)
        self._later = _phrases(row.later for row in rows)
        self._schools = tuple(word for (word,) in _phrases(row.schools for row in rows))
        self._counters = tuple(word for (word, *_) in self._measures if is_unspaced(word))

    def read(self, words: Tokens) -> Tokens:
        """Replace the numbers by their bands and drop the fillers before them."""
        text = " ".join(words)
        whole = write_digits(text).split() if is_unspaced(text) else words
        pieces = tuple(piece for word in whole for piece in self._split_word(word))
        found, at = list[str](), 0
        while at < len(pieces):
            length, band = self._read_number(pieces, at)
            while band and found and (found[-1],) in self._fillers:
                found.pop()
            found.append(band or pieces[at])
            at += length
        return tuple(found)

    def _split_word(self, word: str) -> Iterable[str]:
        """Split "12yo", "age12" and "zwölfjährig" between the number and the letters."""
        if word in self._glued:
            return self._glued[word]
        parts = _GLUED.fullmatch(word)
        if parts is None:
            return (word,)
        number, ending, before, after = parts.groups()
        if (ending,) in self._endings:
            return (number, "th")
        return (number, ending) if number else (before, after)

    def _read_number(self, pieces: Tokens, at: int) -> tuple[int, str | None]:
        """Read the number that begins at a piece.

        Returns:
            The number of pieces that it takes, and its band or None.
        """
        if pieces[at].isdecimal():
            value = int(pieces[at][:_MOST_DIGITS])
            if pieces[at + 1 : at + 2] == ("th",):
                return 2, ORDINAL if value <= _LAST_ORDINAL else None
            return 1, _BANDS.get(value) if self._is_age(pieces, at, at + 1) else None
        for length in range(_LONGEST, 0, -1):
            if band := self._numbers.get(pieces[at : at + length]):
                end = at + length
                before = pieces[max(at - 1, 0) : at], pieces[max(at - 2, 0) : at]
                in_larger = not self._larger.isdisjoint((*before, pieces[end : end + 1]))
                no_age = in_larger or pieces[end : end + 2] in self._later
                return length, None if no_age or not self._is_age(pieces, at, end) else band
        return 1, None

    def _is_age(self, pieces: Tokens, start: int, end: int) -> bool:
        """Return whether a number is neither a measure nor a university year."""
        follows = pieces[end : end + 2]
        return not (
            follows[:1] in self._measures
            or follows in self._measures
            or (follows and follows[0].startswith(self._counters))
            or (start and pieces[start - 1].endswith(self._schools))
        )


def _number_words(rows: Sequence[AgeWords]) -> Iterator[tuple[Tokens, str]]:
    ambiguous = {word for row in rows for word in row.ambiguous}
    for row in rows:
        for value, spellings in enumerate(row.numbers, start=1):
            for spelling in spellings.split("/"):
                yield phrase(spelling), AMBIGUOUS if spelling in ambiguous else _BANDS[value]
        for spelling in "/".join(row.ordinals).split("/"):
            yield phrase(spelling), ORDINAL


def _glued_words(rows: Sequence[AgeWords]) -> Iterator[tuple[str, Tokens]]:
    for row in rows:
        for number in "/".join(row.numbers).split("/"):
            for unit in row.glued:
                words = (*phrase(number), *phrase(unit))
                yield "".join(words), words


def _phrases(lists: Iterable[Iterable[str]]) -> frozenset[Tokens]:
    """Fold phrases, with ñ and with n in its place: texts use both spellings."""
    found = frozenset(phrase(line) for lines in lists for line in lines)
    return found | {tuple(word.replace("ñ", "n") for word in words) for words in found}
