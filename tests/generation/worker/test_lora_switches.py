"""Claims about the time that merging LoRAs takes from pictures that are drawn at once."""

from collections.abc import Sequence

from generation.prepared import Unit
from generation.scheduling.scheduler import Scheduler
from generation.worker.batch_runner import BatchRunner
from tests.generation.requests import ask, ready
from tests.generation.service.fake_pipeline import FakePipeline, FakeSample

STEPS, STEP_S, MERGE_S = 20, 0.05, 14.0


class MergingPipeline(FakePipeline):
    """Merges LoRAs as slowly as numpy does for Stable Diffusion, on a clock of its own."""

    def __init__(self) -> None:
        self.merged: list[object] = []
        self.now_s = 0.0

    def begin(self, unit: Unit) -> FakeSample:
        self._merge(unit.request.loras)
        return super().begin(unit)

    def advance(self, samples: Sequence[FakeSample], steps: int) -> None:
        for loras in dict.fromkeys(sample.request.loras for sample in samples):
            self._merge(loras)
            self.now_s += STEP_S * steps
        for sample in samples:
            sample.step += steps

    def _merge(self, loras: object) -> None:
        if not self.merged or loras != self.merged[-1]:
            self.merged.append(loras)
            self.now_s += MERGE_S


def test_two_pictures_of_other_loras_cost_two_merges_which_are_no_steps() -> None:
    pipeline = MergingPipeline()
    runner = BatchRunner(pipeline, lambda: pipeline.now_s)  # type: ignore[arg-type]
    scheduler, denoise_s, slices = Scheduler(lambda: pipeline.now_s), 0.0, 0
    scheduler.limit_batch(4)
    for user, name in (("ann", "ink"), ("bob", "oil")):
        scheduler.add(ready(ask(user=user, steps=STEPS, loras=((name, 1.0),))))
    while (step_batch := scheduler.next_step_batch()) is not None:
        result = runner.run(step_batch)
        scheduler.record(step_batch, result)
        denoise_s, slices = denoise_s + result.denoise_s, slices + 1
    assert len(pipeline.merged) == 2
    assert round(denoise_s, 6) == 2 * STEPS * STEP_S
    assert slices < STEPS, "a merge that counts as a step makes each slice a single step"
