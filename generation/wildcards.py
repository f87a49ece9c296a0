r"""`{a|b|c}` in prompts: one of the options, chosen by the seed.

The n-th opening brace of a text chooses by BLAKE2b of "SEED N", so that the same text and seed
give the same words on every machine, and what is changed elsewhere in a prompt changes no choice.
"""

import re
from dataclasses import dataclass, field
from hashlib import blake2b

# A backslash keeps the sign after it from being read, whichever it is: `\\{a|b}` is a backslash,
# as emphasis reads it, and a group.
_SYMBOL = re.compile(r"\\.|[{|}]|[^\\{|}]+|\\", re.DOTALL)


@dataclass(slots=True)
class _Group:
    """A group that is being read; `number` counts the opening braces of the text up to it."""

    number: int
    options: list[list[str]] = field(default_factory=lambda: [[]])

    def chosen(self, seed: int) -> str:
        digest = blake2b(f"{seed} {self.number}".encode(), digest_size=8).digest()
        return "".join(self.options[int.from_bytes(digest, "big") % len(self.options)])


def expand(text: str, seed: int) -> str:
    r"""Replace each group of options by one of them.

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
    return open_[0].chosen(seed)


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
