"""Folding of texts, so that a disguised word is still found; for matching only."""

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import TypeVar

import regex

from bot.admission.content_filter.letters import UNSPACED, plain_letters

Tokens = tuple[str, ...]
T = TypeVar("T")

# Longer words are rare and not cached.
_LONGEST_KEPT = 64

# Inserted where a word may end although nothing separates it from the next. Members may write the
# character too; in Unicode it is an invisible separator.
SEAM = "\x1f"
# Start or end of a script without spaces, as in Japanese with an English word in it.
_EDGE = re.compile(rf"(?<=[{UNSPACED}])(?=[^\W{UNSPACED}])|(?<=[^\W{UNSPACED}])(?=[{UNSPACED}])")
# nude2, 2nude, nudeдом, nudeGirl.
_CHANGE = (
    r"(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})|(?<=\p{Ll})(?=\p{Lu})"
    r"|(?<=\p{Latin})(?=[\p{Cyrillic}\p{Greek}])|(?<=[\p{Cyrillic}\p{Greek}])(?=\p{Latin})"
)
# Capitals before a small letter are a word, with or without the last of them: NUDEgirl, NUDEGirl.
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


def cache_by_word(function: Callable[[str], T]) -> Callable[[str], T]:
    """Cache a function of single words, in bounded memory."""
    kept = lru_cache(maxsize=4096)(function)
    return lambda word: kept(word) if len(word) <= _LONGEST_KEPT else function(word)


def fold(text: str) -> str:
    """Fold a text to plain letters and digits of one case, with spaces between scripts."""
    plain = plain_letters(_CONTROL.sub(SEAM, text))
    return plain if plain.isascii() else _EDGE.sub(" ", _LONG.sub("ー", plain))


def split_at_seams(text: str) -> tuple[str, str]:
    """Insert seams into a text where its case, its script, or letters and digits change.

    Returns:
        The text with the last of several capitals joined to the small letters, and not joined.
    """
    return (
        _RUN.sub(lambda run: _insert_seams(run[0]), text),
        _RUN.sub(lambda run: _insert_seams_after_capitals(run[0]), text),
    )


_insert_seams = cache_by_word(partial(_INSIDE.sub, SEAM))
_insert_seams_after_capitals = cache_by_word(partial(_INSIDE_CAPITALS.sub, SEAM))


def words(folded: str) -> list[str]:
    """Split a folded text at all characters but letters and digits."""
    return _WORD.findall(folded)


def phrase(line: str) -> Tokens:
    """Split a line of a word list into words, folded like texts."""
    return tuple(words(fold(line)))


def is_unspaced(text: str) -> bool:
    """Return whether a text has characters of a script without spaces."""
    return _UNSPACED.search(text) is not None


def fold_kana(text: str) -> str:
    """Convert a folded text to hiragana, character by character, with small kana as large ones."""
    return text.translate(_HIRAGANA)
