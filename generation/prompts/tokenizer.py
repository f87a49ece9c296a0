"""Tokenizer as CLIP's: byte-level byte-pair encoding of lowercased words.

Reference: Sennrich et al., "Neural Machine Translation of Rare Words with Subword Units",
arXiv:1508.07909, on UTF-8 bytes as in Radford et al., "Language Models are Unsupervised
Multitask Learners" (2019), §2.2.
"""

import gzip
import unicodedata
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Self

import regex

from generation.errors import ModelUnavailable
from generation.files.regular_files import open_regular
from generation.prompts.bpe import Merge, merge_pieces
from generation.validation import validation_error

START, END = "<|startoftext|>", "<|endoftext|>"
END_OF_WORD = "</w>"
# CLIP's file lists more merges than its vocabulary of 49,408 tokens uses.
MOST_MERGES = 49_408 - 2 * 256 - 2
# CLIP's own file, decompressed, is a third of it.
MOST_MERGES_BYTES = 10_000_000

# English clitics, runs of letters, single digits, runs of all other signs but white space.
WORD = regex.compile(r"'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\s\p{L}\p{N}]+")
# A start or an end inside a text is one token if it is spelled exactly so.
_MARK = rf"{regex.escape(START)}|{regex.escape(END)}"
_MARKS = regex.compile(f"({_MARK})")
# In other capitals it is no such token, but the reference does not join it to its neighbours.
_FIRST = regex.compile(f"{_MARK}|{WORD.pattern}")

# Signs in a learned word's name that would be parsed as emphasis.
_BRACKET = regex.compile(r"[\\()\[\]]")


# A printable character for each byte, itself where Latin-1 prints it. In the vocabulary's order:
# printable bytes first, then the others.
_PRINTABLE = (*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100))
_OTHERS = tuple(byte for byte in range(256) if byte not in _PRINTABLE)
BYTE_SYMBOLS = {
    **{byte: chr(byte) for byte in _PRINTABLE},
    **{byte: chr(256 + index) for index, byte in enumerate(_OTHERS)},
}
SYMBOL_BYTES = {symbol: byte for byte, symbol in BYTE_SYMBOLS.items()}


def split(text: str) -> list[str]:
    """Split text into words, normalized to composed characters and lowercased.

    Characters are lowercased one by one, without the rules for a character's neighbours.

    Reference:
        transformers, CLIPTokenizer: its normalizer and pre-tokenizer.
    """
    if text.isascii() and text.isalpha():  # One word, as most are, at a fraction of the time.
        return [text.lower()]
    found: list[str] = []
    for part in _MARKS.split(text):
        if part in (START, END):
            found.append(part)
            continue
        cleaned = "".join(map(str.lower, unicodedata.normalize("NFC", part)))
        found.extend(word for first in _FIRST.findall(cleaned) for word in WORD.findall(first))
    return found


def words(text: str) -> list[str]:
    """Split text into lowercased words, each spelled in byte symbols."""
    # Half a surrogate pair has no UTF-8 form; a question mark replaces it.
    encoded = (word.encode("utf-8", "replace") for word in split(text))
    return ["".join(BYTE_SYMBOLS[byte] for byte in word) for word in encoded]


def read_merges(path: Path) -> list[Merge]:
    """Read a file of merges, "first second" on each line, plain or gzipped, with or without header.

    Returns:
        At most as many merges as CLIP's vocabulary uses.

    Raises:
        ModelUnavailable: the file is missing, damaged, or no list of merges.
    """
    try:
        with open_regular(path) as raw, gzip.open(raw) if path.suffix == ".gz" else raw as file:
            lines = file.read(MOST_MERGES_BYTES).decode("utf-8").split("\n")
        if "#version" in lines[0]:
            del lines[0]
        pairs = (line.split() for line in lines[:MOST_MERGES] if line.strip())
        return [(first, second) for first, second in pairs]
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise ModelUnavailable(f"{path.name} is no list of merges: {error}.") from error


def _spelling(name: str) -> str:
    """Fold the spellings of a learned word's name: capitals, spaces and composed characters."""
    return " ".join(unicodedata.normalize("NFC", name).lower().split())


def _compile_names(names: Iterable[str]) -> regex.Pattern[str] | None:
    """Compile a pattern of names as whole words, the longest first; None without names."""
    # A text is normalized word by word, after its markup is parsed: its names are in either form.
    forms = {unicodedata.normalize(form, name) for name in names for form in ("NFC", "NFD")}
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    either = "|".join(r"\s+".join(map(regex.escape, name.split())) for name in longest_first)
    return regex.compile(rf"(?<!\w)({either})(?!\w)", regex.IGNORECASE) if either else None


class Tokenizer:
    """A byte-pair encoding with CLIP's layout of the vocabulary.

    Bytes come first, then bytes that end a word, then one token per merge, then start and end.

    Args:
        merges: pairs of pieces, in the order of their ranks.
        learned: an operator's words (textual inversion), each with its number of tokens, which
            follow all tokens of the vocabulary.
    """

    def __init__(
        self, merges: Iterable[Merge], learned: Mapping[str, int] = MappingProxyType({})
    ) -> None:
        merges = tuple(merges)
        self._ranks = {pair: rank for rank, pair in enumerate(merges)}
        symbols = tuple(BYTE_SYMBOLS.values())
        endings = tuple(symbol + END_OF_WORD for symbol in symbols)
        vocabulary = (*symbols, *endings, *map("".join, merges), START, END)
        self.pieces = vocabulary
        self._ids = {piece: index for index, piece in enumerate(vocabulary)}
        self.size = len(vocabulary)
        self.start, self.end = self._ids[START], self._ids[END]
        self._learned = dict[str, range]()
        first = self.size
        for word, count in learned.items():
            self._learned[_spelling(word)] = range(first, first + count)
            first += count
        self._name_pattern = _compile_names(self._learned)
        self._word = lru_cache(maxsize=8192)(self._encode_word)

    @classmethod
    def from_file(cls, path: Path, learned: Mapping[str, int] = MappingProxyType({})) -> Self:
        """Load a tokenizer from a file of merges; see `read_merges`.

        Args:
            path: of the file.
            learned: an operator's words, each with its number of tokens.

        Raises:
            ModelUnavailable: the file is missing, damaged, or no list of merges.
        """
        return cls(read_merges(path), learned)

    def encode(self, text: str) -> list[int]:
        """Encode text as tokens between a start and an end."""
        tokens = [self.start]
        for part in self.parts(text):
            if self.is_learned(part):
                tokens.extend(self._learned[_spelling(part)])
            else:
                tokens.extend(token for word in words(part) for token in self._word(word))
        return [*tokens, self.end]

    def parts(self, text: str) -> list[str]:
        """Split text into learned words and the texts between them."""
        return self._name_pattern.split(text) if self._name_pattern else [text]

    def is_learned(self, part: str) -> bool:
        """Check whether a part of a text is a learned word, in any capitals and spaces."""
        return _spelling(part) in self._learned

    def escape_learned_words(self, prompt: str) -> str:
        """Escape the brackets in learned words, which would be parsed as emphasis.

        Args:
            prompt: with its emphasis; of several names at one place, the longest is taken.
        """
        if self._name_pattern is None:
            return prompt
        return self._name_pattern.sub(lambda name: _BRACKET.sub(r"\\\g<0>", name[0]), prompt)

    def decode(self, tokens: Iterable[int]) -> str:
        """Decode tokens to text, with a space after each word; parts of characters are dropped."""
        known = (self.pieces[token] for token in tokens if token < self.size)
        symbols = "".join(known).split(END_OF_WORD)
        encoded = (bytes(SYMBOL_BYTES[symbol] for symbol in word) for word in symbols)
        return " ".join(word.decode("utf-8", "ignore") for word in encoded)

    def unknown_words(self, text: str) -> tuple[str, ...]:
        """List the words that are not a single token of the vocabulary."""
        return tuple(word for word in split(text) if len(self.encode(word)) > 3)

    def pad(self, text: str, length: int) -> list[int]:
        """Encode text as exactly `length` tokens, padded with ends.

        Args:
            text: any.
            length: number of tokens, start and end included.

        Raises:
            InvalidRequest: the text is too long; counts are without start and end.
        """
        tokens = self.encode(text)
        if len(tokens) > length:
            most = str(length - 2)
            raise validation_error("prompt", f"{len(tokens) - 2} tokens", "most-tokens", most=most)
        return tokens + [self.end] * (length - len(tokens))

    def _encode_word(self, word: str) -> tuple[int, ...]:
        if word in (START, END):
            return (self._ids[word],)
        pieces = merge_pieces([*word[:-1], word[-1] + END_OF_WORD], self._ranks)
        return tuple(self._ids[piece] for piece in pieces)
