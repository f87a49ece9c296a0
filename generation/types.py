"""Frozen dataclasses of the public interface of generation."""

import math
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from generation.errors import GenerationError

Sampler = Literal["ddim", "euler", "euler_a", "heun", "dpm++2m", "dpm++2m_sde", "unipc", "lcm"]
Spacing = Literal["linear", "trailing", "karras", "exponential", "lcm"]
Precision = Literal["auto", "float32", "bfloat16", "float16"]
Engine = Literal["auto", "xla", "graph", "openvino"]
Decoder = Literal["full", "tiny"]
WayName = Literal["best", "balanced", "fast", "instant"]

# As written by Stable Diffusion tools into a picture's parameters.
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
    """Return the display names of the samplers, by the key used in a request."""
    return SAMPLER_NAMES


def random_seed() -> int:
    """Draw a seed uniformly from 0 to `MAX_SEED`."""
    return secrets.randbelow(MAX_SEED + 1)


@dataclass(frozen=True, slots=True)
class Way:
    """Named way of drawing with a model: values of a request that go together.

    Args:
        name: from the finest to the fastest: "best", "balanced", "fast", "instant".
        steps: denoising steps.
        guidance: guidance scale.
        sampler: published algorithm for denoising.
        spacing: of the timesteps; None for the sampler's default.
        loras: names and strengths of the LoRAs to apply.
        decoder: of the finished pictures.
    """

    name: WayName
    steps: int
    guidance: float
    sampler: Sampler = "dpm++2m"
    spacing: Spacing | None = None
    loras: tuple[tuple[str, float], ...] = ()
    decoder: Decoder = "full"


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Limits and defaults of a model, available without loading it.

    Args:
        name: the catalogue's key, for example "starter".
        summary: one sentence for users.
        sizes: offered (width, height) in pixels; the first is the default.
        steps: default number of denoising steps.
        max_steps: maximum number of denoising steps.
        guidance: default guidance scale.
        max_guidance: largest guidance scale.
        max_tokens: maximum number of prompt tokens, without start and end tokens.
        decoders: from latents to pictures, of which a request chooses one.
        ways: of drawing whose files are there.
    """

    name: str
    summary: str
    sizes: tuple[tuple[int, int], ...]
    steps: int
    max_steps: int
    guidance: float
    max_guidance: float
    max_tokens: int
    decoders: tuple[Decoder, ...] = ("full",)
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class RawImage:
    """Unencoded picture: one byte each of red, green and blue, row by row."""

    data: bytes = field(repr=False)
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Finished picture: a PNG with its parameters as metadata, and its seed."""

    png: bytes
    seed: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Animation:
    """Finished morph, forwards and backwards, in both animated formats."""

    webp: bytes
    gif: bytes


# Output of a request: its pictures, and the animation if it is a morph.
Assembled = tuple[tuple[Picture, ...], Animation | None]


@dataclass(frozen=True, slots=True)
class Timings:
    """Times of a request, by phase.

    Args:
        queue_s: seconds from submission to the start of its first unit.
        encode_s: seconds of text encoding.
        denoise_s: seconds of the denoising loop, including steps shared with other requests.
        decode_s: seconds of decoding and PNG encoding.
        total_s: seconds from submission to the last picture.
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
    """Event: the request waits in the queue.

    Args:
        position: requests ahead of it, from 0; its user's own count too.
        eta_s: seconds until its pictures are expected, None while the model is not warm.
    """

    position: int
    eta_s: float | None


@dataclass(frozen=True, slots=True)
class Progress:
    """Event: the request made progress.

    Args:
        step: calls of the diffusion model done, summed over all its units.
        of: calls that it needs in total.
        eta_s: seconds until its pictures are expected, None if unknown.
        previews: small pictures of its first four pictures, frames or tiles, as far as they have
            begun; updated every few seconds.
    """

    step: int
    of: int
    eta_s: float | None = None
    previews: tuple[RawImage, ...] = ()


@dataclass(frozen=True, slots=True)
class Finished:
    """Event: the request succeeded.

    Args:
        pictures: in the order of their seeds; of a morph, its keyframes.
        timings: times by phase.
        unknown_words: words of the prompt that are not in the model's training data.
        cut: end of the prompts that exceeds the model's maximum length.
        animation: of a morph, else None.
    """

    pictures: tuple[Picture, ...]
    timings: Timings
    unknown_words: tuple[str, ...] = ()
    cut: str = ""
    animation: Animation | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """Event: the request ended without pictures."""

    error: GenerationError


Event = Queued | Progress | Finished | Failed


@dataclass(frozen=True, slots=True)
class ServiceStatus:
    """Status of the service.

    Args:
        phase: "starting" (process), "loading" (weights), "downloading" (those that are missing),
            "warming" (measuring and compiling), "ready", "unavailable" (the model cannot be loaded)
            or "closed".
        detail: one sentence for operators.
        measuring: whether a measurement is running, which other models' work would distort.
        share: of the measurements or of the download that is done, 0 to 1.
        left_s: estimate of the seconds that the rest takes, None if unknown.
    """

    phase: Literal[
        "starting", "loading", "downloading", "warming", "ready", "unavailable", "closed"
    ]
    detail: str = ""
    measuring: bool = False
    share: float = field(default=0.0, compare=False)
    left_s: float | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ServiceConfig:
    """Configuration of a generation service.

    Args:
        model: name in the catalogue or of a checkpoint in the models folder.
        precision: a dtype, or "auto" to measure.
        engine: a mode, or "auto" to measure.
        cache_folder: for downloads and compiled programs.
        offline_folder: source of model files instead of downloads.
        models_folder: the operator's own checkpoints, LoRAs and embeddings.
        max_waiting: units that wait or run from which on the queue is full.
        threads: CPU threads of the worker, 0 for one per core.
        hang_s: timeout of a step batch in seconds, after which the worker is killed.
        place: of the model among all models of this machine; with several graphics cards they take
            turns.
        on_cpu: whether graphics cards are left unused.
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
    place: int = 0
    on_cpu: bool = False


@dataclass(frozen=True)
class BackendChoice:
    """Precision and engine in use.

    Args:
        precision: "float32", "bfloat16" or "float16".
        engine: "xla", "graph" or "openvino".
        figures: measured seconds of a denoising step for each candidate, by "precision/engine";
            infinite if it failed.
        measured: whether the figures are from this start, or else from the cache.
        card: name of the graphics card in use; empty on the machine's processor.
    """

    precision: str
    engine: str
    figures: dict[str, float]
    measured: bool = True
    card: str = ""

    def __str__(self) -> str:
        listed = ", ".join(
            f"{name} failed" if seconds == math.inf else f"{name} {1000 * seconds:.0f} ms"
            for name, seconds in self.figures.items()
        )
        source = "measured" if self.measured else "measured at an earlier start"
        figures = f" ({source}: {listed})" if listed else " (set by hand)"
        place = f" on {self.card}" if self.card else ""
        return f"{self.precision} in {self.engine} mode{place}{figures}"
