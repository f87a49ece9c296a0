"""Filter of prompts by word lists; a prompt that cannot be judged is refused."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from bot.admission.content_filter.ages import states_minor_age
from bot.admission.content_filter.compounds import SHORTEST_PART, Compounds
from bot.admission.content_filter.matcher import Phrases
from bot.admission.content_filter.normalisation import Tokens
from bot.admission.content_filter.readings import Reading, Span, readings
from bot.admission.content_filter.rules import Rules
from bot.admission.types import Refusal
from bot.language import text

_NO_RULES = Refusal(text("refused-no-rules"), "rules_unreadable")
_MINORS = Refusal(text("refused-minors"), "minors")
# None of them names the word that was found, which would teach how to get around the lists.
_ADULT = Refusal(text("refused-adult"), "blocked_word")
_BLOCKED = Refusal(text("refused-word"), "blocked_word")
_BLOCKED_NEGATIVE = Refusal(text("refused-negative-word"), "blocked_word")


class ContentFilter:
    """Filter that folds texts, reads them in all spellings, and looks for entries of word lists.

    Args:
        rules: the word lists; None if they cannot be read, and every text is refused.
    """

    def __init__(self, rules: Rules | None) -> None:
        self._rules = rules
        self._compounds = tuple(_compounds(rules)) if rules else ()

    def refusal(self, prompts: Iterable[str], negatives: Iterable[str]) -> Refusal | None:
        """Check the texts of one request together.

        Args:
            prompts: its prompts, in every form that is shown or drawn.
            negatives: its negative prompts.

        Returns:
            The refusal, or None.
        """
        if self._rules is None:
            return _NO_RULES
        prompt, negative = self._read(prompts), self._read(negatives)
        if _involve_minors(self._rules, prompt, negative):
            return _MINORS
        harmless = self._rules.names, self._rules.innocent
        if _occurs(self._rules.blocked, prompt, harmless):
            return _BLOCKED
        if _occurs(self._rules.adult, prompt, harmless):
            return _ADULT
        # Adult words are allowed in a negative prompt, which steers away from them.
        return _BLOCKED_NEGATIVE if _occurs(self._rules.blocked, negative, harmless) else None

    def _read(self, texts: Iterable[str]) -> Sequence[Reading]:
        def split(word: str) -> Tokens:
            return next(filter(None, (compounds.split(word) for compounds in self._compounds)), ())

        return [reading for one in dict.fromkeys(texts) for reading in readings(one, split)]


def _compounds(rules: Rules) -> Iterator[Compounds]:
    listed = rules.blocked.words() | rules.adult.words() | rules.sexual.words()
    minors = rules.minors.words()
    short = frozenset(word for word in listed if len(word) == SHORTEST_PART)
    yield Compounds(listed - short, minors | rules.clothing.words() | rules.common.words())
    # sexgirl, but not every name that ends in three such letters.
    yield Compounds(short, minors)


def _involve_minors(rules: Rules, prompt: Sequence[Reading], negative: Sequence[Reading]) -> bool:
    """Return whether sexual words occur together with people under 18, except in names."""
    harmless = (rules.names,)
    # A negative prompt steers away from its words: from nudity is allowed, from clothes is not.
    if not (_occurs(rules.sexual, prompt, harmless) or _occurs(rules.clothing, negative, harmless)):
        return False
    everything = (*prompt, *negative)
    ages = (sequence for reading in everything for sequence in reading.sequences)
    return _occurs(rules.minors, everything, harmless) or any(map(states_minor_age, ages))


def _occurs(listed: Phrases, texts: Iterable[Reading], harmless: Sequence[Phrases]) -> bool:
    """Return whether an entry occurs outside of all harmless phrases."""
    for reading in texts:
        if found := list(listed.matches(reading)):
            inside = _Spans(
                match.span for phrases in harmless for match in phrases.matches(reading)
            )
            if not all(inside.contain(match.span) for match in found):
                return True
    return False


class _Spans:
    """Spans of a text, with a fast test for spans inside one of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((stop for _, stop in ordered), max))

    def contain(self, span: Span) -> bool:
        start, stop = span
        before = bisect_right(self._starts, start)
        return before > 0 and self._furthest[before - 1] >= stop
