"""Texts that are not formatted yet: a key in the catalogues, and values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fluent.runtime.types import FluentFloat


@dataclass(frozen=True, slots=True)
class Text:
    """Text in no language yet.

    Args:
        key: its key in the catalogues.
        values: the values of its variables. A number selects plural forms and is written with the
            language's separators; a number that is no count, such as a seed, is passed as a string.
    """

    key: str
    values: Mapping[str, "str | int | float | Text"] = field(default_factory=dict)


def text(key: str, **values: str | int | float | Text) -> Text:
    """Build a text.

    Args:
        key: its key in the catalogues.
        values: the values of its variables.
    """
    return Text(key, values)


def decimal(number: float, places: int) -> float:
    """Wrap a number so that it is written with a fixed number of decimals.

    Args:
        number: the number.
        places: its decimals.
    """
    return FluentFloat(number, minimumFractionDigits=places, maximumFractionDigits=places)
