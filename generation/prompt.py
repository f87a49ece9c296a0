"""Prompt → weighted tokens, in the chunks that a text encoder takes. No Keras."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import regex
from numpy.typing import NDArray

from generation.emphasis import Piece, parse
from generation.tokenizer import Tokenizer

# A word with the space around it: no token reaches over white space, as the tokenizer has it.
_WORD = regex.compile(r"\s*\S+\s*")


@dataclass(frozen=True, slots=True)
class Chunks:
    """A prompt as a text encoder takes it.

    Args:
        tokens: (chunks, context length) int32; each chunk has a start, an end and padding.
        weights: shaped as the tokens, float32; 1 for all that is not text.
        cut: the rest of the prompt, for which there was no room; mostly empty.
    """

    tokens: NDArray[np.int32]
    weights: NDArray[np.float32]
    cut: str = ""


def chunks(
    text: str,
    tokenizer: Tokenizer,
    context_length: int,
    max_tokens: int,
    padding: int | None = None,
) -> Chunks:
    """Lay a prompt out in chunks.

    Args:
        text: with its emphasis.
        tokenizer: of the model's vocabulary.
        context_length: tokens of a chunk, start and end included.
        max_tokens: most tokens in all, starts and ends not counted; what exceeds is cut.
        padding: token after each chunk's end; None repeats the end.

    Reference:
        AUTOMATIC1111/stable-diffusion-webui, modules/sd_hijack_clip.py, tokenize_line; without
        its moving of whole phrases to the next chunk.
    """
    taken, cut = _taken(parse(text), tokenizer, max_tokens)
    room = context_length - 2
    parts = [taken[at : at + room] for at in range(0, len(taken), room)] or [[]]
    start, end = (tokenizer.start, 1.0), (tokenizer.end, 1.0)
    blank = end if padding is None else (padding, 1.0)
    rows = [[start, *part, end, *[blank] * (room - len(part))] for part in parts]
    tokens = np.array([[token for token, _ in row] for row in rows], np.int32)
    weights = np.array([[weight for _, weight in row] for row in rows], np.float32)
    return Chunks(tokens, weights, cut)


def _taken(
    pieces: Iterable[Piece], tokenizer: Tokenizer, max_tokens: int
) -> tuple[Sequence[tuple[int, float]], str]:
    """Take as many weighted tokens as may be, and say what text is left."""
    taken: list[tuple[int, float]] = []
    cut: list[str] = []
    for word, weight in ((word, p.weight) for p in pieces for word in _WORD.findall(p.text)):
        left = max_tokens - len(taken)
        if not left:  # What is not read needs no tokens.
            cut.append(word)
            continue
        tokens = tokenizer.encode(word)[1:-1]
        taken.extend((token, weight) for token in tokens[:left])
        cut.append(tokenizer.decode(tokens[left:]))
    return taken, "".join(cut).strip()
