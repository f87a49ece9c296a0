"""Claims about errors in step batches, run in this process."""

import pickle
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

import pytest

from generation import InvalidRequest, ModelUnavailable, OutOfMemory
from generation.prepared import Unit
from generation.prompts.tokenizer import Tokenizer
from generation.scheduling.messages import StepBatch
from generation.worker import main
from generation.worker.batch_runner import BatchRunner
from tests.generation.requests import ask, make_unit
from tests.generation.service.fake_pipeline import FakePipeline, FakeSample
from tests.own_calls import own_calls

if TYPE_CHECKING:
    from generation.pipeline.pipeline import Pipeline

# Calls from that of the worker process to the tokenizer.
MOST_CALLS = 10


class ResourceExhaustedError(Exception):
    """Named like TensorFlow's."""


class Unpicklable(Exception):
    def __reduce__(self) -> str:
        raise TypeError


class Failing(FakePipeline):
    def __init__(self, error: Exception) -> None:
        self.error = error

    def advance(self, samples: Sequence[FakeSample], steps: int) -> None:
        raise self.error


def run(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    runner = BatchRunner(Failing(error))  # type: ignore[arg-type]
    monkeypatch.setattr(main, "_runner", runner)
    unit = make_unit(ask(), 0)
    main.run(StepBatch((), (unit,), (unit.id,), 1))


@pytest.mark.parametrize(
    "error",
    [MemoryError(), ResourceExhaustedError("GPU"), RuntimeError("CUBLAS_STATUS_ALLOC_FAILED")],
)
def test_what_does_not_fit_is_out_of_memory(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    with pytest.raises(OutOfMemory):
        run(monkeypatch, error)


def test_any_other_error_crosses_to_the_parent_as_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(main.WorkerError) as raised:
        run(monkeypatch, Unpicklable("the reason"))
    crossed = pickle.loads(pickle.dumps(raised.value))
    assert crossed.reason.endswith("Unpicklable: the reason")
    assert "in advance" in str(crossed)


@pytest.mark.parametrize(
    ("message", "breaks_card"), [("CUDA_ERROR_ILLEGAL_ADDRESS", True), ("another bug", False)]
)
def test_an_error_that_breaks_the_card_is_marked_when_it_reaches_the_parent(
    monkeypatch: pytest.MonkeyPatch, message: str, breaks_card: bool
) -> None:
    with pytest.raises(main.WorkerError) as raised:
        run(monkeypatch, RuntimeError(message))
    crossed = pickle.loads(pickle.dumps(raised.value))
    assert crossed.breaks_card is breaks_card
    assert message in str(crossed)


def test_a_unit_that_never_began_may_be_dropped() -> None:
    runner = BatchRunner(FakePipeline())  # type: ignore[arg-type]
    unit = make_unit(ask("forbidden"), 0)
    failed = runner.run(StepBatch((), (unit,), (unit.id,), 1))
    assert set(failed.failures) == {unit.request.id}
    assert failed.steps == {}
    assert runner.run(StepBatch((unit.id,), (), (), 1)).failures == {}


def test_what_is_cut_of_either_prompt_is_said() -> None:
    runner = BatchRunner(FakePipeline())  # type: ignore[arg-type]
    unit = make_unit(ask("a" * 30 + "pple", negative_prompt="f" * 30 + "og"), 0)
    done = runner.run(StepBatch((), (unit,), (unit.id,), 1))
    assert done.notes[unit.request.id].cut == "pple … og"


def test_the_texts_of_a_request_are_read_once_for_all_its_units() -> None:
    class Counting(FakePipeline):
        asked: ClassVar[list[str]] = []

        def unknown_words(self, text: str) -> tuple[str, ...]:
            self.asked.append(text)
            return super().unknown_words(text)

    request = ask(count=4)
    units = tuple(make_unit(request, index) for index in range(4))
    BatchRunner(Counting()).run(StepBatch((), units, tuple(unit.id for unit in units), 1))  # type: ignore[arg-type]
    assert Counting.asked == ["red apple"]


def test_a_lora_that_cannot_be_read_fails_its_own_request_alone() -> None:
    class Damaged(FakePipeline):
        def begin(self, unit: Unit) -> FakeSample:
            if unit.request.loras:
                raise ModelUnavailable("torn.safetensors is damaged.")
            return super().begin(unit)

    runner = BatchRunner(Damaged())  # type: ignore[arg-type]
    plain, torn = make_unit(ask(), 0), make_unit(ask(loras=(("torn", 1.0),)), 0)
    done = runner.run(StepBatch((), (plain, torn), (plain.id, torn.id), 1))
    assert set(done.failures) == {torn.request.id}
    assert set(done.steps) == {plain.id}


def test_of_a_request_that_is_refused_at_a_later_unit_nothing_is_drawn() -> None:
    class Late(FakePipeline):
        def begin(self, unit: Unit) -> FakeSample:
            if unit.index == 1:
                raise InvalidRequest("prompt", "a forbidden one", "must be drawable")
            return super().begin(unit)

    runner = BatchRunner(Late())  # type: ignore[arg-type]
    request, other = ask(count=3), make_unit(ask(), 0)
    first, *rest = (make_unit(request, index) for index in range(3))
    assert runner.run(StepBatch((), (first,), (first.id,), 1)).steps
    batch = (first, *rest, other)
    done = runner.run(StepBatch((), (*rest, other), tuple(unit.id for unit in batch), 1))
    assert set(done.failures) == {request.id}
    assert set(done.steps) == {other.id}


def test_from_a_step_batch_to_the_tokenizer_the_path_is_short(
    pipeline: "Pipeline", monkeypatch: pytest.MonkeyPatch
) -> None:
    path: list[str] = []

    def probed(tokenizer: Tokenizer, text: str) -> list[int]:
        path[:] = path or own_calls(sys._getframe())
        return encode(tokenizer, text)

    encode = Tokenizer.encode
    monkeypatch.setattr(Tokenizer, "encode", probed)
    monkeypatch.setattr(main, "_runner", BatchRunner(pipeline))
    unit = make_unit(ask("a prompt that no other test has encoded"), 0)
    main.run(StepBatch((), (unit,), (unit.id,), 1))
    # With the bot's share, 30 from the command's callback: see tests/bot/test_request_path.py.
    assert 0 < len(path) <= MOST_CALLS, "\n".join(path)
