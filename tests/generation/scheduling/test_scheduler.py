"""The scheduler against a worker that is a few lines long."""

from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from generation import GenerationRequest
from generation.prepared import UnitId
from generation.scheduling.scheduler import STEP_BATCH_S
from generation.scheduling.time_sharing import Backlog
from tests.generation.requests import ask, ready
from tests.generation.worker.fake_worker import Worker, worker

SHAPES = [(128, 128), (512, 512), (512, 768)]
LORAS = [(), (("ink", 1.0),), (("ink", 0.5),)]


class Service(RuleBasedStateMachine):
    """Requests, cancellations, deaths and memory errors in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.worker = Worker()
        self.scheduler = self.worker.scheduler
        self.max_batch = 1
        self.max_by_shape: dict[tuple[int, int], int] = {}
        self.asked: dict[str, GenerationRequest] = {}
        self.cancelled: set[str] = set()

    @initialize(max_batch=st.sampled_from([1, 2, 4, 8]))
    def load(self, max_batch: int) -> None:
        self.max_batch = max_batch
        self.scheduler.limit_batch(max_batch)

    @rule(
        user=st.sampled_from("abc"),
        shape=st.sampled_from(SHAPES),
        count=st.integers(1, 4),
        steps=st.integers(1, 9),
        loras=st.sampled_from(LORAS),
    )
    def ask(
        self,
        user: str,
        shape: tuple[int, int],
        count: int,
        steps: int,
        loras: tuple[tuple[str, float], ...],
    ) -> None:
        width, height = shape
        request = ask(user=user, width=width, height=height, count=count, steps=steps, loras=loras)
        self.asked[request.id] = request
        self.scheduler.add(ready(request))

    @precondition(lambda self: self.asked)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        request_id = data.draw(st.sampled_from(list(self.asked)))
        self.cancelled.add(request_id)
        self.scheduler.remove(request_id)

    @rule()
    def run_step_batch(self) -> None:
        self.worker.run_step_batch()

    @rule(data=st.data())
    def cancel_during_a_step_batch(self, data: st.DataObject) -> None:
        step_batch = self.scheduler.next_step_batch()
        if step_batch is None:
            return
        request_id = data.draw(st.sampled_from(step_batch.batch))[0]
        result = self.worker.do(step_batch)
        self.cancelled.add(request_id)
        self.scheduler.remove(request_id)
        self.scheduler.record(step_batch, result)

    @rule(apart=st.booleans())
    def kill_the_worker(self, apart: bool) -> None:
        self.scheduler.next_step_batch()
        self.worker.units.clear()
        self.worker.steps.clear()
        self.scheduler.restart_batch(apart)

    @rule()
    def run_out_of_memory(self) -> None:
        step_batch = self.scheduler.next_step_batch()
        if step_batch is None:
            return
        for unit_id in step_batch.drop:
            del self.worker.units[unit_id], self.worker.steps[unit_id]
        for unit in step_batch.admit:
            self.worker.units[unit.id], self.worker.steps[unit.id] = unit, 0
        if self.scheduler.halve_batch():
            request = self.asked[step_batch.batch[0][0]]
            half = len(step_batch.batch) // 2
            self.max_by_shape[request.width, request.height] = half
        else:
            assert len(step_batch.batch) == 1
            self.cancelled.add(step_batch.batch[0][0])
            self.scheduler.remove(step_batch.batch[0][0])

    @invariant()
    def batches_keep_to_one_shape_its_cap_and_one_set_of_loras(self) -> None:
        step_batches, self.worker.step_batches = self.worker.step_batches, []
        for step_batch in step_batches:
            requests = [self.asked[request_id] for request_id, _ in step_batch.batch]
            (shape,) = {(request.width, request.height) for request in requests}
            assert len({request.loras for request in requests}) == 1
            most = self.max_by_shape.get(shape, self.max_batch)
            assert 1 <= len(step_batch.batch) <= most

    @invariant()
    def whoever_waits_has_an_eta_once_speeds_are_known(self) -> None:
        etas = self.scheduler.etas()
        if etas:
            assert set(self.scheduler.positions()) <= set(etas)
            assert min(etas.values()) >= 0

    def teardown(self) -> None:
        self.worker.work()
        assert self.scheduler.pictures == 0
        counts = self.worker.finished
        for request in self.asked.values():
            for index in range(request.count):
                times = counts[UnitId(request.id, index)]
                assert times <= 1
                assert times == 1 or request.id in self.cancelled


TestService = Service.TestCase
TestService.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


def test_requests_join_a_running_batch_at_the_next_step_batch() -> None:
    it = worker()
    first, second = ask(user="ann"), ask(user="bob")
    it.scheduler.add(ready(first))
    it.run_step_batch()
    it.scheduler.add(ready(second))
    step_batch = it.run_step_batch()
    assert step_batch is not None
    assert set(step_batch.batch) == {(first.id, 0), (second.id, 0)}


def test_nobody_overtakes_a_head_of_another_shape() -> None:
    it = worker()
    running = ask(user="ann")
    large = ask(user="bob", width=512, height=512)
    small = ask(user="cat")
    for request in (running, large, small):
        it.scheduler.add(ready(request))
    it.work()
    order = [unit.request.id for step_batch in it.step_batches for unit in step_batch.admit]
    assert order == [running.id, large.id, small.id]


def test_pictures_and_requests_are_counted_as_they_wait_and_run() -> None:
    it = worker(max_batch=2)
    first, second = ask(user="ann", count=2, steps=1), ask(user="bob", steps=9)
    for request in (first, second):
        it.scheduler.add(ready(request))
    assert (it.scheduler.pictures, it.scheduler.running) == (3, frozenset())
    assert it.scheduler.next_step_batch() is not None
    assert (it.scheduler.pictures, it.scheduler.running) == (3, {first.id, second.id})
    assert not it.scheduler.is_single
    it.scheduler.remove(first.id)
    assert (it.scheduler.pictures, it.scheduler.is_single) == (1, True)


def test_nobody_waits_for_a_step_batch_of_nothing() -> None:
    it = worker()
    assert it.scheduler.next_step_batch() is None
    it.scheduler.add(ready(ask()))
    it.work()
    assert it.scheduler.next_step_batch() is None


def test_users_take_turns_by_the_picture() -> None:
    it = worker(max_batch=1)
    for user, count in (("ann", 3), ("bob", 1), ("cat", 2)):
        it.scheduler.add(ready(ask(user=user, count=count)))
    it.work()
    order = [unit.request.user for step_batch in it.step_batches for unit in step_batch.admit]
    assert order == ["ann", "bob", "cat", "ann", "cat", "ann"]


@pytest.mark.parametrize(("step_s", "steps"), [(1.0, 1), (STEP_BATCH_S / 3.5, 3), (0.001, 9)])
def test_a_step_batch_fits_its_time_but_for_a_single_step(step_s: float, steps: int) -> None:
    it = worker()
    it.step_s = step_s
    it.scheduler.add(ready(ask(steps=10)))
    first, second = it.run_step_batch(), it.run_step_batch()
    assert first is not None
    assert second is not None
    assert (first.steps, second.steps) == (1, steps)


def test_a_step_batch_ends_where_the_first_picture_is_finished() -> None:
    it = worker()
    it.step_s = 0.001
    it.scheduler.add(ready(ask(steps=1, seed=1)))
    it.work()
    it.scheduler.add(ready(ask(steps=3)))
    it.scheduler.add(ready(ask(steps=8)))
    step_batch = it.run_step_batch()
    assert step_batch is not None
    assert step_batch.steps == 3


def test_etas_are_unknown_before_any_measurement_and_then_come_true() -> None:
    it = worker(max_batch=1)
    requests = [ask(user=name, count=2, steps=4) for name in ("ann", "bob")]
    for request in requests:
        it.scheduler.add(ready(request))
    assert it.scheduler.etas() == {}
    it.work()
    for request in requests:
        it.scheduler.add(ready(request))
    began, promised = it.now, it.scheduler.etas()
    picture_s = 4 * it.step_s + it.decode_s
    assert promised[requests[0].id] == pytest.approx(3 * picture_s)
    assert promised[requests[1].id] == pytest.approx(4 * picture_s)
    assert it.scheduler.room_eta_s(1) == pytest.approx(picture_s)
    assert it.scheduler.room_eta_s(4) == pytest.approx(4 * picture_s)
    assert it.scheduler.room_eta_s(0) is None
    assert it.scheduler.room_eta_s(5) is None
    it.work()
    assert it.now - began == pytest.approx(promised[requests[1].id])


def test_an_eta_shrinks_while_a_step_batch_is_under_way() -> None:
    it = worker()
    it.scheduler.add(ready(ask()))
    it.work()
    request = ask()
    it.scheduler.add(ready(request))
    before = it.scheduler.etas()[request.id]
    it.scheduler.next_step_batch()
    it.now += 0.25
    assert it.scheduler.etas()[request.id] == pytest.approx(before - 0.25)


def test_an_eta_does_not_shrink_after_a_step_batch_that_failed() -> None:
    it = worker()
    it.scheduler.add(ready(ask()))
    it.work()
    running, waiting = ask(), ask(width=512, height=512)
    for request in (running, waiting):
        it.scheduler.add(ready(request))
    it.scheduler.next_step_batch()
    it.scheduler.remove(running.id)
    before = it.scheduler.etas()
    it.now += 0.25
    assert it.scheduler.etas() == before


def test_what_is_drawn_apart_runs_alone_and_later_batches_are_as_large_as_before() -> None:
    it = worker(max_batch=4)
    for user in "abcdefgh":
        it.scheduler.add(ready(ask(user=user, count=1 if user < "e" else 2)))
    assert it.scheduler.next_step_batch() is not None
    it.scheduler.restart_batch(isolate=True)
    it.work()
    admitted = [len(step_batch.admit) for step_batch in it.step_batches if step_batch.admit]
    assert admitted == [1, 1, 1, 1, 4, 4]


def test_positions_count_the_requests_ahead_and_are_0_for_who_joins_next() -> None:
    it = worker(max_batch=2)
    requests = [ask(user=name) for name in ("ann", "bob", "cat", "dan")]
    for request in requests:
        it.scheduler.add(ready(request))
    assert list(it.scheduler.positions().values()) == [0, 0, 2, 3]
    it.run_step_batch()
    assert it.scheduler.positions() == {requests[2].id: 2, requests[3].id: 3}


def test_a_lowered_limit_is_not_raised_by_the_next_worker() -> None:
    it = worker(max_batch=4)
    it.scheduler.add(ready(ask(count=4)))
    assert it.scheduler.next_step_batch() is not None
    assert it.scheduler.halve_batch()
    it.scheduler.limit_batch(4)
    step_batch = it.scheduler.next_step_batch()
    assert step_batch is not None
    assert len(step_batch.batch) == 2


def test_before_any_measurement_the_backlog_is_empty_and_a_step_batch_takes_its_target() -> None:
    it = worker()
    assert it.scheduler.backlog([ready(ask())]) == Backlog(0.0, STEP_BATCH_S)


def test_a_backlog_holds_all_work_with_what_is_coming_and_the_time_of_a_whole_step_batch() -> None:
    it = worker(max_batch=1)
    it.scheduler.add(ready(ask(steps=1)))
    step_batch = it.scheduler.next_step_batch()
    assert step_batch is not None
    done = replace(it.do(step_batch), encode_s=2.0, denoise_s=0.5, decode_s=0.25)
    it.scheduler.record(step_batch, done)
    it.scheduler.add(ready(ask(steps=2)))
    coming = [ask(user="bob", steps=4)]
    assert it.scheduler.backlog([]) == Backlog(pytest.approx(1.0 + 0.25), pytest.approx(2.75))
    assert it.scheduler.backlog([*map(ready, coming)]).work_s == pytest.approx(3.0 + 0.5)


def test_who_has_to_be_drawn_apart_joins_nobody_and_is_told_so() -> None:
    it = worker(max_batch=4)
    first, second, third = (ask(user=name) for name in ("ann", "bob", "cat"))
    it.scheduler.add(ready(first))
    it.scheduler.add(ready(second))
    assert it.scheduler.next_step_batch() is not None
    it.scheduler.restart_batch(isolate=True)
    it.scheduler.add(ready(third))
    step_batch = it.scheduler.next_step_batch()
    assert step_batch is not None
    assert step_batch.batch == ((first.id, 0),)
    assert it.scheduler.positions() == {second.id: 1, third.id: 2}


def test_one_runs_at_a_time_as_long_as_no_worker_has_said_how_many_it_takes() -> None:
    it = Worker()
    requests = [ask(user=name, steps=2) for name in ("ann", "bob")]
    for request in requests:
        it.scheduler.add(ready(request))
    assert list(it.scheduler.positions().values()) == [0, 1]
    it.work()
    assert {len(step_batch.batch) for step_batch in it.step_batches} == {1}
    etas = it.scheduler.forecast([ready(ask(user=name, steps=2)) for name in ("ann", "bob")])
    picture_s = 2 * it.step_s + it.decode_s
    assert etas == [pytest.approx(picture_s), pytest.approx(2 * picture_s)]


def test_who_was_drawn_apart_and_taken_back_is_drawn_with_others_when_it_comes_again() -> None:
    it = worker(max_batch=4)
    first, second = ask(user="ann"), ask(user="bob")
    for request in (first, second):
        it.scheduler.add(ready(request))
    it.scheduler.next_step_batch()
    it.scheduler.restart_batch(isolate=True)
    for request in (first, second):
        it.scheduler.remove(request.id)
    for request in (first, second):
        it.scheduler.add(ready(request))
    step_batch = it.run_step_batch()
    assert step_batch is not None
    assert len(step_batch.batch) == 2


def test_one_that_is_taken_back_leaves_the_others_apart() -> None:
    it = worker(max_batch=4)
    first, second, third = (ask(user=name) for name in ("ann", "bob", "cat"))
    for request in (first, second, third):
        it.scheduler.add(ready(request))
    it.scheduler.next_step_batch()
    it.scheduler.restart_batch(isolate=True)
    it.scheduler.remove(first.id)
    it.work()
    assert [len(step_batch.admit) for step_batch in it.step_batches if step_batch.admit] == [1, 1]


def test_a_single_picture_that_is_too_large_is_told_and_left_as_it_is() -> None:
    it = worker(max_batch=4)
    it.scheduler.add(ready(ask()))
    first = it.scheduler.next_step_batch()
    assert first is not None
    assert it.scheduler.halve_batch() is False
    again = it.scheduler.next_step_batch()
    assert again is not None
    assert (again.batch, again.admit, again.drop) == (first.batch, (), ())
