"""Claims about the arrivals and what is said of them."""

from benchmarks.throughput import Service, arrivals, figures


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
