"""What stands in the worker process: one pipeline, and the samples that it works on."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from generation.errors import GenerationError, InvalidRequest, ModelUnavailable
from generation.pipeline.sample import Sample
from generation.request import GenerationRequest
from generation.scheduling.messages import PromptNotes, StepBatch, StepBatchResult, Unit, UnitId
from generation.types import Pixels

if TYPE_CHECKING:
    from generation.pipeline.pipeline import Pipeline

# Seconds between two previews of a batch: Discord takes no more edits of a message.
PREVIEW_S = 2.0
PREVIEWED = 4  # Units of a request that are shown while they are drawn.


class BatchRunner:
    """A pipeline with the samples that it works on, by unit.

    Args:
        pipeline: the loaded model.
        clock: seconds that never go back.
    """

    def __init__(
        self, pipeline: "Pipeline", clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._pipeline, self._clock = pipeline, clock
        self._previewed_s = -PREVIEW_S
        self._samples: dict[UnitId, Sample] = {}

    def run(self, slice_: StepBatch) -> StepBatchResult:
        """Do a slice: forget, begin, denoise, show, decode."""
        self._forget(slice_.drop)
        began = self._clock()
        failures, notes = self._begin(slice_.admit)
        encoded = self._clock()
        batch = [unit_id for unit_id in slice_.batch if unit_id in self._samples]
        if batch:
            self._pipeline.advance([self._samples[unit_id] for unit_id in batch], slice_.steps)
        denoised = self._clock()
        previews = self._previews(batch, denoised)
        steps = {unit_id: self._samples[unit_id].step for unit_id in batch}
        pictures = self._finish([id_ for id_ in batch if self._samples[id_].remaining == 0])
        return StepBatchResult(
            steps,
            pictures,
            failures,
            notes,
            encode_s=encoded - began,
            denoise_s=denoised - encoded,
            decode_s=self._clock() - denoised,
            previews=previews,
        )

    def _forget(self, unit_ids: Iterable[UnitId]) -> None:
        for unit_id in unit_ids:
            self._samples.pop(unit_id, None)

    def _begin(
        self, units: Sequence[Unit]
    ) -> tuple[Mapping[str, GenerationError], Mapping[str, PromptNotes]]:
        """Begin units; of a request that is refused, none stays."""
        failures: dict[str, GenerationError] = {}
        notes: dict[str, PromptNotes] = {}
        for unit in units:
            request = unit.request
            if request.id in failures:
                continue
            try:
                self._samples[unit.id] = self._pipeline.begin(request, unit.index)
            # Also a LoRA's file that is damaged: the others of the batch have no part in it.
            except (InvalidRequest, ModelUnavailable) as error:
                failures[request.id] = error
                self._forget([id_ for id_ in self._samples if id_[0] == request.id])
                continue
            # Once for all units: reading the texts again costs milliseconds a frame.
            if request.id not in notes:
                notes[request.id] = self._notes(request)
        return failures, notes

    def _notes(self, request: GenerationRequest) -> PromptNotes:
        pictures = range(request.count)
        keyframes = (keyframe for unit in pictures for keyframe in request.keyframes(unit))
        prompts = dict.fromkeys(keyframe.prompt for keyframe in keyframes)
        negative_prompts = dict.fromkeys(map(request.negative_prompt_of, pictures))
        cut = filter(None, map(self._pipeline.cut, (*prompts, *negative_prompts)))
        unknown = dict.fromkeys(
            word for prompt in prompts for word in self._pipeline.unknown_words(prompt)
        )
        return PromptNotes(tuple(unknown), " … ".join(cut))

    def _previews(self, batch: Iterable[UnitId], now_s: float) -> Mapping[UnitId, Pixels]:
        """Show now and then what is becoming of pictures, and always what has become of one."""
        due = now_s - self._previewed_s >= PREVIEW_S
        self._previewed_s = now_s if due else self._previewed_s
        shown = [
            unit_id
            for unit_id in batch
            if unit_id[1] < PREVIEWED and (due or self._samples[unit_id].remaining == 0)
        ]
        made = self._pipeline.preview([self._samples[unit_id] for unit_id in shown])
        return dict(zip(shown, map(_raw_image, made), strict=True))

    def _finish(self, unit_ids: Sequence[UnitId]) -> Mapping[UnitId, Pixels]:
        """Decode finished samples, and forget them."""
        if not unit_ids:
            return {}
        decoded = self._pipeline.decode([self._samples[unit_id] for unit_id in unit_ids])
        self._forget(unit_ids)
        return dict(zip(unit_ids, map(_raw_image, decoded), strict=True))


def _raw_image(array: NDArray[np.uint8]) -> Pixels:
    height, width, _ = array.shape
    return Pixels(array.tobytes(), width, height)
