"""Folding text so that one word is found however it is dressed up; for matching only."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

import regex

from bot.admission.content_filter.letters import UNSPACED, bare

Tokens = tuple[str, ...]
T = TypeVar("T")

# Longer words are rare, and not worth being remembered.
_LONGEST_KEPT = 64

# Of a text: where a word may end although nothing stands between it and the next. Members may
# write it too; Unicode has it for parting what is not seen parted.
SEAM = "\x1f"
# Where a script without spaces begins or ends, as in Japanese with an English word in it.
_EDGE = re.compile(rf"(?<=[{UNSPACED}])(?=[^\W{UNSPACED}])|(?<=[^\W{UNSPACED}])(?=[{UNSPACED}])")
# nude2, 2nude, nudeдом, nudeGirl.
_CHANGE = (
    r"(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})|(?<=\p{Ll})(?=\p{Lu})"
    r"|(?<=\p{Latin})(?=[\p{Cyrillic}\p{Greek}])|(?<=[\p{Cyrillic}\p{Greek}])(?=\p{Latin})"
)
# Capitals before a small letter are a word, or all but the last of them are: NUDEgirl, NUDEGirl.
_INSIDE = regex.compile(rf"{_CHANGE}|(?<=\p{{Lu}})(?=\p{{Lu}}\p{{Ll}})")
_INSIDE_CAPITALS = regex.compile(rf"{_CHANGE}|(?<=\p{{Lu}}\p{{Lu}})(?=\p{{Ll}})")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_RUN = re.compile(r"\w{2,}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_WORD = re.compile(r"[^\W_]+")
# ヌ〜ド and ヌ-ド are ヌード.
_KANA = r"\u3041-\u3096\u30a1-\u30fa"
_LONG = re.compile(rf"(?<=[{_KANA}])[ー〜～~‐‑–—―−-]+(?=[{_KANA}])")
_SMALL, _LARGE = "ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ"
# Kanji that Unicode lists as confusable with katakana: 工口 is readable as エロ.
_KANJI, _ALIKE = "工力夕卜二八口一", "えかたとにはろー"
_HIRAGANA = str.maketrans(
    {code + 0x60: code for code in range(0x3041, 0x3097)}
    | dict(zip(map(ord, _KANJI), _ALIKE, strict=True))
    | {
        code: large
        for small, large in zip(_SMALL, _LARGE, strict=True)
        for code in (ord(small), ord(small) + 0x60)
    }
)


def remembered(function: Callable[[str], T]) -> Callable[[str], T]:
    """Cache a function of single words, in bounded memory."""
    kept = lru_cache(maxsize=4096)(function)
    return lambda word: kept(word) if len(word) <= _LONGEST_KEPT else function(word)


def fold(text: str) -> str:
    """Fold a text to plain letters and digits of one case, with spaces between scripts."""
    plain = bare(_CONTROL.sub(SEAM, text))
    return plain if plain.isascii() else _EDGE.sub(" ", _LONG.sub("ー", plain))


def split_at_seams(text: str) -> tuple[str, str]:
    """Put seams into a text where its case, its script, or letters and digits change.

    Returns:
        The text with the last of several capitals counted to the small letters, and without.
    """
    return (
        _RUN.sub(lambda run: _seamed(run[0]), text),
        _RUN.sub(lambda run: _seamed_after_capitals(run[0]), text),
    )


@remembered
def _seamed(run: str) -> str:
    return _INSIDE.sub(SEAM, run)


@remembered
def _seamed_after_capitals(run: str) -> str:
    return _INSIDE_CAPITALS.sub(SEAM, run)


def words(folded: str) -> list[str]:
    """Split a folded text at everything that is no letter and no digit."""
    return _WORD.findall(folded)


def phrase(line: str) -> Tokens:
    """Read a line of a word list into its words, folded as the texts are."""
    return tuple(words(fold(line)))


def is_unspaced(text: str) -> bool:
    """Tell whether a text has characters of a script without spaces."""
    return _UNSPACED.search(text) is not None


def kana_folded(text: str) -> str:
    """Write a folded text in hiragana, character by character, with small kana as large ones."""
    return text.translate(_HIRAGANA)
