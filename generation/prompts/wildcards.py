r"""`{a|b|c}` in prompts: one of the options, chosen by the seed.

The n-th opening brace of a text chooses by BLAKE2b of "SEED N", so that the same text and seed
give the same words on every machine, and what is changed elsewhere in a prompt changes no choice.
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

# A backslash keeps the sign after it from being read, whichever it is: `\\{a|b}` is a backslash,
# as emphasis reads it, and a group.
_SYMBOL = re.compile(r"\\.|[{|}]|[^\\{|}]+|\\", re.DOTALL)


# How many are taken, from and to, and what stands between them: "2$$", "1-3$$", "2$$ and $$".
_COUNT = re.compile(r"\s*(\d{0,2})(-?)(\d{0,2})\$\$(?:((?:[^\\]|\\.){0,20}?)\$\$)?", re.DOTALL)
_WEIGHT = re.compile(r"\s*(\d{1,6}(?:\.\d{0,6})?|\.\d{1,6})::")
BETWEEN = ", "


@dataclass(slots=True)
class _Group:
    """A group that is being read; `number` counts the opening braces of the text up to it."""

    number: int
    options: list[list[str]] = field(default_factory=lambda: [[]])

    def chosen(self, seed: int) -> str:
        options = ["".join(option) for option in self.options]
        count = _COUNT.match(options[0])
        if count is None or not (count[1] or count[3]):
            return next(self._taken(options, 1, seed))
        options[0] = options[0][count.end() :]
        low, high = _bounds(count, len(options))
        number = low + _drawn(f"{seed} {self.number} number") % (high - low + 1)
        between = BETWEEN if count[4] is None else count[4]
        return between.join(self._taken(options, number, seed))

    def _taken(self, options: list[str], number: int, seed: int) -> Iterator[str]:
        """Take options by their weights, each at most once."""
        left = list(map(_weighted, options))
        for index in range(number):
            key = f"{seed} {self.number} {index}" if index else f"{seed} {self.number}"
            yield left.pop(_place([weight for weight, _ in left], _drawn(key)))[1]


def _drawn(key: str) -> int:
    """Draw a number of 64 bits."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big")


def _bounds(count: re.Match[str], most: int) -> tuple[int, int]:
    """Read how many options are taken; an end that is left open is that of the options."""
    low = int(count[1] or 0)
    high = int(count[3] or most) if count[2] else low
    return min(low, most), min(max(low, high), most)


def _weighted(option: str) -> tuple[float, str]:
    weight = _WEIGHT.match(option)
    return (float(weight[1]), option[weight.end() :]) if weight else (1.0, option)


def _place(weights: list[float], drawn: int) -> int:
    """Choose a place by a number of 64 bits: evenly where all weigh the same."""
    if len(set(weights)) == 1:
        return drawn % len(weights)
    reached = drawn / 2**64 * sum(weights)
    sums = accumulate(weights)
    return next((place for place, total in enumerate(sums) if total > reached), len(weights) - 1)


def expand(text: str, seed: int) -> str:
    r"""Replace each group of options by one of them, or by as many as it says.

    Groups may be nested, and an option may be empty. `\{`, `\}` and, inside a group, `\|` are
    signs like any other; a brace without its counterpart stays as it is.

    Args:
        text: any.
        seed: 0 to 2**32 - 1.

    Returns:
        The text itself if it has no braces.
    """
    symbols = _SYMBOL.findall(text)
    paired, open_, number = _paired(symbols), [_Group(0)], 0
    for place, symbol in enumerate(symbols):
        number += symbol == "{"
        if symbol == "{" and place in paired:
            open_.append(_Group(number))
        elif symbol == "}" and place in paired:
            chosen = open_.pop().chosen(seed)
            open_[-1].options[-1].append(chosen)
        elif symbol == "|" and len(open_) > 1:
            open_[-1].options.append([])
        else:
            literal = symbol in (r"\{", r"\}") or (symbol == r"\|" and len(open_) > 1)
            open_[-1].options[-1].append(symbol[1:] if literal else symbol)
    return "".join(open_[0].options[0])


def fixed(text: str) -> str:
    """Write an expanded text so that it expands to itself, whatever the seed."""
    if expand(text, 0) == text:
        return text
    symbols = _SYMBOL.findall(text)
    return "".join(f"\\{symbol}" if symbol in ("{", "}") else symbol for symbol in symbols)


def _paired(symbols: list[str]) -> set[int]:
    """Find the places of braces that have a counterpart."""
    open_: list[int] = []
    paired: set[int] = set()
    for place, symbol in enumerate(symbols):
        if symbol == "{":
            open_.append(place)
        elif symbol == "}" and open_:
            paired |= {open_.pop(), place}
    return paired
