"""Claims about the times that are told: what would be, and what came true."""

import asyncio
import statistics

import pytest

from generation import AdmissionWindow, GenerationRequest
from tests.generation.busy_hour import Hour
from tests.generation.requests import ask, ready
from tests.generation.worker.fake_worker import Worker, worker

MOST_WRONG = 0.25


@pytest.fixture(scope="module", params=[(0.2,), (0.16, 0.16), (0.02, 0.3)], ids=str)
def hour(request: pytest.FixtureRequest) -> Hour:
    """The hour with one model, with two alike, and with two of which one is much slower."""
    played = Hour(*request.param)
    asyncio.run(played.play())
    return played


@pytest.mark.parametrize("when", ["accepted", "waiting", "running"])
def test_in_a_busy_hour_half_of_the_told_times_are_at_most_25_percent_wrong(
    hour: Hour, when: str
) -> None:
    assert 0.7 < hour.busy_s / hour.now < 0.98, "busy, not overrun"
    errors = [told.error for told in hour.told if told.when == when]
    assert len(errors) > 200
    median, tenth = statistics.median(errors), statistics.quantiles(errors, n=10)[-1]
    assert median <= MOST_WRONG, f"median {median:.0%}, 90th percentile {tenth:.0%}"


def at_work() -> Worker:
    """A worker in the middle of a step batch, while others wait."""
    it = worker(max_batch=2)
    for user in ("ann", "bob", "cat"):
        it.scheduler.add(ready(ask(user=user, count=3)))
    for _ in range(5):
        it.run_step_batch()
    it.scheduler.next_step_batch()
    it.now += 0.1
    return it


def coming() -> list[GenerationRequest]:
    """Somebody new, somebody who waits already, and another size."""
    return [ask(user="dan", count=2), ask(user="ann", count=4), ask(user="eve", width=256)]


def test_nothing_is_foretold_before_any_measurement() -> None:
    assert worker().scheduler.forecast([*map(ready, coming())]) == [None, None, None]


def test_nothing_is_foretold_of_nothing() -> None:
    assert at_work().scheduler.forecast([]) == []


def test_what_is_foretold_of_requests_is_what_is_told_once_they_are_accepted() -> None:
    it, requests = at_work(), coming()
    foretold = it.scheduler.forecast([*map(ready, requests)])
    for request in requests:
        it.scheduler.add(ready(request))
    etas = it.scheduler.etas()
    assert foretold == [etas[request.id] for request in requests]
    assert len(set(foretold)) == len(requests)


def test_foretelling_changes_nothing() -> None:
    asked, left_alone = at_work(), at_work()
    asked.scheduler.forecast([*map(ready, coming())])
    assert asked.scheduler.pictures == left_alone.scheduler.pictures
    for it in (asked, left_alone):
        it.scheduler.restart_batch()
        it.units.clear()
        it.steps.clear()
        it.work()
    order = [
        [(u.request.user, u.index) for s in it.step_batches for u in s.admit]
        for it in (asked, left_alone)
    ]
    assert order[0] == order[1]
    assert asked.now == left_alone.now


def make_measured_worker() -> Worker:
    """A worker without work whose speeds are known, alone and by two."""
    it = worker(max_batch=2)
    for count in (1, 2):
        it.scheduler.add(ready(ask(user="ann", count=count)))
        it.work()
    return it


def count_room_left(
    it: Worker, requests: list[GenerationRequest], window: AdmissionWindow
) -> float:
    """Count the room that is left beside the requests that are not finished."""
    left = [r for r in requests if any((r.id, n) not in it.finished for n in range(r.units))]
    return window.room(left)


def test_who_comes_when_there_is_room_is_foretold_so() -> None:
    it, window = make_measured_worker(), AdmissionWindow(6)
    later = [
        ask(user=user, count=count) for user, count in zip("bcdefbcd", (4, 1) * 4, strict=True)
    ]
    foretold = dict(
        zip((r.id for r in later), it.scheduler.forecast([*map(ready, later)], window), strict=True)
    )
    came, ended, began = list[GenerationRequest](), dict[str, float](), it.now
    while len(ended) < len(foretold):
        while later and count_room_left(it, came, window) > 0:
            came.append(later.pop(0))
            it.scheduler.add(ready(came[-1]))
        it.run_step_batch()
        whole = {r.id for r in came if all((r.id, n) in it.finished for n in range(r.units))}
        ended |= dict.fromkeys(whole - ended.keys(), it.now - began)
    assert ended == pytest.approx(foretold, rel=0.05)
    at_once = worker(max_batch=2)
    at_once.scheduler.add(ready(ask(user="ann")))
    at_once.work()
    assert at_once.scheduler.forecast([*map(ready, came)]) != pytest.approx(
        [foretold[r.id] for r in came], rel=0.1
    )
