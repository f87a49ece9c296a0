"""Clocks that do not jump when somebody sets the system's."""

import logging
import time
from collections.abc import Callable
from functools import partial

log = logging.getLogger(__name__)

# Discord tells whole seconds, and an answer may have been a while on its way.
TOLERANCE_S = 60.0


def steady_clock() -> Callable[[], float]:
    """Make a clock that reads as the wall clock did at its start and goes on evenly."""
    # Not time.monotonic, which the playground's simulation replaces inside of it; and where there
    # is one, a clock that goes on while the machine sleeps.
    boot: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    ticks = time.perf_counter if boot is None else partial(time.clock_gettime, boot)
    began = time.time() - ticks()
    return lambda: began + ticks()


class CorrectedClock:
    """A steady clock that is set by another one wherever the two disagree.

    The wall clock may be wrong when a machine starts: a month ahead, all that is kept would be
    too old at once, and every ban over.

    Args:
        steady: seconds since 1970, of a clock that does not jump.
    """

    def __init__(self, steady: Callable[[], float] | None = None) -> None:
        self._steady = steady or steady_clock()
        self._ahead_s = 0.0

    def __call__(self) -> float:
        """Read seconds since 1970."""
        return self._steady() + self._ahead_s

    def correct(self, told: float) -> None:
        """Set the clock by a trusted time in seconds since 1970, if it is further off than that."""
        off_s = self() - told
        if abs(off_s) > TOLERANCE_S:
            log.warning(
                "this machine's clock is %.0f s off Discord's, whose time is used; set it right, "
                "for instance by NTP",
                off_s,
            )
            self._ahead_s -= off_s
