"""The path of a plain `/imagine`: from its command through the database to the worker's call."""

import pickle
import sys
from collections.abc import Callable
from typing import Any

import pytest

from bot.storage.jobs.accept import Acceptance
from generation import GenerationFleet, ServiceConfig, prepared
from generation.prompts import wildcards
from generation.scheduling.fair_queue import FairQueue
from generation.scheduling.messages import LoadReport, StepBatch, StepBatchResult
from generation.worker.batch_runner import BatchRunner
from tests.bot.world import World, world
from tests.generation.service.fake_pipeline import FakePipeline
from tests.own_calls import own_calls

# With the calls of the worker process, which its own test bounds, 30 from the command's callback
# to the tokenizer.
MOST_CALLS = 20


class InProcess:
    """An executor without a process; what crosses the boundary is pickled all the same."""

    has_exited = False

    def __init__(self, on_status: object, on_exit: object) -> None:
        self._runner = BatchRunner(FakePipeline())  # type: ignore[arg-type]

    async def load(self, config: ServiceConfig, pipeline: str) -> LoadReport:
        return LoadReport(FakePipeline.batch_sizes[-1], FakePipeline.choice)

    async def run(self, step_batch: StepBatch) -> StepBatchResult:
        return self._runner.run(pickle.loads(pickle.dumps(step_batch)))

    async def close(self) -> None:
        pass


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> GenerationFleet:
    monkeypatch.setattr("generation.service.worker_supervisor.Executor", InProcess)
    return GenerationFleet([ServiceConfig()])


def count_calls(monkeypatch: pytest.MonkeyPatch, place: Any, name: str) -> list[tuple[Any, ...]]:
    """Write down the arguments of each call of a function."""
    calls: list[tuple[Any, ...]] = []
    original = getattr(place, name)

    def counted(*arguments: Any) -> Any:
        calls.append(arguments)
        return original(*arguments)

    monkeypatch.setattr(place, name, counted)
    return calls


async def draw(w: World, **options: Any) -> None:
    """Ask for pictures, and wait until the answer has them."""
    await w.service.start()
    await w.service.ready()
    result = await w.ada.slash(w.channel, "imagine", **options)
    assert (await w.answered(result)).attachments


async def test_wildcards_are_expanded_once_a_picture_and_a_request_is_checked_once(
    service: GenerationFleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = count_calls(monkeypatch, prepared, "_written_rules")
    expansions = count_calls(monkeypatch, prepared, "expand")
    further = count_calls(monkeypatch, wildcards, "expand")
    async with world(service) as w:  # type: ignore[arg-type]
        await draw(
            w, prompt="{red|green} apple", negative_prompt="{blue|grey} frog", count=4, seed=7
        )
    assert len(checks) == 1
    texts = {"{red|green} apple", "{blue|grey} frog"}
    assert sorted(expansions) == sorted((text, 7 + place) for text in texts for place in range(4))
    assert not further


async def test_a_prompt_without_wildcards_is_expanded_nowhere(
    service: GenerationFleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = count_calls(monkeypatch, prepared, "_written_rules")
    expansions = count_calls(monkeypatch, prepared, "expand")
    async with world(service) as w:  # type: ignore[arg-type]
        await draw(w, prompt="red apple")
    assert (len(checks), expansions) == (1, [])


async def test_from_the_command_to_the_worker_the_path_is_short(
    service: GenerationFleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    path: dict[str, list[str]] = {}

    def probe(place: Any, name: str) -> None:
        original: Callable[..., Any] = getattr(place, name)

        def probed(*arguments: Any, **named: Any) -> Any:
            path.setdefault(name, [*own_calls(sys._getframe(1)), f"{place.__name__}.{name}"])
            return original(*arguments, **named)

        monkeypatch.setattr(place, name, probed)

    # Where the request is handed on: to the database, to the service's queue, to the worker.
    probe(Acceptance, "accept")
    probe(FairQueue, "append")
    probe(InProcess, "run")
    async with world(service) as w:  # type: ignore[arg-type]
        await draw(w, prompt="red apple")
    calls = [call for stretch in path.values() for call in stretch]
    assert list(path) == ["accept", "append", "run"]
    assert len(calls) <= MOST_CALLS, "\n".join(calls)
