"""Claims about the reports of a first start: how much is done, and how long the rest takes."""

from generation import ServiceStatus
from generation.pipeline.measurements import Measurements


def reports(*pauses_s: float, expected: int) -> list[ServiceStatus]:
    """Begin a measurement after each pause."""
    now, heard = 0.0, list[ServiceStatus]()
    measurements = Measurements("starter", heard.append, lambda: now)
    measurements.expect(expected)
    for number, pause_s in enumerate(pauses_s):
        now += pause_s
        measurements.begin(f"mode {number}")
    return heard


def test_the_share_that_is_done_rises_and_the_rest_takes_as_long_as_those_before_it() -> None:
    first, second, third = reports(5.0, 10.0, 20.0, expected=4)
    assert (first.share, first.left_s) == (0.0, None)
    assert (second.share, second.left_s) == (0.25, 30.0)
    assert (third.share, third.left_s) == (0.5, 30.0)
    assert all(one.measuring and one.phase == "warming" for one in (first, second, third))


def test_more_measurements_than_expected_are_never_more_than_all() -> None:
    *_, last = reports(1.0, 1.0, 1.0, expected=1)
    assert 0 < last.share < 1
    assert last.left_s is not None


def test_the_time_that_is_left_makes_no_other_status() -> None:
    assert ServiceStatus("warming", "x", left_s=1.0) == ServiceStatus("warming", "x", left_s=2.0)
