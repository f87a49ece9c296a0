"""Words that are glued together of others: nudegirl, nakedwoman."""

from collections.abc import Iterable, Mapping

from bot.admission.content_filter.normalisation import Tokens, remembered

SHORTEST_PART = 3
# After so many letters, and whether one of the words so far is listed.
State = tuple[int, bool]


class Compounds:
    """Takes glued words apart, if known words and nothing else are left, a listed one among them.

    Scunthorpe stays whole: it is not made of known words.

    Args:
        listed: words of which at least one must be among the parts.
        others: words that may be glued to them.
    """

    def __init__(self, listed: Iterable[str], others: Iterable[str]) -> None:
        self._listed = frozenset(filter(_is_part, listed))
        self._known = self._listed.union(filter(_is_part, others))
        self._lengths = sorted({len(word) for word in self._known}, reverse=True)
        self._beginnings = frozenset(word[:SHORTEST_PART] for word in self._known)
        self.split = remembered(self._split)

    def _split(self, word: str) -> Tokens:
        """Return the parts of a glued word, or nothing."""
        if len(word) < 2 * SHORTEST_PART or word[:SHORTEST_PART] not in self._beginnings:
            return ()
        before = self._before(word)
        state = (len(word), True)
        parts: list[str] = []
        while state in before:
            earlier = before[state]
            parts.insert(0, word[earlier[0] : state[0]])
            state = earlier
        return tuple(parts)

    def _before(self, word: str) -> Mapping[State, State]:
        """Map each state that known words lead to onto the one before its last word."""
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
    """Leave out short words, and kkk: kkkkkk is how people laugh in Portuguese."""
    return len(word) >= SHORTEST_PART and len(set(word)) > 1
