"""Folding text so that one word is found however it is dressed up; for matching only."""

import re
import unicodedata

# Letters of other scripts that look like Latin ones (a modest part of Unicode's confusables).
_CONFUSABLES = str.maketrans(
    "апеіјкмнорстухѕԁѡһցԛԝҽӏвьαβγεζηικμνορστυχωıɑɡʀɴʟɪʏøłđħŧ",
    "aneijkmhopctyxsdwhgqwelbbabyeznikmvopotuxwiagrnliyoldht",
)
# One is read as i and as l, so there are two tables.
_LEET = {"0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "€": "e"}
_LEET_TABLES = tuple(str.maketrans({**_LEET, "1": one, "!": one, "|": one}) for one in "il")
_WORD = re.compile(r"[^\W_]+")
_REPEATED = re.compile(r"([^\W\d])\1{2,}")
# Scripts without spaces: Thai and Lao, Burmese, Khmer, kana, Han.
UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3005-\u3007"
    r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
)
# Where one begins or ends, as in a sentence of Japanese with an English word in it.
_SEAM = re.compile(rf"(?<=[{UNSPACED}])(?=[^\W{UNSPACED}])|(?<=[^\W{UNSPACED}])(?=[{UNSPACED}])")
_TILDE = "\u0303"
# Of kana: ヌード has one, and without it would be a part of other words.
_VOICED = "\u3099\u309a"
_LEET_WORD = re.compile(r"(?:[^\W_]|[@$€]|[!|](?=[^\W_]))+")
_RUN = re.compile(r"(?<!\S)\w(?: \w){2,}(?!\S)")
_BEFORE_RUN = re.compile(r"(?<!\S)[ai] (?=\w \w \w(?!\S))")

Words = tuple[str, ...]


def fold(text: str, enye: bool = False) -> str:
    """Fold a text to bare letters and digits of one case.

    Compatibility forms become plain (NFKC), case is dropped, combining marks and invisible
    format characters are stripped, and look-alikes become Latin.

    Args:
        text: to fold.
        enye: whether ñ stays what it is, a letter of its own.
    """
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    if enye:
        plain = plain.replace(f"n{_TILDE}", "ñ")
    bare = "".join(char for char in plain if char in _VOICED or not _is_mark(char))
    # What is left of them stands on no kana.
    whole = re.sub(f"[{_VOICED}]", "", unicodedata.normalize("NFC", bare))
    return _SEAM.sub(" ", whole.translate(_CONFUSABLES))


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Me", "Cf")


def phrase(line: str) -> Words:
    """Read a line of a word list into its words, folded as the texts are."""
    return tuple(_WORD.findall(fold(line, enye=True)))


def readings(text: str) -> frozenset[Words]:
    """List the word sequences that a text can be read as.

    They are the plain words, and the words with digits and signs read as letters; in each, a
    run of single letters ("n u d e", "n.u.d.e") is also read as one word, three or more of a
    letter in a row as one ("nuuude") and as two ("boooobs"), and ñ as n.
    """
    found = set[Words]()
    for spelling in _spellings(text):
        words = (
            tuple(_WORD.findall(spelling)),
            *(_leet_words(spelling, table) for table in _LEET_TABLES),
        )
        found.update(words, *map(_joined, words))
    return frozenset(found)


def _spellings(text: str) -> frozenset[str]:
    folded = {fold(text), fold(text, enye=True)}
    shorter = {_REPEATED.sub(times, spelling) for spelling in folded for times in (r"\1", r"\1\1")}
    return frozenset(folded | shorter)


def _leet_words(folded: str, table: dict[int, str]) -> Words:
    return tuple(_read(word, table) for word in _LEET_WORD.findall(folded))


def _read(word: str, table: dict[int, str]) -> str:
    """Read digits as letters, but only in a word that has a letter: 1980 stays a year."""
    return word.translate(table) if any(char.isalpha() for char in word) else word


def _joined(words: Words) -> tuple[Words, Words]:
    """Join runs of three and more single letters, without and with "a" or "I" before them."""
    text = " ".join(words)
    return _join(_BEFORE_RUN.sub("", text)), _join(text)


def _join(text: str) -> Words:
    return tuple(_RUN.sub(lambda run: run[0].replace(" ", ""), text).split())
