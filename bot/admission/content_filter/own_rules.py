"""A server's own words, phrases and patterns, compiled."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import re2

from bot.admission.content_filter.compounds import Compounds
from bot.admission.content_filter.matcher import Phrases, matches_outside
from bot.admission.content_filter.normalisation import fold, phrase
from bot.admission.content_filter.readings import Reading
from bot.storage import RuleKind, WordRule
from bot.verdicts import Ruling, Verdict
from generation import pretokenized

# Of one server, its imported ones included.
MOST_RULES = 5000
# Characters.
MOST_WORD, MOST_PATTERN = 100, 260
# Instructions of one pattern's program, and of all patterns of a server together.
MOST_INSTRUCTIONS, MOST_ALL_INSTRUCTIONS = 2000, 200_000
# The automaton of one set of patterns; a state takes at most 4 bytes an instruction.
_MOST_BYTES = 64 * 1024**2
_SHORTEST_GLUED = 4


class InvalidPattern(Exception):
    """A pattern that cannot be taken, or rules that are too many; the message says why.

    Args:
        reason: of RE2, or of ours.
        too_many: whether it is the number of the rules.
    """

    def __init__(self, reason: str, too_many: bool = False) -> None:
        super().__init__(reason)
        self.too_many = too_many


def check_pattern(pattern: str) -> int:
    """Return the number of instructions of a pattern's program.

    Args:
        pattern: in RE2's syntax.

    Raises:
        InvalidPattern: the syntax is invalid, or the program is too large.
    """
    try:
        size: int = re2.compile(pattern, _options()).programsize
    except re2.error as error:
        reason = error.args[0]
        told = reason.decode(errors="replace") if isinstance(reason, bytes) else str(reason)
        raise InvalidPattern(told) from error
    if size > MOST_INSTRUCTIONS:
        raise InvalidPattern("it is too large")
    return size


def check_rules(rules: Sequence[WordRule]) -> None:
    """Check that a server may have these rules together.

    Args:
        rules: all of them.

    Raises:
        InvalidPattern: they are too many, or their patterns are too large together.
    """
    if len(rules) > MOST_RULES:
        raise InvalidPattern(f"there are {len(rules)} rules, and {MOST_RULES} are the most", True)
    sizes = (check_pattern(rule.text) for rule in rules if rule.kind == "pattern")
    if sum(sizes) > MOST_ALL_INSTRUCTIONS:
        raise InvalidPattern("all patterns together are too large")


class _Source:
    """Rules of one source: the server itself, or one rule of its AutoMod.

    Args:
        rules: at least one.
    """

    def __init__(self, rules: Sequence[WordRule]) -> None:
        by_kind = defaultdict[RuleKind, list[WordRule]](list)
        # The strictest last: of equal lines, it is the one that counts.
        for rule in sorted(rules, key=lambda rule: rule.ruling.severity):
            by_kind[rule.kind].append(rule)
        self._by_line = {rule.text: rule for rule in by_kind["word"]}
        self.words = Phrases(self._by_line)
        allowed = [rule.text for rule in by_kind["allowed"]]
        self._allowed = Phrases(allowed)
        forms = (re2.escape(one.rstrip("*")) + r"\pL*" * one.endswith("*") for one in allowed)
        self._excused = re2.compile(rf"\b(?:{'|'.join(forms)})\b", _options()) if allowed else None
        self._patterns = by_kind["pattern"]
        self._set = re2.Set.SearchSet(_options())
        # It matches every text: if even it does not, the search was given up.
        for pattern in ("", *(rule.text for rule in self._patterns)):
            self._set.Add(pattern)
        self._set.Compile()

    def verdicts(self, texts: Iterable[str], readings: Sequence[Reading]) -> Iterator[Verdict]:
        """Find the rules that texts break.

        Args:
            texts: as written.
            readings: of all of them.
        """
        for match, reading in matches_outside(self.words, readings, (self._allowed,)):
            yield _verdict(self._by_line[match.line], reading.understand(*match[1:]))
        if self._patterns:
            for text in texts:
                found = self._set.Match(self._excused.sub(" ", text) if self._excused else text)
                if not found:
                    # Never to be read as "nothing found".
                    yield Verdict(Ruling.REFUSE, "words", understood=text)
                for number in found:
                    if number:
                        yield _verdict(self._patterns[number - 1], text)


@dataclass(frozen=True, slots=True)
class OwnRules:
    """Compiled rules of a server.

    Args:
        sources: by their source.
        compounds: splitter of words that are glued of the rules' words; None without such rules.
        count: number of the rules.
    """

    sources: tuple[_Source, ...] = ()
    compounds: Compounds | None = None
    count: int = 0

    def verdicts(self, texts: Iterable[str], readings: Sequence[Reading]) -> Iterator[Verdict]:
        """Find the rules that texts break, by the server itself and by its AutoMod.

        Args:
            texts: as written.
            readings: of all of them.
        """
        if self.sources:
            # Patterns are searched in texts as they are written, and folded.
            shown = dict.fromkeys(
                one for text in texts for one in (text, fold(text), fold(pretokenized(text, "")))
            )
            for source in self.sources:
                yield from source.verdicts(shown, readings)


NO_OWN_RULES = OwnRules()


def compile_rules(rules: Sequence[WordRule], others: Iterable[str] = ()) -> OwnRules:
    """Compile the rules of a server; this takes long.

    Args:
        rules: in any order.
        others: words that may be glued to words of the rules.

    Raises:
        InvalidPattern: they are too many, or their patterns are too large together.
    """
    check_rules(rules)
    by_source = defaultdict[str, list[WordRule]](list)
    for rule in rules:
        by_source[rule.source].append(rule)
    sources = tuple(map(_Source, by_source.values()))
    words = frozenset[str]().union(*(source.words.words() for source in sources))
    glued = frozenset(word for word in words if len(word) >= _SHORTEST_GLUED)
    compounds = Compounds(glued, others) if glued else None
    return OwnRules(sources, compounds, len(rules))


def _options() -> re2.Options:
    options = re2.Options()
    options.case_sensitive, options.log_errors, options.max_mem = False, False, _MOST_BYTES
    return options


def _verdict(rule: WordRule, understood: str) -> Verdict:
    return Verdict(rule.ruling, f"words:{rule.id}", understood=understood)


def is_word(line: str) -> bool:
    """Return whether a line has letters or digits to be found by."""
    return bool(phrase(line))
