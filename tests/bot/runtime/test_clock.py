"""Discord's clock is believed before this machine's."""

import logging

import pytest

from bot.interactions.staleness import Staleness
from bot.runtime.clock import TOLERANCE_S, CorrectedClock

DAY_S = 86400.0


def test_a_clock_that_is_a_month_off_is_set_right_and_its_operator_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    now = 1_800_000_000.0
    for off_s in (31 * DAY_S, -31 * DAY_S):
        clock = CorrectedClock(lambda off_s=off_s: now + off_s)  # type: ignore[misc]
        assert clock() == now + off_s
        with caplog.at_level(logging.WARNING):
            clock.correct(now)
        assert clock() == now
        assert f"{off_s:.0f} s off Discord's" in caplog.text


def test_what_the_way_of_an_answer_takes_moves_no_clock() -> None:
    clock = CorrectedClock(lambda: 1000.0)
    clock.correct(1000.0 - TOLERANCE_S)
    clock.correct(1000.0 + TOLERANCE_S)
    assert clock() == 1000.0


def test_every_answer_of_discords_tells_the_time() -> None:
    told: list[float] = []
    staleness = Staleness(on_time=told.append)
    staleness.read_date("Sun, 06 Nov 1994 08:49:37 GMT")
    staleness.read_date("no date")
    assert told == [784111777.0]
