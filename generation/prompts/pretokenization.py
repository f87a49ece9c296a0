"""A prompt as the words that a tokenizer is handed. No Keras, no numpy."""

from functools import partial

import regex

from generation.prompts.emphasis import parse
from generation.prompts.tokenizer import split

_SPACE = regex.compile(r"(\s+)")


def pretokenized(text: str, seam: str) -> str:
    """Split a prompt into the words that a tokenizer encodes apart from each other.

    Args:
        text: with its emphasis; pieces of different weights are encoded apart.
        seam: is put between words that no white space parts.

    Returns:
        The words, lowercased, with the white space of the prompt and seams between them.
    """
    return seam.join(_seamed(piece.text, seam) for piece in parse(text))


def _seamed(text: str, seam: str) -> str:
    return "".join(map(partial(_split, seam), _SPACE.split(text)))


def _split(seam: str, part: str) -> str:
    if part.isascii() and part.isalpha():  # One word, as most are; others may compose or decompose.
        return part.lower()
    return part if part.isspace() else seam.join(split(part))
