"""Request for pictures: one dataclass for all modes."""

import math
import uuid
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from generation.types import MAX_SEED, Decoder, Sampler, Spacing

Mode = Literal["text", "image", "inpaint", "outpaint", "upscale", "variation", "morph"]
UPSCALE_TILES = 9  # Three rows of three, each overlapping half of its neighbours.


@dataclass(frozen=True, slots=True)
class Start:
    """Start picture of a request.

    Args:
        picture: an encoded PNG, JPEG or WebP.
        strength: share of noise added to it, 0.05 to 1; at 1 nothing of the picture remains.
        mask: an encoded picture, or empty; white is redrawn, black is preserved.
        zoom: 1 to 2, width of the frame relative to the picture; the margin is drawn.
    """

    picture: bytes = field(repr=False)
    strength: float = 0.6
    mask: bytes = field(default=b"", repr=False)
    zoom: float = 1.0


@dataclass(frozen=True, slots=True)
class Keyframe:
    """Keyframe of a morph: a prompt and a seed."""

    prompt: str
    seed: int


@dataclass(frozen=True, slots=True)
class GenerationRequest:
    """Request for pictures.

    Args:
        prompt: text to draw, not empty; each picture's seed selects one option of a group `{a|b}`.
        user: key of the user; requests are served round-robin by it.
        width: pixels, one of the model's sizes together with height.
        height: pixels.
        steps: denoising steps, 1 to the model's maximum.
        guidance: guidance scale, 1 (off) to the model's maximum.
        seed: 0 to 2**32 - 1; picture i of the request uses seed + i, wrapping around.
        count: pictures, 1 to 4.
        negative_prompt: text to steer away from; may be empty.
        sampler: published algorithm for denoising.
        spacing: of the timesteps; None for the sampler's default.
        guidance_range: noise-to-signal ratios within which guidance is on; outside it is off, and
            a call costs half where the engine can skip it.
        start: start picture; None to start from noise.
        upscale: whether to redraw the start picture at twice the size, in tiles.
        variation: 0 to 1, interpolation from the seed's noise (0) to the noise of
            variation_seed + i for picture i (1); all pictures have the same seed.
        variation_seed: 0 to 2**32 - 1.
        morph: keyframes after the prompt, for an animation.
        frames: of the animation.
        loras: names and strengths of the LoRAs to apply, -2 to 2, with 1 as trained.
        model: name of the model; empty for the service's default.
        decoder: of the finished pictures, "full" or "tiny"; with "tiny", the tiny encoder reads the
            start picture where the model has one.
        left_out: names of LoRAs from its prompts' tags that are not available.
        id: unique key, used for cancelling.
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
    spacing: Spacing | None = None
    guidance_range: tuple[float, float] = (0.0, math.inf)
    start: Start | None = None
    upscale: bool = False
    variation: float = 0.0
    variation_seed: int = 0
    morph: tuple[Keyframe, ...] = ()
    frames: int = 0
    loras: tuple[tuple[str, float], ...] = ()
    model: str = ""
    decoder: Decoder = "full"
    left_out: tuple[str, ...] = ()
    id: str = field(default_factory=lambda: uuid.uuid4().hex)

    def with_seed(self, seed: int) -> "GenerationRequest":
        """Return a copy as a new request with another seed and the same texts."""
        return replace(self, seed=seed, left_out=(), id=uuid.uuid4().hex)

    @property
    def mode(self) -> Mode:
        """Mode, derived from the fields that are set."""
        if self.morph:
            return "morph"
        if self.start is None:
            return "variation" if self.variation else "text"
        if self.upscale:
            return "upscale"
        if self.start.mask:
            return "inpaint"
        return "outpaint" if self.start.zoom > 1 else "image"

    @property
    def units(self) -> int:
        """Number of runs of the denoising loop: pictures, frames or tiles."""
        if self.morph:
            return self.frames
        return UPSCALE_TILES if self.upscale else self.count

    @property
    def run_steps(self) -> int:
        """Number of denoising steps that are run; a start picture skips the noisiest ones."""
        if self.start is None:
            return self.steps
        # As decimals: the float product of 50 and 0.58 is less than 29.
        return max(1, int(self.steps * Decimal(str(self.start.strength))))

    @property
    def calls(self) -> int:
        """Calls of the diffusion model for one unit."""
        return 2 * self.run_steps - 1 if self.sampler == "heun" else self.run_steps

    def picture_seed(self, picture: int) -> int:
        """Return the seed of a picture, from 0; pictures of one variation share it."""
        shared = self.morph or self.upscale or self.variation
        return self.seed if shared else (self.seed + picture) % (MAX_SEED + 1)

    def seeds(self) -> tuple[int, ...]:
        """Return the seed of each picture, in order."""
        return tuple(map(self.picture_seed, range(self.count)))
