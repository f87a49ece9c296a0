"""Prompt → weighted tokens, in the chunks that a text encoder takes. No Keras."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import regex
from numpy.typing import NDArray

from generation.prompts.emphasis import BREAK, Piece, parse
from generation.prompts.tokenizer import Tokenizer

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
        AUTOMATIC1111/stable-diffusion-webui, modules/sd_hijack_clip.py, tokenize_line: a learned
        word is moved whole into the next chunk; without its moving of other phrases.
    """
    room = context_length - 2
    pieces = parse(tokenizer.escaped(text))
    taken, cut = _taken(pieces, tokenizer, max_tokens, room)
    parts = [[*filter(None, taken[at : at + room])] for at in range(0, len(taken), room)] or [[]]
    start, end = (tokenizer.start, 1.0), (tokenizer.end, 1.0)
    blank = end if padding is None else (padding, 1.0)
    rows = [[start, *part, end, *[blank] * (room - len(part))] for part in parts]
    tokens = np.array([[token for token, _ in row] for row in rows], np.int32)
    weights = np.array([[weight for _, weight in row] for row in rows], np.float32)
    return Chunks(tokens, weights, cut)


def _taken(
    pieces: Iterable[Piece], tokenizer: Tokenizer, max_tokens: int, room: int
) -> tuple[Sequence[tuple[int, float] | None], str]:
    """Take as many weighted tokens as may be, and say what text is left.

    Where a chunk ends early, None fills it up.
    """
    taken: list[tuple[int, float] | None] = []
    cut: list[str] = []
    for word, weight in _words(pieces, tokenizer):
        if cut or len(taken) >= max_tokens:  # What is not read needs no tokens.
            cut.append(word or " BREAK ")
            continue
        tokens, whole = tokenizer.encode(word)[1:-1] if word else [], tokenizer.is_learned(word)
        rest = -len(taken) % room
        if not word or (whole and rest < len(tokens)):
            taken += [None] * rest
        left = max_tokens - len(taken)
        if whole and len(tokens) > left:
            cut.append(word)
            continue
        taken.extend((token, weight) for token in tokens[:left])
        if len(tokens) > left:
            cut.append(tokenizer.decode(tokens[left:]))
    return taken, "".join(cut).strip()


def _words(pieces: Iterable[Piece], tokenizer: Tokenizer) -> Iterator[tuple[str, float]]:
    """List the words of pieces with their weights, learned ones whole; an empty one is a break."""
    for piece in pieces:
        for part in tokenizer.parts(piece.text):
            if tokenizer.is_learned(part):
                yield part, piece.weight
                continue
            for number, stretch in enumerate(BREAK.split(part)):
                if number:
                    yield "", piece.weight
                yield from ((word, piece.weight) for word in _WORD.findall(stretch))
