"""Claims about the arrivals and what is said of them."""

from typing import Any

from benchmarks.throughput import Pace, Service, arrivals, figures, serve


def test_arrivals_are_as_many_as_the_rate_says_and_ask_for_as_much() -> None:
    for seed in range(3):
        drawn = arrivals(rate=3, seconds=100, seed=seed)
        assert len(drawn) == 300
        assert sum(arrival.request.steps for arrival in drawn) == 300 * 20


def test_arrivals_come_in_order_from_many_users_and_differ_by_seed() -> None:
    drawn, other = (arrivals(rate=3, seconds=100, seed=seed) for seed in (0, 1))
    times = [arrival.at_s for arrival in drawn]
    assert times == sorted(times)
    assert times != [arrival.at_s for arrival in other]
    assert len({arrival.request.user for arrival in drawn}) == 12


def test_figures_tell_of_users_apart() -> None:
    got = [Service("ann", 1.0, 2.0), Service("ann", 3.0, 5.0), Service("bob", 8.0, 10.0)]
    told = figures(got)
    assert told["pictures a second"] == 0.3
    assert told["median_s"] == 3
    assert told["users' median_s"] == 5
    assert told["worst user to best"] == 4


def test_seconds_are_those_of_the_beginning_however_the_machine_drifts() -> None:
    pace = Pace()
    pace.note(0.125)
    pace.begin()
    assert pace.even(3.0) == 3.0
    for _ in range(24):
        pace.note(0.25)
    assert pace.even(3.0) == 1.5


class Ticking:
    """Stands in for a lane: so many slices of so many seconds."""

    def __init__(self, name: str, slices: int, slice_s: float, order: list[str]) -> None:
        self.name, self.left, self.slice_s, self.order = name, slices, slice_s, order
        self.now_s = 0.0

    @property
    def done(self) -> bool:
        return not self.left

    def advance(self) -> None:
        self.left -= 1
        self.now_s += self.slice_s
        self.order.append(self.name)


def test_the_lane_that_is_furthest_behind_computes_next_until_all_are_done() -> None:
    order: list[str] = []
    lanes: Any = [Ticking("slow", 2, 3.0, order), Ticking("fast", 7, 1.0, order)]
    serve(lanes)
    assert order == ["slow", "fast", "fast", "fast", "slow", "fast", "fast", "fast", "fast"]
