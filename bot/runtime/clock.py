"""Clocks that do not jump when the system clock is set."""

import logging
import time
from collections.abc import Callable
from functools import partial

log = logging.getLogger(__name__)

# Discord sends whole seconds, and a response may be delayed.
TOLERANCE_S = 60.0


def steady_clock() -> Callable[[], float]:
    """Build a clock that starts at the wall clock's time and runs evenly."""
    # Not time.monotonic, which the playground's simulation replaces. CLOCK_BOOTTIME, where it
    # exists, also counts while the machine sleeps.
    boot: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    ticks = time.perf_counter if boot is None else partial(time.clock_gettime, boot)
    began = time.time() - ticks()
    return lambda: began + ticks()


class CorrectedClock:
    """Steady clock that is corrected by a trusted time.

    The wall clock may be wrong when a machine starts. A month ahead, all stored data would be too
    old at once, and every ban over.

    Args:
        steady: returns the seconds since 1970 of a steady clock.
    """

    def __init__(self, steady: Callable[[], float] | None = None) -> None:
        self._steady = steady or steady_clock()
        self._ahead_s = 0.0

    def __call__(self) -> float:
        """Return the seconds since 1970."""
        return self._steady() + self._ahead_s

    def correct(self, trusted_s: float) -> None:
        """Correct the clock by a trusted time, in seconds since 1970, beyond TOLERANCE_S."""
        off_s = self() - trusted_s
        if abs(off_s) > TOLERANCE_S:
            log.warning(
                "this machine's clock is %.0f s off Discord's, which is used instead; "
                "synchronise it, for instance with NTP",
                off_s,
            )
            self._ahead_s -= off_s
