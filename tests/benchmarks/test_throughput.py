"""Claims about the arrivals and what is said of them."""

import pytest

from benchmarks.throughput import Service, arrivals, figures


def test_arrivals_come_at_the_rate_asked_for_from_many_users() -> None:
    drawn = arrivals(rate=10, seconds=100)
    assert len(drawn) == pytest.approx(1000, rel=0.15)
    assert len({arrival.request.user for arrival in drawn}) == 12
    assert [arrival.at_s for arrival in drawn] == sorted(arrival.at_s for arrival in drawn)


def test_figures_tell_of_users_apart() -> None:
    got = [Service("ann", 1.0, 2.0), Service("ann", 3.0, 5.0), Service("bob", 8.0, 10.0)]
    told = figures(got)
    assert told["pictures a second"] == 0.3
    assert told["median_s"] == 3
    assert told["users' median_s"] == 5
    assert told["worst user to best"] == 4
