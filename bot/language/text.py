"""A text before it is said: its name in the catalogues, and what is filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fluent.runtime.types import FluentFloat


@dataclass(frozen=True, slots=True)
class Text:
    """Something to say, in no language yet.

    Args:
        key: its name in the catalogues.
        values: what is filled in. A number is counted, for plural forms, and written with the
            language's separators; what is not a count, such as a seed, is given as a string.
    """

    key: str
    values: Mapping[str, "str | int | float | Text"] = field(default_factory=dict)


def text(key: str, **values: str | int | float | Text) -> Text:
    """Name a text, and what is filled in."""
    return Text(key, values)


def decimal(number: float, places: int) -> float:
    """Give a number that is written with so many decimals, after the language's separator."""
    return FluentFloat(number, minimumFractionDigits=places, maximumFractionDigits=places)
