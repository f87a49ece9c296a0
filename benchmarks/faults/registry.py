"""The list of faults, each with a number, what happens, and what should come of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from benchmarks.faults.stage import Stage

Play = Callable[[Stage], Awaitable[None]]


@dataclass(frozen=True)
class Fault:
    """One fault.

    Args:
        number: by which it is chosen and reported.
        happens: in a few words.
        outcome: what should come of it.
        play: does it for real, and raises Failure unless the outcome is that; what has to hold
            after each of them is judged elsewhere.
    """

    number: int
    happens: str
    outcome: str
    play: Play


FAULTS: dict[int, Fault] = {}


def fault(number: int, happens: str, outcome: str) -> Callable[[Play], Play]:
    """Put a fault on the list."""

    def listed(play: Play) -> Play:
        FAULTS[number] = Fault(number, happens, outcome, play)
        return play

    return listed
