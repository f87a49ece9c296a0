"""What stands in the worker process: one pipeline, and the samples that it works on."""

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from generation.errors import GenerationError, InvalidRequest, ModelUnavailable
from generation.request import GenerationRequest
from generation.slices import Notes, Pixels, Slice, SliceResult, Unit, UnitId

if TYPE_CHECKING:
    from generation.pipeline import Pipeline
    from generation.sample import Sample


class Easel:
    """A pipeline with the samples that it works on, by unit.

    Args:
        pipeline: the loaded model.
    """

    def __init__(self, pipeline: "Pipeline") -> None:
        self._pipeline = pipeline
        self._samples: dict[UnitId, Sample] = {}

    def run(self, slice_: Slice) -> SliceResult:
        """Do a slice: forget, begin, denoise, decode."""
        self._forget(slice_.drop)
        began = time.perf_counter()
        failures, notes = self._begin(slice_.admit)
        encoded = time.perf_counter()
        batch = [unit_id for unit_id in slice_.batch if unit_id in self._samples]
        if batch:
            self._pipeline.advance([self._samples[unit_id] for unit_id in batch], slice_.steps)
        denoised = time.perf_counter()
        steps = {unit_id: self._samples[unit_id].step for unit_id in batch}
        pictures = self._finish([id_ for id_ in batch if self._samples[id_].remaining == 0])
        return SliceResult(
            steps,
            pictures,
            failures,
            notes,
            encode_s=encoded - began,
            denoise_s=denoised - encoded,
            decode_s=time.perf_counter() - denoised,
        )

    def _forget(self, unit_ids: Iterable[UnitId]) -> None:
        for unit_id in unit_ids:
            self._samples.pop(unit_id, None)

    def _begin(
        self, units: Sequence[Unit]
    ) -> tuple[Mapping[str, GenerationError], Mapping[str, Notes]]:
        """Begin units; of a request that is refused, none."""
        failures: dict[str, GenerationError] = {}
        notes: dict[str, Notes] = {}
        for unit in units:
            request = unit.request
            if request.id in failures:
                continue
            try:
                self._samples[unit.id] = self._pipeline.begin(request, unit.index)
            # Also a LoRA's file that is damaged: the others of the batch have no part in it.
            except (InvalidRequest, ModelUnavailable) as error:
                failures[request.id] = error
                continue
            # Once for all units: reading the texts again costs milliseconds a frame.
            if request.id not in notes:
                notes[request.id] = self._notes(request)
        return failures, notes

    def _notes(self, request: GenerationRequest) -> Notes:
        prompts = (request.prompt, *(keyframe.prompt for keyframe in request.morph))
        cut = filter(None, map(self._pipeline.cut, (*prompts, request.negative_prompt)))
        unknown = dict.fromkeys(
            word for prompt in prompts for word in self._pipeline.unknown_words(prompt)
        )
        return Notes(tuple(unknown), " … ".join(cut))

    def _finish(self, unit_ids: Sequence[UnitId]) -> Mapping[UnitId, Pixels]:
        """Decode finished samples, and forget them."""
        if not unit_ids:
            return {}
        decoded = self._pipeline.decode([self._samples[unit_id] for unit_id in unit_ids])
        self._forget(unit_ids)
        return {
            unit_id: Pixels(pixels.tobytes(), pixels.shape[1], pixels.shape[0])
            for unit_id, pixels in zip(unit_ids, decoded, strict=True)
        }
