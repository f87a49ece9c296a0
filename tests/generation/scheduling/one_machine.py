"""Worker processes that are none: what they do is written down, in its order."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from generation import BackendChoice, GenerationFleet, ServiceConfig, ServiceStatus
from generation.prepared import UnitId
from generation.scheduling.messages import LoadReport, StepBatch, StepBatchResult
from generation.types import RawImage

MODELS = "starter", "sd-v1.4"


@dataclass(frozen=True)
class Done:
    """A step batch: its model, and the models with work when it began."""

    model: str
    busy: frozenset[str]


@dataclass
class OneMachine:
    """Stands in for the executors of all models.

    Args:
        loading: what is done while a model loads, given its name and how to report.
        killed: models whose worker processes were ended at once.
    """

    loading: Callable[[str, Callable[[ServiceStatus], None]], object] = lambda _name, _tell: None
    done: list[Done] = field(default_factory=list)
    killed: list[str] = field(default_factory=list)
    working: str = ""
    fleet: GenerationFleet | None = None

    def executor(self, report: Callable[[ServiceStatus], None], lost: object) -> "Stand":
        return Stand(self, report)

    def busy(self) -> frozenset[str]:
        assert self.fleet
        services = [self.fleet.model(name) for name in self.fleet.models]
        return frozenset(
            one.info.name
            for one in services
            if one._tracker.scheduler.pictures and one.status.phase == "ready"
        )


@dataclass
class Stand:
    machine: OneMachine
    report: Callable[[ServiceStatus], None]
    model: str = ""
    has_exited: bool = False
    left: dict[UnitId, int] = field(default_factory=dict)
    steps: dict[UnitId, int] = field(default_factory=dict)

    async def load(self, config: ServiceConfig, pipeline: str) -> LoadReport:
        self.model = config.model
        waiting = self.machine.loading(config.model, self.report)
        if isinstance(waiting, asyncio.Event):
            await waiting.wait()
        return LoadReport(2, BackendChoice("float32", "graph", {}))

    async def run(self, step_batch: StepBatch) -> StepBatchResult:
        assert not self.machine.working, "two models work at the same time"
        self.machine.working = self.model
        self.machine.done.append(Done(self.model, self.machine.busy()))
        await asyncio.sleep(0)
        self.machine.working = ""
        return self._result(step_batch)

    def _result(self, step_batch: StepBatch) -> StepBatchResult:
        for unit_id in step_batch.drop:
            self.left.pop(unit_id), self.steps.pop(unit_id)
        for unit in step_batch.admit:
            self.left[unit.id], self.steps[unit.id] = unit.request.calls, 0
        for unit_id in step_batch.batch:
            self.left[unit_id] -= step_batch.steps
            self.steps[unit_id] += step_batch.steps
        steps = {unit_id: self.steps[unit_id] for unit_id in step_batch.batch}
        finished = [unit_id for unit_id in step_batch.batch if not self.left[unit_id]]
        for unit_id in finished:
            self.left.pop(unit_id), self.steps.pop(unit_id)
        pictures = dict.fromkeys(finished, RawImage(bytes(3), 1, 1))
        return StepBatchResult(steps, pictures, {}, {}, 0.0, 0.3 * step_batch.steps, 0.0)

    def kill(self) -> None:
        self.machine.killed.append(self.model)

    async def close(self) -> None:
        pass


@asynccontextmanager
async def fleet(
    machine: OneMachine,
    names: Sequence[str] = MODELS,
    idle_s: float = 60.0,
    clock: Callable[[], float] = time.monotonic,
) -> AsyncIterator[GenerationFleet]:
    """Open a fleet whose models work on the machine.

    Args:
        machine: shared by all models.
        names: of the models; the first is the default.
        idle_s: seconds without requests until a model is unloaded.
        clock: monotonic clock, in seconds.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generation.service.worker_supervisor.Executor", machine.executor)
        made = machine.fleet = GenerationFleet(
            [ServiceConfig(name) for name in names], idle_s, clock=clock
        )
        await made.start()
        try:
            yield made
        finally:
            await made.close()
