"""Emphasis in prompts: `(word:1.3)`, `(word)` and `[word]`, as in AUTOMATIC1111."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from generation.prompts.lora_tags import remove_tags

STRONGER = 1.1
WEAKER = 1 / STRONGER
# Beyond it, pictures are noise; and a weight stays finite at any depth of nesting.
MAX_WEIGHT = 10.0
# No factor is infinite: zero times infinity is not a number.
MAX_FACTOR = 1e6
# Depth of nesting of one kind of bracket, far beyond the largest weight. Each closing bracket
# multiplies all weights inside it: without a limit, a long prompt of brackets takes quadratic time.
DEEPEST = 50

# Mark after which a prompt continues in the next chunk; it is no word of the prompt. The lookbehind
# matches a run of white space once, and not again from each of its characters.
BREAK = re.compile(r"(?:(?<!\s)\s+)?\bBREAK\b\s*")

_SYMBOL = re.compile(
    r"\\[\\()\[\]]?"  # an escaped sign
    r"|:\s*(?P<weight>[+-]?(?:\d+(?:\.\d*)?|\.\d+))\s*\)"
    r"|[()\[\]:]"
    r"|[^\\()\[\]:]+"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a prompt without its markup.

    Args:
        text: the words.
        weight: their emphasis, in [-10, 10]; 1 is none.
    """

    text: str
    weight: float = 1.0


class _Reader:
    """Parser state: texts with their weights, and the places of open brackets."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._weights: list[float] = []
        self._opened: dict[str, list[int]] = {"(": [], "[": []}
        self._continues = False

    @property
    def pieces(self) -> Iterable[Piece]:
        """Pieces parsed so far."""
        return map(Piece, self._texts, self._weights)

    def read(self, symbol: str, weight: str | None) -> None:
        """Read the next symbol; an unbalanced or too deeply nested bracket is text.

        Args:
            symbol: a bracket, a weight with its closing bracket, an escaped sign, or text.
            weight: the number of `:1.3)`; None for all other symbols.
        """
        opened, was_text, self._continues = self._opened, self._continues, False
        if symbol in opened and len(opened[symbol]) < DEEPEST:
            opened[symbol].append(len(self._texts))
        elif weight is not None and opened["("]:
            self._multiply(opened["("].pop(), float(weight))
        elif symbol == ")" and opened["("]:
            self._multiply(opened["("].pop(), STRONGER)
        elif symbol == "]" and opened["["]:
            self._multiply(opened["["].pop(), WEAKER)
        else:
            self._continues = True
            text = symbol[1:] if symbol[0] == "\\" else symbol
            if was_text:  # One text with the last symbol's, so that there are few weights.
                self._texts[-1] += text
            else:
                self._texts.append(text)
                self._weights.append(1.0)

    def close(self) -> None:
        """Close the brackets that are still open at the end of the prompt."""
        for sign, factor in (("(", STRONGER), ("[", WEAKER)):
            for start in self._opened[sign]:
                self._multiply(start, factor)

    def _multiply(self, start: int, factor: float) -> None:
        factor = min(max(factor, -MAX_FACTOR), MAX_FACTOR)
        self._weights[start:] = [
            min(max(weight * factor, -MAX_WEIGHT), MAX_WEIGHT) for weight in self._weights[start:]
        ]


def parse(text: str) -> tuple[Piece, ...]:
    r"""Split a prompt into pieces by their emphasis.

    `(x)` has weight 1.1, `[x]` 1 / 1.1, `(x:1.3)` 1.3; nesting multiplies. A backslash before a
    bracket or a backslash makes it text. Weights are clipped to [-10, 10]. Tags such as
    `<lora:x:1>` are no text.

    Args:
        text: any; brackets need not be balanced.

    Returns:
        At least one piece; neighbours have different weights.

    Reference:
        AUTOMATIC1111/stable-diffusion-webui, modules/prompt_parser.py, parse_prompt_attention.
    """
    reader = _Reader()
    for match in _SYMBOL.finditer(remove_tags(text)):
        reader.read(match[0], match["weight"])
    reader.close()
    runs = groupby(reader.pieces, key=lambda piece: piece.weight)
    joined = tuple(Piece("".join(piece.text for piece in run), weight) for weight, run in runs)
    return joined or (Piece(""),)


def plain_text(text: str) -> str:
    """Return a prompt without its markup: the words that the model reads."""
    return BREAK.sub("\n", "".join(piece.text for piece in parse(text)))
