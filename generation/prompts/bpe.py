"""The joining of a byte-pair encoding, in a time that hardly grows faster than the word."""

from collections.abc import Iterable, Mapping
from heapq import heappop, heappush

Merge = tuple[str, str]


def merged(pieces: Iterable[str], ranks: Mapping[Merge, int]) -> list[str]:
    """Join neighbours, the pair of the lowest rank first, until no pair has a rank.

    All places of a pair are joined from left to right before the next pair is chosen.

    Args:
        pieces: a word's, none of them empty.
        ranks: of the pairs that are joined, each another.
    """
    word = _Word(pieces, ranks)
    while word.waiting:
        word.join_next()
    return [piece for piece in word.pieces if piece]


class _Word:
    """Pieces that know their neighbours, and the pairs of them that can be joined.

    So a join looks at the two pairs that it makes, and not at the whole word.
    """

    def __init__(self, pieces: Iterable[str], ranks: Mapping[Merge, int]) -> None:
        # What was joined to the piece before it is empty, and so is the end: neither has a rank.
        self.pieces = [*pieces, ""]
        self._ranks = ranks
        places = range(len(self.pieces))
        self._before, self._after = [place - 1 for place in places], [place + 1 for place in places]
        self._after[-1] = -1
        self.waiting: list[tuple[int, int]] = []
        for place in places:
            self._look_at(place)

    def join_next(self) -> None:
        """Join the pair of the lowest rank wherever it is."""
        rank, places = self.waiting[0][0], list[int]()
        while self.waiting and self.waiting[0][0] == rank:
            places.append(heappop(self.waiting)[1])
        for place in places:
            if self._rank(place) == rank:  # Not if one of the two was joined to another meanwhile.
                self._join(place)

    def _join(self, place: int) -> None:
        gone = self._after[place]
        self.pieces[place] += self.pieces[gone]
        self.pieces[gone] = ""
        self._after[place] = self._after[gone]
        self._before[self._after[place]] = place
        self._look_at(self._before[place])
        self._look_at(place)

    def _look_at(self, place: int) -> None:
        rank = self._rank(place)
        if rank is not None:
            heappush(self.waiting, (rank, place))

    def _rank(self, place: int) -> int | None:
        """Look up the pair that begins at a place."""
        return self._ranks.get((self.pieces[place], self.pieces[self._after[place]]))
