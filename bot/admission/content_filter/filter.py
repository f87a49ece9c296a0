"""Filter of prompts by word lists, with one verdict on all texts of a request."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from bot.admission.categories import MINORS, PROMPT_ONLY, choose_rulings
from bot.admission.content_filter.ages import states_minor_age
from bot.admission.content_filter.compounds import SHORTEST_PART, Compounds
from bot.admission.content_filter.matcher import find_outside, matches_outside
from bot.admission.content_filter.normalisation import Tokens, cache_by_word
from bot.admission.content_filter.own_rules import NO_OWN_RULES, OwnRules
from bot.admission.content_filter.readings import Reading, readings
from bot.admission.content_filter.rules import Rules
from bot.verdicts import Ruling, Verdict, strictest

# After the key of a rule that a negative prompt broke.
NEGATIVE = ".negative"
# Characters of what was understood, which is stored with the job and shown to moderators.
MOST_UNDERSTOOD = 1000


@dataclass(frozen=True, slots=True)
class Policy:
    """What a server makes of the words of its members.

    Args:
        rulings: of each category.
        own: the server's own rules.
    """

    rulings: Mapping[str, Ruling] = field(default_factory=lambda: choose_rulings({}, {}))
    own: OwnRules = NO_OWN_RULES


class ContentFilter:
    """Filter that folds texts, reads them in all spellings, and looks for entries of word lists.

    Args:
        rules: the word lists.
    """

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        compounds = tuple(_compounds(rules))

        def split(word: str) -> Tokens:
            return next(filter(None, (one.split(word) for one in compounds)), ())

        self._split = cache_by_word(split)

    def verdict(self, prompts: Iterable[str], negatives: Iterable[str], policy: Policy) -> Verdict:
        """Judge the texts of one request together.

        Args:
            prompts: its prompts, in every form that is shown or drawn.
            negatives: its negative prompts.
            policy: of the server.

        Returns:
            The strictest verdict, with the text as it was understood.
        """
        written, against = tuple(dict.fromkeys(prompts)), tuple(dict.fromkeys(negatives))
        prompt, negative = self._read(written, policy), self._read(against, policy)
        found = _strictest(
            chain(
                self._judge_minors(prompt, negative),
                self._judge_categories(prompt, negative, policy.rulings),
                policy.own.verdicts(written, prompt),
                map(_of_negative, policy.own.verdicts(against, negative)),
            )
        )
        understood = found.understood or (prompt[0].text if prompt else "")
        return replace(found, understood=understood[:MOST_UNDERSTOOD])

    def _read(self, texts: Iterable[str], policy: Policy) -> Sequence[Reading]:
        split = self._split
        if own := policy.own.compounds:
            split = lambda word: self._split(word) or own.split(word)  # noqa: E731
        return [reading for one in texts for reading in readings(one, split)]

    def _judge_categories(
        self,
        prompt: Sequence[Reading],
        negative: Sequence[Reading],
        rulings: Mapping[str, Ruling],
    ) -> Iterator[Verdict]:
        harmless = self._rules.names, self._rules.innocent
        for key, ruling in rulings.items():
            listed = self._rules.categories[key]
            if ruling is Ruling.ALLOW:
                continue
            if understood := find_outside(listed, prompt, harmless):
                yield Verdict(ruling, key, understood=understood)
            if key in PROMPT_ONLY:
                continue
            if understood := find_outside(listed, negative, harmless):
                yield _of_negative(Verdict(ruling, key, understood=understood))

    def _judge_minors(
        self, prompt: Sequence[Reading], negative: Sequence[Reading]
    ) -> Iterator[Verdict]:
        """Refuse sexual words together with people under 18, except in names."""
        rules, harmless = self._rules, (self._rules.names,)
        # Many words backwards are other words: lana, wool, is no child's.
        prompt = [reading for reading in prompt if not reading.backwards]
        negative = [reading for reading in negative if not reading.backwards]
        # A negative prompt steers away from its words: nudity is allowed there, clothes are not.
        understood = find_outside(rules.sexual, prompt, harmless) or find_outside(
            rules.clothing, negative, harmless
        )
        if not understood:
            return
        everything = (*prompt, *negative)
        ages = (sequence for reading in everything for sequence in reading.sequences)
        named = next(matches_outside(rules.minors, everything, harmless), None)
        if named or any(map(states_minor_age, ages)):
            yield Verdict(Ruling.REFUSE, MINORS, understood=understood)


def _compounds(rules: Rules) -> Iterator[Compounds]:
    listed = rules.sexual.words().union(*(one.words() for one in rules.categories.values()))
    minors = rules.minors.words()
    short = frozenset(word for word in listed if len(word) == SHORTEST_PART)
    yield Compounds(listed - short, minors | rules.clothing.words() | rules.common.words())
    # sexgirl, but not every name that ends in three such letters.
    yield Compounds(short, minors)


def _strictest(verdicts: Iterator[Verdict]) -> Verdict:
    """Select the strictest verdict; after one to refuse, the others are not even computed."""
    found = list[Verdict]()
    for verdict in verdicts:
        found.append(verdict)
        if verdict.ruling is Ruling.REFUSE:
            break
    return strictest(found)


def _of_negative(verdict: Verdict) -> Verdict:
    return replace(verdict, rule=f"{verdict.rule}{NEGATIVE}")
