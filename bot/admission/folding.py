"""Folding text so that one word is found however it is dressed up; for matching only."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

import regex

from bot.admission.letters import UNSPACED, bare

Words = tuple[str, ...]
T = TypeVar("T")

# Longer words are rare, and not worth being remembered.
_LONGEST_KEPT = 64

# Of a text: where a word may end although nothing stands between it and the next. Members may
# write it too; Unicode has it for parting what is not seen parted.
SEAM = "\x1f"
# Where a script without spaces begins or ends, as in Japanese with an English word in it.
_EDGE = re.compile(rf"(?<=[{UNSPACED}])(?=[^\W{UNSPACED}])|(?<=[^\W{UNSPACED}])(?=[{UNSPACED}])")
# nudeGirl, NUDEGirl, nude2, 2nude, нудеGirl.
_INSIDE = regex.compile(
    r"(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})"
    r"|(?<=\p{Latin})(?=[\p{Cyrillic}\p{Greek}])|(?<=[\p{Cyrillic}\p{Greek}])(?=\p{Latin})"
)
_UNSPACED = re.compile(f"[{UNSPACED}]")
_RUN = re.compile(r"\w{2,}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_WORD = re.compile(r"[^\W_]+")
# ヌ〜ド and ヌ-ド are ヌード.
_KANA = r"\u3041-\u3096\u30a1-\u30fa"
_LONG = re.compile(rf"(?<=[{_KANA}])[ー〜～~‐‑–—―−-]+(?=[{_KANA}])")
_SMALL, _LARGE = "ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ"
_HIRAGANA = str.maketrans(
    {code + 0x60: code for code in range(0x3041, 0x3097)}
    | {
        code: large
        for small, large in zip(_SMALL, _LARGE, strict=True)
        for code in (ord(small), ord(small) + 0x60)
    }
)


def remembered(function: Callable[[str], T]) -> Callable[[str], T]:
    """Cache a function of single words, in bounded memory."""
    kept = lru_cache(maxsize=16_384)(function)
    return lambda word: kept(word) if len(word) <= _LONGEST_KEPT else function(word)


def fold(text: str) -> str:
    """Fold a text to plain letters and digits of one case, with spaces between scripts."""
    plain = bare(_CONTROL.sub(SEAM, text))
    return plain if plain.isascii() else _EDGE.sub(" ", _LONG.sub("ー", plain))


def seamed(text: str) -> str:
    """Put seams into a text where its case, its script, or letters and digits change."""
    return _RUN.sub(lambda run: _seamed(run[0]), text)


@remembered
def _seamed(run: str) -> str:
    return _INSIDE.sub(SEAM, run)


def words(folded: str) -> list[str]:
    """Split a folded text at everything that is no letter and no digit."""
    return _WORD.findall(folded)


def phrase(line: str) -> Words:
    """Read a line of a word list into its words, folded as the texts are."""
    return tuple(words(fold(line)))


def is_unspaced(text: str) -> bool:
    """Tell whether a text has characters of a script without spaces."""
    return _UNSPACED.search(text) is not None


def kana_folded(text: str) -> str:
    """Write a folded text in hiragana, small kana large, character by character."""
    return text.translate(_HIRAGANA)
