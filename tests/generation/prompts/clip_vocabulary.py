"""A made-up vocabulary of CLIP's size, for networks whose ids must be CLIP's."""

from collections.abc import Iterator
from itertools import islice, product

from generation.prompts.bpe import Merge
from generation.prompts.tokenizer import BYTE_SYMBOLS, MOST_MERGES, Tokenizer


def full_size_merges() -> Iterator[Merge]:
    """Pair bytes, in order, until the vocabulary has 49,408 tokens."""
    symbols = list(BYTE_SYMBOLS.values())
    return islice(product(symbols, (symbol + "</w>" for symbol in symbols)), MOST_MERGES)


def full_size_tokenizer() -> Tokenizer:
    return Tokenizer(full_size_merges())
