"""Claims about when a request fits, held against counting every stretch there is."""

from hypothesis import given
from hypothesis import strategies as st

from bot.storage.jobs.sliding_window import SlidingWindow, earliest_fit

Booked = list[tuple[float, int]]
# Small whole numbers, so that much of it falls on the same moment.
times = st.integers(-30, 30).map(float)
booked = st.lists(st.tuples(times, st.integers(1, 4)), max_size=12)
limits = st.tuples(st.integers(1, 12), st.integers(1, 20).map(float))


def fullest(counting: Booked, period_s: float) -> int:
    """Pictures in the fullest stretch; one that is full ends with a request."""
    return max(
        (sum(units for time, units in counting if end - period_s < time <= end))
        for end, _ in counting
    )


@given(booked, limits, times)
def test_what_is_left_is_what_can_be_added_without_a_stretch_becoming_too_full(
    before: Booked, limit: tuple[int, float], at: float
) -> None:
    amount, period_s = limit
    near = [(time, units) for time, units in before if abs(time - at) < period_s]
    left = SlidingWindow.from_bookings(amount, period_s, before).count_left(at)
    for units in range(1, left + 1):
        assert fullest([*near, (at, units)], period_s) <= amount or left <= 0
    assert fullest([*near, (at, left + 1)], period_s) > amount or left < 0


@given(booked, st.lists(limits, min_size=1, max_size=3), st.integers(1, 6))
def test_the_earliest_time_fits_and_none_before_it_does(
    before: Booked, each: list[tuple[int, float]], units: int
) -> None:
    books = [SlidingWindow.from_bookings(amount, period_s, before) for amount, period_s in each]
    found = earliest_fit(books, units, 0.0)
    if found is None:
        assert units > min(amount for amount, _ in each)
        return
    assert all(book.count_left(found) >= units for book in books)
    sooner = [half / 2 for half in range(200) if half / 2 < found]
    assert not [time for time in sooner if all(book.count_left(time) >= units for book in books)]


def test_a_request_may_come_between_two_that_count() -> None:
    book = SlidingWindow.from_bookings(2, 10.0, [(0.0, 2), (25.0, 2)])
    assert earliest_fit([book], 1, 1.0) == 10.0
    assert (
        earliest_fit([SlidingWindow.from_bookings(2, 10.0, [(0.0, 2), (15.0, 2)])], 1, 1.0) == 25.0
    )


def test_nothing_booked_is_all_left() -> None:
    assert SlidingWindow.from_bookings(3, 10.0, []).count_left(5.0) == 3
    assert earliest_fit([], 100, 7.0) == 7.0
