"""Claims about the reports of a download: how much there is, and how long the rest takes."""

from itertools import pairwise

from generation import ServiceStatus
from generation.pipeline.downloads import REPORT_INTERVAL_S, Downloads

SIZE = 1000


def reports(*arrivals: tuple[float, int]) -> list[ServiceStatus]:
    """Record arrivals, each a time in seconds and the bytes that are there then."""
    now, heard = 0.0, list[ServiceStatus]()
    downloads = Downloads("sd-v1.4", heard.append, lambda: now)
    for time_s, have in arrivals:
        now = time_s
        downloads.record(have, SIZE)
    return heard


def test_the_rest_takes_as_long_as_what_has_arrived_in_this_run() -> None:
    first, second, third = reports((5.0, 400), (15.0, 500), (35.0, 700))
    assert (first.phase, first.share, first.left_s) == ("downloading", 0.4, None)
    assert (second.share, second.left_s) == (0.5, 50.0)
    assert (third.share, third.left_s) == (0.7, 30.0)
    assert not first.measuring


def test_blocks_are_reported_once_a_second_and_the_last_one_at_once() -> None:
    times = [number / 100 for number in range(1, 301)]
    heard = reports(*((time_s, round(300 * time_s)) for time_s in times), (3.001, SIZE))
    assert 3 <= len(heard) <= 2 + 3 / REPORT_INTERVAL_S
    assert all(one.share < other.share for one, other in pairwise(heard))
    assert (heard[-1].share, heard[-1].left_s) == (1.0, 0.0)


def test_all_reports_are_one_status_whose_worker_may_die_three_times() -> None:
    first, second = reports((0.0, 0), (60.0, 900))
    assert first == second
