"""The vocabulary of `starter`: byte-pair merges learned from its captions."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from generation.prompts.bpe import Merge
from generation.prompts.tokenizer import END_OF_WORD, words


def learn_merges(texts: Iterable[str], size: int) -> list[Merge]:
    """Learn byte-pair merges, the most frequent pair first.

    Args:
        texts: captions; a word counts as often as it occurs.
        size: most merges to learn; fewer are returned once every word is one piece.

    Returns:
        Pairs in the order in which they are to be applied. Ties go to the pair that sorts
        first, so that the same captions give the same vocabulary.

    Reference:
        Sennrich et al., arXiv:1508.07909, algorithm 1.
    """
    counts = Counter(word for text in texts for word in words(text))
    spelled = {word: [*word[:-1], word[-1] + END_OF_WORD] for word in counts}
    merges: list[Merge] = []
    while len(merges) < size:
        pairs = _count_pairs(spelled, counts)
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        spelled = {word: merge_pair(pieces, best) for word, pieces in spelled.items()}
    return merges


def write_merges(merges: Sequence[Merge], path: Path) -> None:
    """Write merges as `Tokenizer.from_file` reads them."""
    path.write_text("".join(f"{first} {second}\n" for first, second in merges), "utf-8")


def _count_pairs(spelled: dict[str, list[str]], counts: Counter[str]) -> Counter[Merge]:
    pairs: Counter[Merge] = Counter()
    for word, pieces in spelled.items():
        for pair in pairwise(pieces):
            pairs[pair] += counts[word]
    return pairs


def merge_pair(pieces: Sequence[str], pair: Merge) -> list[str]:
    """Join every occurrence of a pair of neighbours, from left to right."""
    merged: list[str] = []
    index = 0
    while index < len(pieces):
        found = (pieces[index], *pieces[index + 1 : index + 2]) == pair
        merged.append("".join(pair) if found else pieces[index])
        index += 2 if found else 1
    return merged
