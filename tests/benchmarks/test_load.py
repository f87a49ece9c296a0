"""Claims about what load is held to."""

import pytest

pytest.importorskip("psutil", reason="the extra bench is not installed")

from benchmarks.load import targets

ROW = {
    "seconds": 60,
    "waiting": 0,
    "ack_p99_s": 0.2,
    "ack_max_s": 0.3,
    "unanswered": 0,
    "lost": 0,
    "doubled": 0,
}


def missed(**figures: float) -> list[str]:
    return [target.name for target in targets({**ROW, **figures}) if not target.met]


@pytest.mark.parametrize("figure", ["unanswered", "lost", "doubled", "over_limit"])
def test_none_may_be_unanswered_lost_doubled_or_over_a_limit(figure: str) -> None:
    assert missed() == []
    assert missed(**{figure: 1}) == [figure]


def test_without_a_limit_nothing_is_said_of_one() -> None:
    assert "over_limit" not in [target.name for target in targets(ROW)]


def test_a_long_run_is_held_to_its_memory_and_to_what_it_delivers() -> None:
    long = {"seconds": 600, "rate": 100, "rss_mb": 110.0, "rss_early_mb": 100.0}
    assert missed(**long, **{"delivered a second": 70.0}) == []
    assert missed(**{**long, "rss_mb": 111.0}, **{"delivered a second": 70.0}) == [
        "memory at the end to that after a minute"
    ]
    assert len(missed(**long, **{"delivered a second": 69.0})) == 1
