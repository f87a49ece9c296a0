"""A worker of a few lines for the scheduler, on a clock of its own."""

from collections import Counter
from dataclasses import dataclass, field

from generation.prepared import Unit, UnitId
from generation.scheduling.messages import StepBatch, StepBatchResult
from generation.scheduling.scheduler import Scheduler
from generation.types import RawImage

Loras = tuple[tuple[str, float], ...]


@dataclass
class Worker:
    """Runs step batches at `step_s` a step of one picture of 128 pixels.

    Args:
        merged: LoRAs merged into the weights, one set of a batch after another.
        growth: share of a step that each further picture of a batch costs.
        by_size: whether larger pictures take longer, by their pixels.
    """

    scheduler: Scheduler = field(init=False)
    step_s: float = 0.1
    decode_s: float = 0.5
    growth: float = 0.0
    by_size: bool = False
    now: float = 0.0
    units: dict[UnitId, Unit] = field(default_factory=dict)
    steps: dict[UnitId, int] = field(default_factory=dict)
    finished: Counter[UnitId] = field(default_factory=Counter)
    step_batches: list[StepBatch] = field(default_factory=list)
    merged: list[Loras] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.scheduler = Scheduler(lambda: self.now)

    def do(self, step_batch: StepBatch) -> StepBatchResult:
        self.step_batches.append(step_batch)
        for unit_id in step_batch.drop:
            del self.units[unit_id], self.steps[unit_id]
        for unit in step_batch.admit:
            assert unit.id not in self.units
            self.units[unit.id], self.steps[unit.id] = unit, 0
        assert set(step_batch.batch) == set(self.units), (
            "the worker holds the batch and nothing else"
        )
        self.merged += {unit.batch_key[1] for unit in self.units.values()}
        for unit_id in step_batch.batch:
            self.steps[unit_id] += step_batch.steps
            assert self.steps[unit_id] <= self.units[unit_id].request.steps
        done = [id_ for id_ in self.units if self.steps[id_] == self.units[id_].request.steps]
        result = StepBatchResult(
            steps={unit_id: self.steps[unit_id] for unit_id in step_batch.batch},
            pictures={unit_id: RawImage(b"", 0, 0) for unit_id in done},
            failures={},
            notes={},
            encode_s=0.0,
            denoise_s=self.step_s * step_batch.steps * self._weight(),
            decode_s=self.decode_s * len(done),
        )
        for unit_id in done:
            del self.units[unit_id], self.steps[unit_id]
        self.finished.update(done)
        self.now += result.denoise_s + result.decode_s
        return result

    def _weight(self) -> float:
        width, height = next(iter(self.units.values())).shape
        size = width * height / 128**2 if self.by_size else 1
        return size * (1 + self.growth * (len(self.units) - 1))

    def run_step_batch(self) -> StepBatch | None:
        step_batch = self.scheduler.next_step_batch()
        if step_batch is not None:
            self.scheduler.record(step_batch, self.do(step_batch))
        return step_batch

    def work(self) -> None:
        while self.run_step_batch() is not None:
            pass


def worker(max_batch: int = 4) -> Worker:
    made = Worker()
    made.scheduler.limit_batch(max_batch)
    return made
