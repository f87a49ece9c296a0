"""Claims about the joining of pieces, against the rule as it is written down."""

from collections.abc import Sequence
from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from generation.prompts.bpe import Merge, merge_pieces
from training.merges import merge_pair

PIECES = ["".join(letters) for size in (1, 2, 3) for letters in product("ab", repeat=size)]
MERGES = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(PIECES)), unique=True)


class Counted(dict[Merge, int]):
    """Ranks that count how often they are looked at."""

    looks = 0

    def get(self, pair: Merge, default: int | None = None) -> int | None:  # type: ignore[override]
        self.looks += 1
        return super().get(pair, default)


def by_the_rule(pieces: Sequence[str], merges: Sequence[Merge]) -> list[str]:
    while found := [pair for pair in pairwise(pieces) if pair in merges]:
        pieces = merge_pair(pieces, min(found, key=merges.index))
    return [*pieces]


@given(word=st.text("ab", min_size=1, max_size=40), merges=MERGES)
def test_pieces_are_joined_as_the_rule_says(word: str, merges: list[Merge]) -> None:
    ranks = {pair: rank for rank, pair in enumerate(merges)}
    assert merge_pieces(word, ranks) == by_the_rule(word, merges)


def test_a_long_word_costs_no_more_a_letter_than_a_short_one() -> None:
    pairs = [("a", "b"), ("c", "d"), ("ab", "cd"), ("e", "f"), ("abcd", "ef")]
    ranks = Counted({pair: rank for rank, pair in enumerate(pairs)})
    assert merge_pieces("abcdef" * 1000, ranks) == ["abcdef"] * 1000
    assert ranks.looks < 5 * 6000
