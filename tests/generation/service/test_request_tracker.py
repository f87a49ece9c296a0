"""Claims about accepted requests that are easier to check on the tracker than on the service."""

import pickle

import pytest

from generation.errors import (
    GenerationError,
    InvalidRequest,
    LoraUnavailable,
    QueueFull,
    WorkerFailed,
)
from generation.request import Keyframe
from generation.scheduling.messages import StepBatch, StepBatchResult
from generation.service.request_state import RequestState
from generation.service.request_tracker import MAX_REQUEST_DEATHS, RequestTracker
from generation.types import BackendChoice, Failed, Finished, RawImage
from tests.generation.requests import ask, make_tracker, ready

MANY = 5


def finish_step_batch(tracker: RequestTracker) -> list[RequestState]:
    """Run the next step batch to the end of all of its pictures."""
    step_batch = tracker.next_step_batch()
    assert isinstance(step_batch, StepBatch)
    return tracker.record(step_batch, make_result(step_batch))


def make_result(step_batch: StepBatch, **failures: GenerationError) -> StepBatchResult:
    """Make the result that finishes all of its pictures but those that fail."""
    batch = [unit_id for unit_id in step_batch.batch if unit_id[0] not in failures]
    pictures = dict.fromkeys(batch, RawImage(b"", 0, 0))
    steps = dict.fromkeys(batch, 8)
    return StepBatchResult(steps, pictures, failures, {}, encode_s=1.0, denoise_s=2.0, decode_s=4.0)


async def test_a_request_is_complete_once_with_its_last_picture() -> None:
    tracker = make_tracker(max_waiting=64)
    state = tracker.accept(ready(ask(count=2)))
    assert (finish_step_batch(tracker), finish_step_batch(tracker)) == ([], [state])
    tracker.accept(ready(ask()))
    assert state not in finish_step_batch(tracker)


async def test_who_comes_before_the_line_is_full_goes_in_with_all_pictures() -> None:
    tracker = make_tracker(max_waiting=4)
    tracker.accept(ready(ask(count=3)))
    tracker.accept(ready(ask(morph=(Keyframe("dog", 1),), frames=48)))
    assert tracker.scheduler.pictures == 51


async def test_a_full_line_is_full_for_a_single_picture() -> None:
    tracker = make_tracker(max_waiting=4)
    tracker.accept(ready(ask(count=4)))
    with pytest.raises(QueueFull, match="4 pictures or more are waiting"):
        tracker.accept(ready(ask()))


@pytest.mark.parametrize("failures", [{}, {"x": InvalidRequest("prompt", "it", "must go")}])
async def test_what_a_step_batch_brings_is_not_for_who_asks_again_by_the_same_id(
    failures: dict[str, GenerationError],
) -> None:
    tracker = make_tracker(max_waiting=64)
    tracker.accept(ready(ask("a boat", id="x")))
    step_batch = tracker.next_step_batch()
    assert isinstance(step_batch, StepBatch)
    tracker.cancel("x")
    again = tracker.accept(ready(ask("an apple", id="x")))
    assert tracker.record(step_batch, make_result(step_batch, **failures)) == []
    assert (again.pictures, again.began_s, again.done) == ((), None, False)
    assert finish_step_batch(tracker) == [again]


async def test_what_is_complete_has_no_part_in_the_workers_later_deaths() -> None:
    tracker = make_tracker(max_waiting=64)
    complete = tracker.accept(ready(ask()))
    finish_step_batch(tracker)
    deadly = tracker.accept(ready(ask("a boat")))
    for _ in range(MANY):
        tracker.next_step_batch()
        if not deadly.done:
            tracker.handle_worker_death()
    assert deadly.done
    assert not complete.done
    assert len(complete.pictures) == 1


@pytest.mark.parametrize("place", [0, 3, 7])
async def test_a_request_on_which_workers_die_takes_nobody_with_it(place: int) -> None:
    tracker = make_tracker(max_waiting=64)
    tracker.scheduler.limit_batch(8)
    states = [tracker.accept(ready(ask(user=str(number)))) for number in range(8)]
    complete, deaths, deadly = list[RequestState](), 0, states[place]
    while (step_batch := tracker.next_step_batch()) is not None:
        if (deadly.request.id, 0) in step_batch.batch:
            tracker.handle_worker_death()
            deaths += 1
        else:
            complete += tracker.record(step_batch, make_result(step_batch))
    assert set(complete) == set(states) - {deadly}
    assert deadly.done
    assert deaths == MAX_REQUEST_DEATHS


async def test_giving_up_spares_what_is_complete() -> None:
    tracker = make_tracker(max_waiting=64)
    complete = tracker.accept(ready(ask()))
    finish_step_batch(tracker)
    waiting = tracker.accept(ready(ask("a boat")))
    tracker.fail_waiting(WorkerFailed())
    assert (complete.done, waiting.done) == (False, True)


async def test_the_seconds_of_encoding_are_told_with_those_of_decoding() -> None:
    tracker = make_tracker(max_waiting=64)
    state = tracker.accept(ready(ask()))
    finish_step_batch(tracker)
    tracker.finish(state, ((), None), 8.0, BackendChoice("float32", "graph", {}))
    *_, last = [event async for event in state.events()]
    assert isinstance(last, Finished)
    timings = last.timings
    assert (timings.encode_s, timings.denoise_s, timings.decode_s) == (1.0, 2.0, 4.0 + 8.0)


async def test_why_a_lora_cannot_be_used_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    tracker = make_tracker(max_waiting=64)
    state = tracker.accept(ready(ask("a boat", id="x", loras=(("ink", 1.0),))))
    step_batch = tracker.next_step_batch()
    assert isinstance(step_batch, StepBatch)
    # As it comes from the worker process.
    error = pickle.loads(pickle.dumps(LoraUnavailable("ink", "ink.safetensors is damaged.")))
    tracker.record(step_batch, make_result(step_batch, x=error))
    ending = [event async for event in state.events()][-1]
    assert isinstance(ending, Failed)
    assert isinstance(ending.error, LoraUnavailable)
    assert ending.error.name == "ink"
    assert "The LoRA 'ink' cannot be used: ink.safetensors is damaged." in caplog.text
    assert "a boat" not in caplog.text
