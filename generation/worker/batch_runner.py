"""Run step batches on one pipeline in the worker process."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from generation.arrays import UInt8Image
from generation.errors import GenerationError, InvalidRequest, ModelUnavailable
from generation.pipeline.sample import Sample
from generation.prepared import PreparedRequest, Unit, UnitId
from generation.scheduling.messages import PromptNotes, StepBatch, StepBatchResult
from generation.types import RawImage

if TYPE_CHECKING:
    from generation.pipeline.pipeline import Pipeline

# Seconds between two previews of a batch: Discord takes no more edits of a message.
PREVIEW_INTERVAL_S = 2.0
# Least time between two by the time that one takes: decoded by a network, they cost some.
PREVIEW_COST = 20
MAX_PREVIEWS = 4  # Units of a request that have previews.


class BatchRunner:
    """A pipeline with the samples of its running units.

    Args:
        pipeline: the loaded model.
        clock: monotonic clock, in seconds.
    """

    def __init__(
        self, pipeline: "Pipeline", clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._pipeline, self._clock = pipeline, clock
        self._preview_due_s = 0.0
        self._samples: dict[UnitId, Sample] = {}

    def run(self, step_batch: StepBatch) -> StepBatchResult:
        """Run a step batch: drop, begin, denoise, preview, decode.

        Returns:
            Its progress, finished pictures and times.
        """
        self._drop(step_batch.drop)
        began = self._clock()
        failures, notes = self._begin(step_batch.admit)
        encoded = self._clock()
        batch = [unit_id for unit_id in step_batch.batch if unit_id in self._samples]
        if batch:
            self._pipeline.advance([self._samples[unit_id] for unit_id in batch], step_batch.steps)
        denoised = self._clock()
        steps = {unit_id: self._samples[unit_id].step for unit_id in batch}
        finished = [unit_id for unit_id in batch if self._samples[unit_id].remaining == 0]
        pictures = self._pipeline.decode([self._samples[unit_id] for unit_id in finished])
        # After the decoding: a finished picture may be its own preview.
        previews = self._preview(batch)
        self._drop(finished)
        return StepBatchResult(
            steps,
            dict(zip(finished, map(_to_pixels, pictures), strict=True)),
            failures,
            notes,
            encode_s=encoded - began,
            denoise_s=denoised - encoded,
            decode_s=self._clock() - denoised,
            previews=previews,
        )

    def _drop(self, unit_ids: Iterable[UnitId]) -> None:
        for unit_id in unit_ids:
            self._samples.pop(unit_id, None)

    def _begin(
        self, units: Sequence[Unit]
    ) -> tuple[Mapping[str, GenerationError], Mapping[str, PromptNotes]]:
        """Begin units; drop all units of a request that fails."""
        failures: dict[str, GenerationError] = {}
        notes: dict[str, PromptNotes] = {}
        for unit in units:
            request = unit.request
            if request.id in failures:
                continue
            try:
                self._samples[unit.id] = self._pipeline.begin(unit)
            # Including a damaged LoRA file: it must not fail the other requests of the batch.
            except (InvalidRequest, ModelUnavailable) as error:
                failures[request.id] = error
                self._drop([id_ for id_ in self._samples if id_.request_id == request.id])
                continue
            # Once for all units: reading the texts again costs milliseconds a frame.
            if request.id not in notes:
                notes[request.id] = self._make_notes(unit.prepared)
        return failures, notes

    def _make_notes(self, prepared: PreparedRequest) -> PromptNotes:
        prompts = dict.fromkeys(key.prompt for one in prepared.prompts for key in one.keyframes)
        negative_prompts = dict.fromkeys(one.negative_prompt for one in prepared.prompts)
        cut = filter(None, map(self._pipeline.cut, (*prompts, *negative_prompts)))
        unknown = dict.fromkeys(
            word for prompt in prompts for word in self._pipeline.unknown_words(prompt)
        )
        return PromptNotes(tuple(unknown), " … ".join(cut))

    def _preview(self, batch: Iterable[UnitId]) -> Mapping[UnitId, RawImage]:
        """Make previews at intervals, and always of a unit that is finished."""
        began = self._clock()
        due = began >= self._preview_due_s
        selected = [
            unit_id
            for unit_id in batch
            if unit_id.unit_index < MAX_PREVIEWS and (due or self._samples[unit_id].remaining == 0)
        ]
        previews = self._pipeline.preview([self._samples[unit_id] for unit_id in selected])
        if due:
            pause_s = max(PREVIEW_INTERVAL_S, PREVIEW_COST * (self._clock() - began))
            self._preview_due_s = began + pause_s
        return dict(zip(selected, map(_to_pixels, previews), strict=True))


def _to_pixels(array: UInt8Image) -> RawImage:
    height, width, _ = array.shape
    return RawImage(array.tobytes(), width, height)
