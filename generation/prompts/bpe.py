"""Merging of a byte-pair encoding, in a time that grows hardly faster than the word's length."""

from collections.abc import Iterable, Mapping
from heapq import heappop, heappush

Merge = tuple[str, str]


def merge_pieces(pieces: Iterable[str], ranks: Mapping[Merge, int]) -> list[str]:
    """Merge neighbours, the pair of the lowest rank first, until no pair has a rank.

    All occurrences of a pair are merged from left to right before the next pair is chosen.

    Args:
        pieces: the pieces of a word, none of them empty.
        ranks: distinct ranks of the pairs that can be merged.
    """
    word = _Word(pieces, ranks)
    while word.queue:
        word.merge_next()
    return [piece for piece in word.pieces if piece]


class _Word:
    """Pieces linked to their neighbours, with a queue of the pairs that can be merged.

    A merge thus looks up the two pairs that it creates, and not all pairs of the word.
    """

    def __init__(self, pieces: Iterable[str], ranks: Mapping[Merge, int]) -> None:
        # A piece merged into the one before it is empty, and so is the end: neither has a rank.
        self.pieces = [*pieces, ""]
        self._ranks = ranks
        indices = range(len(self.pieces))
        self._before = [index - 1 for index in indices]
        self._after = [index + 1 for index in indices]
        self._after[-1] = -1
        self.queue: list[tuple[int, int]] = []  # A heap of (rank, index of the first piece).
        for index in indices:
            self._push_pair(index)

    def merge_next(self) -> None:
        """Merge the pair of the lowest rank at all places where it occurs."""
        rank, places = self.queue[0][0], list[int]()
        while self.queue and self.queue[0][0] == rank:
            places.append(heappop(self.queue)[1])
        for place in places:
            if self._rank(place) != rank:  # A merge before it in this loop took one of the two.
                continue
            removed = self._after[place]
            self.pieces[place] += self.pieces[removed]
            self.pieces[removed] = ""
            self._after[place] = self._after[removed]
            self._before[self._after[place]] = place
            self._push_pair(self._before[place])
            self._push_pair(place)

    def _push_pair(self, index: int) -> None:
        rank = self._rank(index)
        if rank is not None:
            heappush(self.queue, (rank, index))

    def _rank(self, index: int) -> int | None:
        """Look up the rank of the pair that begins at a piece."""
        return self._ranks.get((self.pieces[index], self.pieces[self._after[index]]))
