"""Request for pictures: one dataclass for all modes, validated against a model's limits."""

import itertools
import math
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from generation.prompts.wildcards import escape_braces, expand
from generation.types import MAX_COUNT, MAX_FRAMES, MAX_SEED, ModelInfo, Sampler, Spacing
from generation.validation import validation_error

Mode = Literal["text", "image", "inpaint", "outpaint", "upscale", "variation", "morph"]
# Field, value, whether the rule holds, the rule's code and the parameters of its sentence.
Rule = tuple[str, object, bool, str, Mapping[str, str]]
MAX_LORAS, MAX_LORA = 4, 2.0
# Of each prompt, as written and as expanded: Discord's limit for a member's text, and a preset
# around it. No model reads as much.
MAX_CHARACTERS = 8_000
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

    def expand_groups(self) -> "Keyframe":
        """Return a copy whose prompt has the option selected by the seed for each group."""
        return Keyframe(expand(self.prompt, self.seed), self.seed)


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

    def room_share(self, room: float) -> int:
        """Compute the share of a capacity of `room` units that the request takes.

        A long request takes half of it at most, so that other requests can share its batches.
        """
        return int(min(self.units, room // 2))

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

    def unit_seed(self, unit: int) -> int:
        """Return the seed of a unit; units of one morph, upscale or variation share it."""
        shared = self.morph or self.upscale or self.variation
        return self.seed if shared else (self.seed + unit) % (MAX_SEED + 1)

    def unit_variation_seed(self, unit: int) -> int:
        """Return the seed of the noise that a unit of a variation is interpolated toward."""
        return (self.variation_seed + unit) % (MAX_SEED + 1)

    def unit_prompt(self, unit: int) -> str:
        """Return the expanded prompt of a unit; see `generation.prompts.wildcards`."""
        return expand(self.prompt, self.unit_seed(unit))

    def unit_negative_prompt(self, unit: int) -> str:
        """Return the expanded negative prompt of a unit.

        The n-th group of both prompts has the same option number.
        """
        return expand(self.negative_prompt, self.unit_seed(unit))

    def keyframes(self, unit: int) -> tuple[Keyframe, ...]:
        """Return a unit's expanded keyframes: its prompt and seed, then those of a morph."""
        first = Keyframe(self.prompt, self.unit_seed(unit))
        return tuple(keyframe.expand_groups() for keyframe in (first, *self.morph))

    def unit_request(self, unit: int) -> "GenerationRequest":
        """Return a copy as the request for one picture; a morph or an upscale is one picture."""
        first, *others = (
            Keyframe(escape_braces(key.prompt), key.seed) for key in self.keyframes(unit)
        )
        return replace(
            self,
            prompt=first.prompt,
            negative_prompt=escape_braces(self.unit_negative_prompt(unit)),
            morph=tuple(others),
            seed=self.unit_seed(unit),
            variation_seed=self.unit_variation_seed(unit) if self.variation else 0,
            count=1,
        )

    def seeds(self) -> tuple[int, ...]:
        """Return the seed of each picture, in order."""
        return tuple(self.unit_seed(unit) for unit in range(self.count))

    def check(self, model: ModelInfo) -> None:
        """Check the request against a model's limits.

        Raises:
            InvalidRequest: names the first value that breaks a rule, and the rule.
        """
        # Lazily, in order: the values that a rule reads are bounded by the rules before it.
        rules = itertools.chain(self._common_rules(model), self._mode_rules())
        for name, value, holds, code, limits in rules:
            if not holds:
                raise validation_error(name, value, code, **limits)

    def _common_rules(self, model: ModelInfo) -> Iterator[Rule]:
        mine = self.model in ("", model.name)
        yield "model", self.model, mine, "one-of", {"choices": model.name}
        yield from self._length_rules()
        written = all(self.unit_prompt(unit).strip() for unit in range(min(self.count, MAX_COUNT)))
        yield "prompt", "an empty prompt", written, "written", {}
        sizes = ", ".join(f"{width}×{height}" for width, height in model.sizes)
        offered = (self.width, self.height) in model.sizes
        yield "size", f"{self.width}×{self.height}", offered, "one-of", {"choices": sizes}
        yield _range_rule("steps", self.steps, 1, model.max_steps)
        yield _range_rule("guidance", self.guidance, 1, model.max_guidance)
        low, high = self.guidance_range
        ordered = 0 <= low < high
        yield "guidance range", f"{low:g} to {high:g}", ordered, "rising", {}
        yield _range_rule("seed", self.seed, 0, MAX_SEED)
        yield _range_rule("count", self.count, 1, MAX_COUNT)

    def _length_rules(self) -> Iterator[Rule]:
        """Bound the prompts' number and length: as written, then as expanded, which takes time."""
        units = range(min(self.count, MAX_COUNT))
        if self.morph:
            yield _range_rule("prompts", 1 + len(self.morph), 2, 6)
        yield from map(_length_rule, (self.prompt, *(key.prompt for key in self.morph)))
        yield _length_rule(self.negative_prompt, "negative prompt")
        yield from (_length_rule(key.prompt) for unit in units for key in self.keyframes(unit))
        yield from (
            _length_rule(self.unit_negative_prompt(unit), "negative prompt") for unit in units
        )

    def _mode_rules(self) -> Iterator[Rule]:
        yield _range_rule("variation", self.variation, 0, 1)
        yield _range_rule("variation_seed", self.variation_seed, 0, MAX_SEED)
        yield _range_rule("LoRAs", len(self.loras), 0, MAX_LORAS)
        for name, strength in self.loras:
            yield _range_rule(f"strength of {name}", strength, -MAX_LORA, MAX_LORA, name)
        begun = bool(self.start) or not self.upscale
        yield "upscale", "no picture", begun, "needs-picture", {}
        if self.start:
            yield from self._start_rules(self.start)
        if self.morph:
            # At least one frame of each keyframe.
            yield _range_rule("frames", self.frames, 1 + len(self.morph), MAX_FRAMES)
            for keyframe in self.morph:
                yield _range_rule("seed", keyframe.seed, 0, MAX_SEED)
            written = all(keyframe.prompt.strip() for keyframe in self.keyframes(0))
            yield "prompt", "an empty prompt", written, "written", {}
            yield "variation", self.variation, not self.variation, "unvaried-morph", {}
            alone = self.count == 1 and not self.start
            yield "morph", "pictures to start from or several", alone, "one-animation", {}

    def _start_rules(self, start: Start) -> Iterator[Rule]:
        yield _range_rule("strength", start.strength, 0.05, 1)
        yield _range_rule("zoom", start.zoom, 1, 2)
        modes = bool(start.mask) + (start.zoom > 1) + self.upscale
        together = "a mask, a zoom or an upscale together"
        yield "start", together, modes <= 1, "one-use", {}
        one = self.count == 1 or not self.upscale
        yield "count", self.count, one, "one-upscale", {}


def _length_rule(text: str, field_: str = "prompt") -> Rule:
    holds = len(text) <= MAX_CHARACTERS
    return field_, len(text), holds, "most-characters", {"most": str(MAX_CHARACTERS)}


def _range_rule(field_: str, value: float, low: float, high: float, lora: str = "") -> Rule:
    limits = {"low": f"{low:.10g}", "high": f"{high:.10g}"}
    holds = low <= value <= high
    if lora:  # Translations need the LoRA's name apart from the field's.
        return field_, value, holds, "lora-strength", {**limits, "name": lora}
    return field_, value, holds, "between", limits
