"""Splitting of compounds that are glued of known words: nudegirl, nakedwoman."""

from collections.abc import Iterable, Mapping

from bot.admission.content_filter.normalisation import Tokens, cache_by_word

SHORTEST_PART = 3
# Number of letters so far, and whether one of the words so far is listed.
State = tuple[int, bool]


class Compounds:
    """Splitter of compounds into known words, of which at least one is listed.

    Scunthorpe is not split: it does not consist of known words.

    Args:
        listed: words of which at least one must be among the parts.
        others: words that may be glued to them.
    """

    def __init__(self, listed: Iterable[str], others: Iterable[str]) -> None:
        self._listed = frozenset(filter(_is_part, listed))
        self._known = self._listed.union(filter(_is_part, others))
        self._lengths = sorted({len(word) for word in self._known}, reverse=True)
        self._beginnings = frozenset(word[:SHORTEST_PART] for word in self._known)
        self.split = cache_by_word(self._split_uncached)

    def _split_uncached(self, word: str) -> Tokens:
        """Return the parts of a compound, or nothing."""
        if len(word) < 2 * SHORTEST_PART or word[:SHORTEST_PART] not in self._beginnings:
            return ()
        before = self._trace_states(word)
        state = (len(word), True)
        parts: list[str] = []
        while state in before:
            earlier = before[state]
            parts.insert(0, word[earlier[0] : state[0]])
            state = earlier
        return tuple(parts)

    def _trace_states(self, word: str) -> Mapping[State, State]:
        """Map each state that known words reach to the state before its last word."""
        before: dict[State, State] = {}
        for at in range(len(word)):
            for had in (False, True):
                if at and (at, had) not in before:
                    continue
                for length in self._lengths:
                    part = word[at : at + length]
                    if part in self._known and part != word and (at or not had):
                        before.setdefault((at + length, had or part in self._listed), (at, had))
        return before


def _is_part(word: str) -> bool:
    """Return whether a word may be a part: no short one, and not kkk, as laughter in Portuguese."""
    return len(word) >= SHORTEST_PART and len(set(word)) > 1
