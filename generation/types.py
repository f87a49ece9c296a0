"""The frozen dataclasses of generation's door."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from generation.errors import GenerationError

Sampler = Literal["ddim", "euler", "euler_a", "heun", "dpm++2m", "dpm++2m_sde", "unipc", "lcm"]
Spacing = Literal["linear", "trailing", "karras", "exponential", "lcm"]
Precision = Literal["auto", "float32", "bfloat16", "float16"]
Engine = Literal["auto", "xla", "graph", "openvino"]

# As Stable Diffusion tools write them into a picture's parameters.
SAMPLER_NAMES: Mapping[Sampler, str] = {
    "ddim": "DDIM",
    "euler": "Euler",
    "euler_a": "Euler a",
    "heun": "Heun",
    "dpm++2m": "DPM++ 2M",
    "dpm++2m_sde": "DPM++ 2M SDE",
    "unipc": "UniPC",
    "lcm": "LCM",
}

MAX_SEED = 2**32 - 1
MAX_COUNT = 4
MAX_FRAMES = 48


def sampler_names() -> Mapping[Sampler, str]:
    """Name the samplers for people, by the key that a request takes."""
    return SAMPLER_NAMES


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
        max_tokens: most tokens of a prompt that are read, starts and ends not counted.
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
class Pixels:
    """A picture that is not encoded: a byte each of red, green, blue, row by row."""

    data: bytes = field(repr=False)
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """One finished picture: a PNG that carries its parameters, and its seed."""

    png: bytes
    seed: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Animation:
    """A finished morph, there and back again, as both formats that move in a chat."""

    webp: bytes
    gif: bytes


# What a request's units become: its pictures, and the animation if it is a morph.
Assembled = tuple[tuple[Picture, ...], Animation | None]


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
        engine: "xla", "graph" or "openvino".
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
    """The request is at `step` of `of`, all of its pictures counted together.

    `previews` are small pictures of what its first four pictures, frames or tiles are becoming,
    as far as they have begun; renewed every few seconds.
    """

    step: int
    of: int
    eta_s: float | None = None
    previews: tuple[Pixels, ...] = ()


@dataclass(frozen=True, slots=True)
class Finished:
    """The pictures are there.

    Args:
        pictures: in the order of their seeds; of a morph, its keyframes.
        timings: where the time went.
        unknown_words: those of the prompt that the model never saw.
        cut: the end of the prompts that was left out because they are too long.
        animation: of a morph.
    """

    pictures: tuple[Picture, ...]
    timings: Timings
    unknown_words: tuple[str, ...] = ()
    cut: str = ""
    animation: Animation | None = None


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
        measuring: whether anybody else's work would now spoil what is measured.
    """

    phase: Literal["starting", "loading", "warming", "ready", "unavailable", "closed"]
    detail: str = ""
    measuring: bool = False


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
        max_waiting: pictures that wait or run from which on the line is full.
        threads: cores that the worker may use, 0 for all.
        hang_s: seconds after which a slice counts as hanging, and its worker is ended.
    """

    model: str = "starter"
    precision: Precision = "auto"
    engine: Engine = "auto"
    cache_folder: Path = Path("~/.cache/imagine-bot")
    offline_folder: Path | None = None
    models_folder: Path | None = None
    max_waiting: int = 64
    threads: int = 0
    hang_s: float = 600.0


@dataclass(frozen=True)
class BackendChoice:
    """The precision and mode in use.

    Args:
        precision: "float32", "bfloat16" or "float16".
        engine: "xla", "graph" or "openvino".
        figures: seconds a denoising step for each candidate, by "precision/engine"; infinite
            where it failed.
        measured: whether the figures are of this start; else they were remembered.
    """

    precision: str
    engine: str
    figures: dict[str, float]
    measured: bool = True

    def __str__(self) -> str:
        listed = ", ".join(f"{name} {_format_seconds(s)}" for name, s in self.figures.items())
        source = "measured" if self.measured else "measured at an earlier start"
        figures = f" ({source}: {listed})" if listed else " (set by hand)"
        return f"{self.precision} in {self.engine} mode{figures}"


def _format_seconds(seconds: float) -> str:
    return "failed" if seconds == math.inf else f"{1000 * seconds:.0f} ms"
