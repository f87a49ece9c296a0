r"""Wildcards in prompts, `{a|b|c}`: one of the options, chosen by the seed.

The n-th opening brace of a text chooses by BLAKE2b of "SEED N", so that the same text and seed
give the same words on every machine, and a change elsewhere in a prompt changes no choice.
`{2$$a|b|c}` takes two of them, each further one by BLAKE2b of "SEED N I"; `{3::a|b}` takes `a`
three times as often as `b`.

Reference:
    sd-dynamic-prompts, docs/SYNTAX.md: variants, their weights, and combinations.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import accumulate

# A backslash escapes any sign after it: `\\{a|b}` is a backslash, as emphasis parses it, and a
# group.
_SYMBOL = re.compile(r"\\.|[{|}]|[^\\{|}]+|\\", re.DOTALL)

# Number of options to take, from and to, and their separator: "2$$", "1-3$$", "2$$ and $$".
_COUNT = re.compile(r"\s*(\d{0,2})(-?)(\d{0,2})\$\$(?:((?:[^\\]|\\.){0,20}?)\$\$)?", re.DOTALL)
_WEIGHT = re.compile(r"\s*(\d{1,6}(?:\.\d{0,6})?|\.\d{1,6})::")
SEPARATOR = ", "


@dataclass(slots=True)
class _Group:
    """A group of options that is being parsed.

    Args:
        number: opening braces of the text up to and including the group's.
        options: their texts, each in parts.
    """

    number: int
    options: list[list[str]] = field(default_factory=lambda: [[]])

    def choose(self, seed: int) -> str:
        """Choose options by the seed, and join them."""
        options = ["".join(option) for option in self.options]
        count = _COUNT.match(options[0])
        if count is None or not (count[1] or count[3]):
            return next(self._take(options, 1, seed))
        options[0] = options[0][count.end() :]
        low = int(count[1] or 0)
        # An open upper end, as of "2-$$", is the number of options.
        high = int(count[3] or len(options)) if count[2] else low
        low, high = min(low, len(options)), min(max(low, high), len(options))
        number = low + _hash_key(f"{seed} {self.number} number") % (high - low + 1)
        separator = SEPARATOR if count[4] is None else count[4]
        return separator.join(self._take(options, number, seed))

    def _take(self, options: list[str], number: int, seed: int) -> Iterator[str]:
        """Take options by their weights, each at most once."""
        matches = [(_WEIGHT.match(option), option) for option in options]
        weights = [float(match[1]) if match else 1.0 for match, _ in matches]
        texts = [option[match.end() :] if match else option for match, option in matches]
        for index in range(number):
            key = f"{seed} {self.number} {index}" if index else f"{seed} {self.number}"
            place = _choose_index(weights, _hash_key(key))
            del weights[place]
            yield texts.pop(place)


def _hash_key(key: str) -> int:
    """Hash a key to 64 bits: an integer in [0, 2**64 - 1]."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big")


def _choose_index(weights: list[float], bits: int) -> int:
    """Choose an index by a number of 64 bits: evenly where all weights are equal."""
    if len(set(weights)) == 1:
        return bits % len(weights)
    threshold = bits / 2**64 * sum(weights)
    sums = accumulate(weights)
    return next((at for at, total in enumerate(sums) if total > threshold), len(weights) - 1)


def has_braces(text: str) -> bool:
    """Check whether expanding a text may change it."""
    return "{" in text or "}" in text


def expand(text: str, seed: int) -> str:
    r"""Replace each group of options by one of them, or by as many as its count takes.

    Groups may be nested, and an option may be empty. `\{`, `\}` and, inside a group, `\|` are
    ordinary signs; a brace without its counterpart remains unchanged.

    Args:
        text: any.
        seed: 0 to 2**32 - 1.

    Returns:
        The text itself if it has no braces.
    """
    symbols = _SYMBOL.findall(text)
    paired, open_, number = _match_braces(symbols), [_Group(0)], 0
    for place, symbol in enumerate(symbols):
        number += symbol == "{"
        if symbol == "{" and place in paired:
            open_.append(_Group(number))
        elif symbol == "}" and place in paired:
            chosen = open_.pop().choose(seed)
            open_[-1].options[-1].append(chosen)
        elif symbol == "|" and len(open_) > 1:
            open_[-1].options.append([])
        else:
            literal = symbol in (r"\{", r"\}") or (symbol == r"\|" and len(open_) > 1)
            open_[-1].options[-1].append(symbol[1:] if literal else symbol)
    return "".join(open_[0].options[0])


def escape_braces(text: str) -> str:
    """Escape the braces of an expanded text, so that it expands to itself with any seed."""
    if not has_braces(text) or expand(text, 0) == text:
        return text
    symbols = _SYMBOL.findall(text)
    return "".join(f"\\{symbol}" if symbol in ("{", "}") else symbol for symbol in symbols)


def _match_braces(symbols: list[str]) -> set[int]:
    """Find the indices of the braces that have a counterpart."""
    open_: list[int] = []
    paired: set[int] = set()
    for place, symbol in enumerate(symbols):
        if symbol == "{":
            open_.append(place)
        elif symbol == "}" and open_:
            paired |= {open_.pop(), place}
    return paired
