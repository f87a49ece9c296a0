"""When a request fits into a limit, beside all that counts for it: what was and what is to come."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class SlidingWindow:
    """What counts for one limit.

    Args:
        amount: of pictures that there may be within any stretch of time.
        period_s: length of the stretch.
        times: when each request counts, rising, in seconds.
        totals: pictures of the first so many requests; one more than there are times.
    """

    amount: int
    period_s: float
    times: Sequence[float]
    totals: Sequence[int]

    @classmethod
    def of(
        cls, amount: int, period_s: float, booked: Iterable[tuple[float, int]]
    ) -> "SlidingWindow":
        """Make them of the time and the pictures of each request."""
        rising = sorted(booked)
        totals = [0, *accumulate(units for _, units in rising)]
        return cls(amount, period_s, [time for time, _ in rising], totals)

    def left(self, at: float) -> int:
        """Say how many more pictures could count from a time on, below 0 if there are too many.

        Of all stretches that such a request would be in, the fullest one decides.
        """
        first, last = bisect_right(self.times, at), bisect_left(self.times, at + self.period_s)
        return self.amount - max(map(self._until, (at, *self.times[first:last])))

    def ends(self) -> list[float]:
        """List when each request counts no more."""
        ends = [time + self.period_s for time in self.times]
        # A sum that was rounded down would still be in the stretch.
        return [
            end if end - self.period_s >= time else math.nextafter(end, math.inf)
            for time, end in zip(self.times, ends, strict=True)
        ]

    def _until(self, end: float) -> int:
        """Count the pictures of the stretch that has this end, which belongs to it."""
        begin = bisect_right(self.times, end - self.period_s)
        return self.totals[bisect_right(self.times, end)] - self.totals[begin]


def earliest_fit(books: Sequence[SlidingWindow], units: int, now: float) -> float | None:
    """Find when a request fits into every one of several limits; None if it never does.

    Args:
        books: of the limits.
        units: pictures of the request.
        now: not before.
    """
    if any(units > book.amount for book in books):
        return None
    # Later a request fits only where something has ceased to count.
    times = sorted({now, *(end for book in books for end in book.ends() if end > now)})
    return next(time for time in times if all(book.left(time) >= units for book in books))
