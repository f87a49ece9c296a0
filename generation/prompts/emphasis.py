"""Emphasis in prompts: `(word:1.3)`, `(word)` and `[word]`, read as AUTOMATIC1111 does."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from generation.prompts.lora_tags import without_tags

STRONGER = 1.1
WEAKER = 1 / STRONGER
# Beyond, pictures are noise; and however many brackets are nested, a weight stays finite.
MAX_WEIGHT = 10.0
# No factor is infinite: nothing times infinity is no number.
MAX_FACTOR = 1e6
# Of one sign, far beyond the largest weight. Each bracket that closes goes through what it holds,
# so that without a limit a long prompt of opening brackets would hold the machine up.
DEEPEST = 50

# Where a prompt goes on in the next chunk; no word of it. White space is gone over once, and not
# again from each of its characters.
BREAK = re.compile(r"(?:(?<!\s)\s+)?\bBREAK\b\s*")

_SYMBOL = re.compile(
    r"\\[\\()\[\]]?"  # an escaped sign
    r"|:\s*(?P<weight>[+-]?(?:\d+(?:\.\d*)?|\.\d+))\s*\)"
    r"|[()\[\]:]"
    r"|[^\\()\[\]:]+"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a prompt without its markup, and how much it counts; 1 is as usual."""

    text: str
    weight: float = 1.0


class _Reader:
    """Collects texts and their weights, and the places where brackets were opened."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._weights: list[float] = []
        self._opened: dict[str, list[int]] = {"(": [], "[": []}
        self._continues = False

    @property
    def pieces(self) -> Iterable[Piece]:
        """What was read so far."""
        return map(Piece, self._texts, self._weights)

    def read(self, symbol: str, weight: str | None) -> None:
        """Take the next symbol; a bracket that was never opened, or is nested too deep, is text."""
        opened, is_text = self._opened, False
        if symbol in opened and len(opened[symbol]) < DEEPEST:
            opened[symbol].append(len(self._texts))
        elif weight is not None and opened["("]:
            self._multiply(opened["("].pop(), float(weight))
        elif symbol == ")" and opened["("]:
            self._multiply(opened["("].pop(), STRONGER)
        elif symbol == "]" and opened["["]:
            self._multiply(opened["["].pop(), WEAKER)
        else:
            self._add(symbol[1:] if symbol[0] == "\\" else symbol)
            is_text = True
        self._continues = is_text

    def close(self) -> None:
        """End the prompt: brackets that are still open reach to its end."""
        for sign, factor in (("(", STRONGER), ("[", WEAKER)):
            for start in self._opened[sign]:
                self._multiply(start, factor)

    def _add(self, text: str) -> None:
        """Add a text, to the last one if no bracket stands between: fewer have to be weighed."""
        if self._continues:
            self._texts[-1] += text
        else:
            self._texts.append(text)
            self._weights.append(1.0)

    def _multiply(self, start: int, factor: float) -> None:
        factor = min(max(factor, -MAX_FACTOR), MAX_FACTOR)
        self._weights[start:] = [
            min(max(weight * factor, -MAX_WEIGHT), MAX_WEIGHT) for weight in self._weights[start:]
        ]


def parse(text: str) -> tuple[Piece, ...]:
    r"""Split a prompt into pieces by their emphasis.

    `(x)` counts 1.1 times, `[x]` 1 / 1.1 times, `(x:1.3)` 1.3 times; nesting multiplies. A
    backslash before a bracket or a backslash makes it text. Weights stay between -10 and 10. Tags
    such as `<lora:x:1>` are no text.

    Args:
        text: any; brackets need not be balanced.

    Returns:
        At least one piece, no two neighbours of one weight.

    Reference:
        AUTOMATIC1111/stable-diffusion-webui, modules/prompt_parser.py, parse_prompt_attention.
    """
    reader = _Reader()
    for match in _SYMBOL.finditer(without_tags(text)):
        reader.read(match[0], match["weight"])
    reader.close()
    return _merged(reader.pieces) or (Piece(""),)


def plain_text(text: str) -> str:
    """Read a prompt without its markup: the words that the model sees."""
    return BREAK.sub("\n", "".join(piece.text for piece in parse(text)))


def _merged(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Join neighbours of one weight."""
    return tuple(
        Piece("".join(piece.text for piece in run), weight)
        for weight, run in groupby(pieces, key=lambda piece: piece.weight)
    )
