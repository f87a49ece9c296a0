"""What the scheduler and the worker process say to each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generation.errors import GenerationError
from generation.request import GenerationRequest
from generation.types import BackendChoice, Pixels

UnitId = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Unit:
    """One run of the denoising loop, for a picture, a frame or a tile: what is scheduled.

    Args:
        request: the request it belongs to.
        index: which of the request's units, from 0.
    """

    request: GenerationRequest
    index: int

    @property
    def id(self) -> UnitId:
        """Name it uniquely."""
        return self.request.id, self.index

    @property
    def shape(self) -> tuple[int, int]:
        """Width and height in pixels: only units of one shape share a step."""
        return self.request.width, self.request.height


@dataclass(frozen=True, slots=True)
class StepBatch:
    """One call to the worker: a few denoising steps of one batch.

    Args:
        drop: units that the worker shall forget, first of all.
        admit: units to begin; all of them are in the batch.
        batch: units that take the steps, all of one shape.
        steps: calls of the diffusion model, at least 1, at most what the first of them to
            finish has left.
    """

    drop: tuple[UnitId, ...]
    admit: tuple[Unit, ...]
    batch: tuple[UnitId, ...]
    steps: int


@dataclass(frozen=True, slots=True)
class PromptNotes:
    """What the model makes of a request's texts.

    Args:
        unknown_words: those of the prompt that the model never saw.
        cut: the end of the prompts that was left out because they are too long.
    """

    unknown_words: tuple[str, ...] = ()
    cut: str = ""


@dataclass(frozen=True, slots=True)
class StepBatchResult:
    """What a slice did.

    Args:
        steps: calls done so far, for each unit that took part.
        pictures: the finished ones.
        failures: by request id, why it could not begin.
        notes: by request id, what there is to say about the prompts begun.
        encode_s: seconds of text encoding.
        denoise_s: seconds of denoising.
        decode_s: seconds of decoding.
        previews: what some pictures are becoming, a pixel for each cell of the latent.
    """

    steps: Mapping[UnitId, int]
    pictures: Mapping[UnitId, Pixels]
    failures: Mapping[str, GenerationError]
    notes: Mapping[str, PromptNotes]
    encode_s: float
    denoise_s: float
    decode_s: float
    previews: Mapping[UnitId, Pixels] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What the worker is after loading: the largest batch it takes, and the warm-up's choice."""

    max_batch: int
    choice: BackendChoice
