"""The list of fuzz targets: what goes in, what takes it, and what it may cost."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from hypothesis.strategies import SearchStrategy

# Takes an example; returns the CPU seconds that it cost another process, or None for this one's.
Check = Callable[[Any], float | None]
Opened = AbstractContextManager[Check]


@dataclass(frozen=True)
class Target:
    """Code that takes untrusted input.

    Args:
        name: by which it is chosen and reported.
        examples: generates its input.
        opened: sets up what the check needs, such as a process, and takes it down.
        documented: the only exceptions that it may raise.
        deadline_s: CPU seconds that an example may take.
        batch: examples between two looks at the clock.
    """

    name: str
    examples: SearchStrategy[Any]
    opened: Callable[[], Opened]
    documented: tuple[type[Exception], ...]
    deadline_s: float
    batch: int


TARGETS: dict[str, Target] = {}


def target(
    name: str,
    examples: SearchStrategy[Any],
    *documented: type[Exception],
    deadline_s: float,
    batch: int = 50,
) -> Callable[[Callable[[], Iterator[Check]]], None]:
    """Put a generator that yields the check of a target on the list."""

    def listed(opened: Callable[[], Iterator[Check]]) -> None:
        manager = contextlib.contextmanager(opened)
        TARGETS[name] = Target(name, examples, manager, documented, deadline_s, batch)

    return listed
