"""Claims about the times of models that take turns on one machine."""

import math

from hypothesis import given
from hypothesis import strategies as st

from generation.scheduling.time_sharing import Backlog

seconds = st.floats(0, 1000)
step_batches = st.floats(0.01, 10)
loads = st.builds(Backlog, seconds, step_batches)


@given(seconds, loads, st.lists(loads, max_size=4))
def test_nobody_waits_longer_than_for_all_the_work_there_is(
    own_s: float, mine: Backlog, others: list[Backlog]
) -> None:
    told = mine.eta_with_others(own_s, others)
    assert own_s <= told <= own_s + math.fsum(other.work_s for other in others) + 1e-6


def test_alone_it_takes_what_it_takes() -> None:
    assert Backlog(9, 0.4).eta_with_others(5, []) == 5


def test_while_the_others_have_work_each_step_batch_waits_for_one_of_theirs() -> None:
    mine, alike, slow = Backlog(9, 0.5), Backlog(100, 0.5), Backlog(100, 2)
    assert mine.eta_with_others(5, [alike]) == 10
    assert mine.eta_with_others(5, [slow]) == 25
    assert mine.eta_with_others(5, [alike, slow]) == 30


def test_it_goes_on_alone_once_the_others_are_done() -> None:
    assert Backlog(9, 0.5).eta_with_others(5, [Backlog(1, 0.5)]) == 6
    assert Backlog(9, 0.5).eta_with_others(5, [Backlog(0, 0.5)]) == 5
