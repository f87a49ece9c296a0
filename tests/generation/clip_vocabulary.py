"""A made-up vocabulary of CLIP's size, for networks whose ids must be CLIP's."""

from itertools import product

from generation.tokenizer import BYTE_SYMBOLS, MOST_MERGES, Tokenizer


def full_size_tokenizer() -> Tokenizer:
    """Merge pairs of bytes, in order, until the vocabulary has 49,408 tokens."""
    symbols = list(BYTE_SYMBOLS.values())
    pairs = product(symbols, (symbol + "</w>" for symbol in symbols))
    return Tokenizer(pair for _, pair in zip(range(MOST_MERGES), pairs, strict=False))
