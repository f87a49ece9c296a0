"""The frozen dataclasses of generation's door."""

import uuid
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from generation.errors import GenerationError, InvalidRequest

Sampler = Literal["ddim", "dpm++2m"]
Precision = Literal["auto", "float32", "bfloat16", "float16"]
Engine = Literal["auto", "xla", "graph"]

MAX_SEED = 2**32 - 1
MAX_COUNT = 4


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What a model offers: its limits and defaults, known without loading it.

    Args:
        name: the catalogue's key, for example "starter".
        summary: one sentence for people.
        sizes: offered (width, height) in pixels; the first is the default.
        steps: default number of denoising steps.
        max_steps: most steps a request may ask for.
        guidance: default guidance scale.
        max_guidance: largest guidance scale.
        max_tokens: most tokens of a prompt, start and end not counted.
    """

    name: str
    summary: str
    sizes: tuple[tuple[int, int], ...]
    steps: int
    max_steps: int
    guidance: float
    max_guidance: float
    max_tokens: int


@dataclass(frozen=True, slots=True)
class GenerationRequest:
    """One request for pictures.

    Args:
        prompt: what to draw, not empty.
        user: who asked; requests are served round robin by this key.
        width: pixels, one of the model's sizes together with height.
        height: pixels.
        steps: denoising steps, 1 to the model's maximum.
        guidance: guidance scale, 1 (off) to the model's maximum.
        seed: 0 to 2**32 - 1; picture i of the request uses seed + i, wrapping around.
        count: pictures, 1 to 4.
        negative_prompt: what to steer away from; may be empty.
        sampler: which published algorithm denoises.
        id: unique; the key for cancelling.
    """

    prompt: str
    user: str
    width: int
    height: int
    steps: int
    guidance: float
    seed: int
    count: int = 1
    negative_prompt: str = ""
    sampler: Sampler = "dpm++2m"
    id: str = field(default_factory=lambda: uuid.uuid4().hex)

    def with_seed(self, seed: int) -> "GenerationRequest":
        """Copy as a new request with another seed."""
        return replace(self, seed=seed, id=uuid.uuid4().hex)

    def seeds(self) -> tuple[int, ...]:
        """List the seed of each picture."""
        return tuple((self.seed + index) % (MAX_SEED + 1) for index in range(self.count))

    def check(self, model: ModelInfo) -> None:
        """Hold the request against a model's limits.

        Raises:
            InvalidRequest: names the first value that breaks a rule, and the rule.
        """
        sizes = ", ".join(f"{width}×{height}" for width, height in model.sizes)
        rules: tuple[tuple[str, object, bool, str], ...] = (
            ("prompt", "an empty prompt", bool(self.prompt.strip()), "must say what to draw"),
            (
                "size",
                f"{self.width}×{self.height}",
                (self.width, self.height) in model.sizes,
                f"must be one of {sizes}",
            ),
            (
                "steps",
                self.steps,
                1 <= self.steps <= model.max_steps,
                f"must be between 1 and {model.max_steps}",
            ),
            (
                "guidance",
                self.guidance,
                1 <= self.guidance <= model.max_guidance,
                f"must be between 1 and {model.max_guidance:g}",
            ),
            ("seed", self.seed, 0 <= self.seed <= MAX_SEED, f"must be between 0 and {MAX_SEED}"),
            (
                "count",
                self.count,
                1 <= self.count <= MAX_COUNT,
                f"must be between 1 and {MAX_COUNT}",
            ),
        )
        for name, value, holds, rule in rules:
            if not holds:
                raise InvalidRequest(name, value, rule)


@dataclass(frozen=True, slots=True)
class Picture:
    """One finished picture: a PNG that carries its parameters, and its seed."""

    png: bytes
    seed: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Timings:
    """Where the time of a request went; seconds but for the speed.

    Args:
        queue_s: from submission to the first work on it.
        encode_s: text encoding.
        denoise_s: the denoising loop, shared steps included.
        decode_s: decoding and PNG encoding.
        total_s: from submission to the last picture.
        steps_per_s: denoising steps per second of this request.
        precision: "float32", "bfloat16" or "float16".
        engine: "xla" or "graph".
    """

    queue_s: float
    encode_s: float
    denoise_s: float
    decode_s: float
    total_s: float
    steps_per_s: float
    precision: str
    engine: str


@dataclass(frozen=True, slots=True)
class Queued:
    """The request waits: `position` requests of others or of its user run before it.

    `eta_s` is the seconds until its pictures are expected, None while the model is not warm.
    """

    position: int
    eta_s: float | None


@dataclass(frozen=True, slots=True)
class Progress:
    """The request is at `step` of `of`, all of its pictures counted together."""

    step: int
    of: int
    eta_s: float | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """The pictures are there; `unknown_words` are those of the prompt the model never saw."""

    pictures: tuple[Picture, ...]
    timings: Timings
    unknown_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """The request ended without pictures."""

    error: GenerationError


Event = Queued | Progress | Finished | Failed


@dataclass(frozen=True, slots=True)
class ServiceStatus:
    """How the service is.

    Args:
        phase: "starting" (process), "loading" (weights), "warming" (measuring and compiling),
            "ready", "unavailable" (the model cannot be had) or "closed".
        detail: one sentence for operators.
    """

    phase: Literal["starting", "loading", "warming", "ready", "unavailable", "closed"]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ServiceConfig:
    """How the generation service is set up.

    Args:
        model: name in the catalogue or of a checkpoint in the models folder.
        precision: a dtype, or "auto" to measure.
        engine: a mode, or "auto" to measure.
        cache_folder: where downloads and compiled programs are kept.
        offline_folder: where model files are looked up instead of downloading them.
        models_folder: where the operator's own checkpoints, LoRAs and embeddings lie.
        max_waiting: most pictures that may wait or run.
        threads: cores that the worker may use, 0 for all.
    """

    model: str = "starter"
    precision: Precision = "auto"
    engine: Engine = "auto"
    cache_folder: Path = Path("~/.cache/imagine-bot")
    offline_folder: Path | None = None
    models_folder: Path | None = None
    max_waiting: int = 64
    threads: int = 0
