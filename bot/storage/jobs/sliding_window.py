"""Sliding windows of quotas: the earliest time at which a request fits into its limits."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class SlidingWindow:
    """Requests that count for one limit, past and future ones.

    Args:
        amount: most pictures within any window of time.
        period_s: length of the window in seconds.
        times: time at which each request counts, in seconds, ascending.
        totals: cumulative sums of the requests' pictures, from 0; one more than there are times.
    """

    amount: int
    period_s: float
    times: Sequence[float]
    totals: Sequence[int]

    @classmethod
    def from_bookings(
        cls, amount: int, period_s: float, booked: Iterable[tuple[float, int]]
    ) -> "SlidingWindow":
        """Build a window from the requests that count.

        Args:
            amount: most pictures within any window of time.
            period_s: length of the window in seconds.
            booked: time in seconds and number of pictures of each request, in any order.
        """
        ascending = sorted(booked)
        totals = [0, *accumulate(units for _, units in ascending)]
        return cls(amount, period_s, [time for time, _ in ascending], totals)

    def count_left(self, at: float) -> int:
        """Count the pictures of a new request that would fit at a time; below 0 beyond the limit.

        Of all windows that include the request, the fullest one decides.
        """
        first, last = bisect_right(self.times, at), bisect_left(self.times, at + self.period_s)
        ends = (at, *self.times[first:last])
        # A window includes its end, but not its beginning.
        return self.amount - max(
            self.totals[bisect_right(self.times, end)]
            - self.totals[bisect_right(self.times, end - self.period_s)]
            for end in ends
        )

    def end_times(self) -> list[float]:
        """List the time from which on each request no longer counts, in seconds."""
        ends = [time + self.period_s for time in self.times]
        # A sum that was rounded down would still be within the window.
        return [
            end if end - self.period_s >= time else math.nextafter(end, math.inf)
            for time, end in zip(self.times, ends, strict=True)
        ]


def earliest_fit(windows: Sequence[SlidingWindow], units: int, now: float) -> float | None:
    """Find the earliest time at which a request fits into all of several limits.

    Args:
        windows: windows of the limits.
        units: number of pictures of the request.
        now: lower bound of the time in seconds.

    Returns:
        The time in seconds; None if the request never fits.
    """
    if any(units > window.amount for window in windows):
        return None
    # After `now`, room is made only at times at which another request no longer counts.
    times = sorted({now, *(end for window in windows for end in window.end_times() if end > now)})
    return next(
        time for time in times if all(window.count_left(time) >= units for window in windows)
    )
