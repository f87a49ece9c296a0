"""Messages between the scheduler and the worker process."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generation.errors import GenerationError
from generation.prepared import Unit, UnitId
from generation.types import BackendChoice, RawImage


@dataclass(frozen=True, slots=True)
class StepBatch:
    """One call to the worker: a few denoising steps of one batch.

    Args:
        drop: units that the worker removes before anything else.
        admit: units to begin; all of them are in the batch.
        batch: units that take the steps, all of one shape.
        steps: calls of the diffusion model, from 1 to the fewest that any unit of the batch has
            left.
    """

    drop: tuple[UnitId, ...]
    admit: tuple[Unit, ...]
    batch: tuple[UnitId, ...]
    steps: int


@dataclass(frozen=True, slots=True)
class PromptNotes:
    """Notes about a request's prompts, for its user.

    Args:
        unknown_words: words of the prompt that are not in the model's training data.
        cut: end of the prompts that exceeds the model's maximum length.
    """

    unknown_words: tuple[str, ...] = ()
    cut: str = ""


@dataclass(frozen=True, slots=True)
class StepBatchResult:
    """Result of a StepBatch.

    Args:
        steps: calls done so far, for each unit that took part.
        pictures: the decoded pictures of finished units.
        failures: by request id, the error that kept it from beginning.
        notes: by request id, notes about the prompts of requests that began.
        encode_s: seconds of text encoding.
        denoise_s: seconds of denoising.
        decode_s: seconds of decoding.
        previews: of some unfinished pictures, with one pixel for each cell of the latent.
    """

    steps: Mapping[UnitId, int]
    pictures: Mapping[UnitId, RawImage]
    failures: Mapping[str, GenerationError]
    notes: Mapping[str, PromptNotes]
    encode_s: float
    denoise_s: float
    decode_s: float
    previews: Mapping[UnitId, RawImage] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LoadReport:
    """Result of loading a model in the worker process.

    Args:
        max_batch: units that the worker takes at once, at least 1.
        choice: precision and engine chosen in the warm-up.
    """

    max_batch: int
    choice: BackendChoice
