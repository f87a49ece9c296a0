"""Chunking of prompts: text → weighted tokens in rows of a text encoder's length. No Keras."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import regex
from jaxtyping import Float32, Int32

from generation.prompts.emphasis import BREAK, Piece, parse
from generation.prompts.tokenizer import Tokenizer

# A word with the space around it: the tokenizer makes no token across white space.
_WORD = regex.compile(r"\s*\S+\s*")


@dataclass(frozen=True, slots=True)
class Chunks:
    """Chunks of a prompt, as a text encoder takes them.

    Args:
        tokens: (chunks, context length) int32; each chunk has a start, an end and padding.
        weights: shaped as the tokens, float32; 1 for starts, ends and padding.
        cut: the end of the prompt beyond the limit of tokens; mostly empty.
    """

    tokens: Int32[np.ndarray, "chunks length"]
    weights: Float32[np.ndarray, "chunks length"]
    cut: str = ""


def chunks(
    text: str,
    tokenizer: Tokenizer,
    context_length: int,
    max_tokens: int,
    padding: int | None = None,
) -> Chunks:
    """Split a prompt into chunks of tokens.

    Args:
        text: with its emphasis.
        tokenizer: of the model's vocabulary.
        context_length: tokens of a chunk, start and end included.
        max_tokens: most tokens in all, starts and ends not counted; the text beyond is cut.
        padding: token after each chunk's end; None repeats the end.

    Reference:
        AUTOMATIC1111/stable-diffusion-webui, modules/sd_hijack_clip.py, tokenize_line: a learned
        word is moved whole into the next chunk; without its moving of other phrases.
    """
    size = context_length - 2
    pieces = parse(tokenizer.escape_learned_words(text))
    taken, cut = _take_tokens(pieces, tokenizer, max_tokens, size)
    parts = [[*filter(None, taken[at : at + size])] for at in range(0, len(taken), size)] or [[]]
    start, end = (tokenizer.start, 1.0), (tokenizer.end, 1.0)
    blank = end if padding is None else (padding, 1.0)
    rows = [[start, *part, end, *[blank] * (size - len(part))] for part in parts]
    tokens = np.array([[token for token, _ in row] for row in rows], np.int32)
    weights = np.array([[weight for _, weight in row] for row in rows], np.float32)
    return Chunks(tokens, weights, cut)


def _take_tokens(
    pieces: Iterable[Piece], tokenizer: Tokenizer, max_tokens: int, size: int
) -> tuple[Sequence[tuple[int, float] | None], str]:
    """Take weighted tokens up to the limit, and return them with the text beyond it.

    Args:
        pieces: of the prompt.
        tokenizer: of the model's vocabulary.
        max_tokens: most tokens in all.
        size: tokens of a chunk, without its start and end; None pads a chunk that ends early.
    """
    taken: list[tuple[int, float] | None] = []
    cut: list[str] = []
    for word, weight in _split_words(pieces, tokenizer):
        if cut or len(taken) >= max_tokens:  # Text beyond the limit is not encoded.
            cut.append(word or " BREAK ")
            continue
        tokens, whole = tokenizer.encode(word)[1:-1] if word else [], tokenizer.is_learned(word)
        rest = -len(taken) % size
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


def _split_words(pieces: Iterable[Piece], tokenizer: Tokenizer) -> Iterator[tuple[str, float]]:
    """Split pieces into words with their weights, learned words whole; an empty word is a break."""
    for piece in pieces:
        for part in tokenizer.parts(piece.text):
            if tokenizer.is_learned(part):
                yield part, piece.weight
                continue
            for number, stretch in enumerate(BREAK.split(part)):
                if number:
                    yield "", piece.weight
                yield from ((word, piece.weight) for word in _WORD.findall(stretch))
