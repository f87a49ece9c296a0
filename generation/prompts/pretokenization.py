"""Pretokenization of prompts: the words that a tokenizer encodes apart. No Keras, no numpy."""

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
    return seam.join(
        "".join(
            part if part.isspace() else seam.join(split(part)) for part in _SPACE.split(piece.text)
        )
        for piece in parse(text)
    )
