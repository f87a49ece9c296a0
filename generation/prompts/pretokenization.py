"""Pretokenization of prompts: the words that a tokenizer encodes apart. No Keras, no numpy."""

from functools import partial

import regex

from generation.prompts.emphasis import parse
from generation.prompts.tokenizer import split

_SPACE = regex.compile(r"(\s+)")


def pretokenized(text: str, seam: str) -> str:
    """Split a prompt into the words that a tokenizer encodes apart from each other.

    Args:
        text: with its emphasis; pieces of different weights are encoded apart.
        seam: separator of words that have no white space between them.

    Returns:
        The words, lowercased, with the white space of the prompt and seams between them.
    """
    split_part = partial(_split_part, seam)
    return seam.join("".join(map(split_part, _SPACE.split(piece.text))) for piece in parse(text))


def _split_part(seam: str, part: str) -> str:
    """Split a part without white space into words with seams between; return white space as is."""
    if part.isascii() and part.isalpha():  # One word, as most are; others may compose or decompose.
        return part.lower()
    return part if part.isspace() else seam.join(split(part))
