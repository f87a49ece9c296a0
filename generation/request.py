"""What can be asked for: one dataclass for every mode, checked against a model's limits."""

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
Rule = tuple[str, object, bool, str, Mapping[str, str]]
MAX_LORAS, MAX_LORA = 4, 2.0
# Of each prompt, as it is written and as it is drawn: what Discord lets a member write, and a
# preset around it. No model reads as much.
MAX_CHARACTERS = 8_000
UPSCALE_TILES = 9  # Three rows of three, each overlapping half of its neighbours.


@dataclass(frozen=True, slots=True)
class Start:
    """A picture to begin with.

    Args:
        picture: an encoded PNG, JPEG or WebP.
        strength: share of the noise that is put on it: 0 keeps it, 1 forgets it.
        mask: an encoded picture, or nothing; what is white is drawn anew, black is kept.
        zoom: 1 to 2, how much wider the frame is than the picture; what lies around is drawn.
    """

    picture: bytes = field(repr=False)
    strength: float = 0.6
    mask: bytes = field(default=b"", repr=False)
    zoom: float = 1.0


@dataclass(frozen=True, slots=True)
class Keyframe:
    """A prompt and a seed that a morph passes through."""

    prompt: str
    seed: int

    @property
    def expanded(self) -> "Keyframe":
        """Copy with what its seed chooses of the prompt's groups."""
        return Keyframe(expand(self.prompt, self.seed), self.seed)


@dataclass(frozen=True, slots=True)
class GenerationRequest:
    """One request for pictures.

    Args:
        prompt: what to draw, not empty; of `{a|b}` each picture draws what its seed chooses.
        user: who asked; requests are served round robin by this key.
        width: pixels, one of the model's sizes together with height.
        height: pixels.
        steps: denoising steps, 1 to the model's maximum.
        guidance: guidance scale, 1 (off) to the model's maximum.
        seed: 0 to 2**32 - 1; picture i of the request uses seed + i, wrapping around.
        count: pictures, 1 to 4.
        negative_prompt: what to steer away from; may be empty.
        sampler: which published algorithm denoises.
        spacing: of the timesteps; None is the one that suits the sampler.
        guidance_range: noise-to-signal ratios within which guidance is on; outside it is off, and
            a call costs half where the engine can skip it.
        start: a picture to begin with instead of noise.
        upscale: redraw the start picture at twice the size, in tiles.
        variation: 0 to 1, how far from the seed's picture; picture i goes toward the noise of
            variation_seed + i, and all have the same seed.
        variation_seed: 0 to 2**32 - 1.
        morph: what to pass through after the prompt, for an animation.
        frames: of the animation.
        loras: names and strengths of what the model wears for this request, 1 as trained.
        model: name of the model that draws; empty for the one that is asked.
        left_out: names of LoRAs that its texts asked for and that there are none of.
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
        """Copy as a new request with another seed, of the texts as they are."""
        return replace(self, seed=seed, left_out=(), id=uuid.uuid4().hex)

    @property
    def mode(self) -> Mode:
        """What kind of request it is."""
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
        """How many runs of the denoising loop it takes: pictures, frames or tiles."""
        if self.morph:
            return self.frames
        return UPSCALE_TILES if self.upscale else self.count

    def taking(self, room: float) -> int:
        """Say how much of a room for so many pictures it takes: a long one at most half of it, as
        it needs somebody to be drawn with.
        """
        return int(min(self.units, room // 2))

    @property
    def run_steps(self) -> int:
        """Denoising steps that are really run: a start picture skips the noisiest."""
        if self.start is None:
            return self.steps
        # As decimals: the float product of 50 and 0.58 is less than 29.
        return max(1, int(self.steps * Decimal(str(self.start.strength))))

    @property
    def calls(self) -> int:
        """Calls of the diffusion model a unit."""
        return 2 * self.run_steps - 1 if self.sampler == "heun" else self.run_steps

    def seed_of(self, unit: int) -> int:
        """Give the seed of a picture; those of one morph, upscale or variation share it."""
        shared = self.morph or self.upscale or self.variation
        return self.seed if shared else (self.seed + unit) % (MAX_SEED + 1)

    def variation_seed_of(self, unit: int) -> int:
        """Give the seed of the noise that a variation goes toward."""
        return (self.variation_seed + unit) % (MAX_SEED + 1)

    def prompt_of(self, unit: int) -> str:
        """Give the prompt that a picture is drawn from; see `generation.prompts.wildcards`."""
        return expand(self.prompt, self.seed_of(unit))

    def negative_prompt_of(self, unit: int) -> str:
        """Give a picture's negative prompt; where both prompts have groups, their first ones agree
        in the number of the option, and so on.
        """
        return expand(self.negative_prompt, self.seed_of(unit))

    def keyframes(self, unit: int) -> tuple[Keyframe, ...]:
        """Give a picture's prompt and seed, and after it what a morph passes through, expanded."""
        first = Keyframe(self.prompt, self.seed_of(unit))
        return tuple(keyframe.expanded for keyframe in (first, *self.morph))

    def alone(self, unit: int) -> "GenerationRequest":
        """Copy as the request for one of its pictures; a morph or an upscale is one picture."""
        first, *others = (
            Keyframe(escape_braces(key.prompt), key.seed) for key in self.keyframes(unit)
        )
        return replace(
            self,
            prompt=first.prompt,
            negative_prompt=escape_braces(self.negative_prompt_of(unit)),
            morph=tuple(others),
            seed=self.seed_of(unit),
            variation_seed=self.variation_seed_of(unit) if self.variation else 0,
            count=1,
        )

    def seeds(self) -> tuple[int, ...]:
        """List the seed of each picture."""
        return tuple(self.seed_of(unit) for unit in range(self.count))

    def check(self, model: ModelInfo) -> None:
        """Hold the request against a model's limits.

        Raises:
            InvalidRequest: names the first value that breaks a rule, and the rule.
        """
        # One after the other: what a rule looks at is bounded by those before it.
        rules = itertools.chain(self._common_rules(model), self._mode_rules())
        for name, value, holds, code, limits in rules:
            if not holds:
                raise validation_error(name, value, code, **limits)

    def _common_rules(self, model: ModelInfo) -> Iterator[Rule]:
        mine = self.model in ("", model.name)
        yield "model", self.model, mine, "one-of", {"choices": model.name}
        yield from self._length_rules()
        written = all(self.prompt_of(unit).strip() for unit in range(min(self.count, MAX_COUNT)))
        yield "prompt", "an empty prompt", written, "written", {}
        sizes = ", ".join(f"{width}×{height}" for width, height in model.sizes)
        offered = (self.width, self.height) in model.sizes
        yield "size", f"{self.width}×{self.height}", offered, "one-of", {"choices": sizes}
        yield _within("steps", self.steps, 1, model.max_steps)
        yield _within("guidance", self.guidance, 1, model.max_guidance)
        low, high = self.guidance_range
        ordered = 0 <= low < high
        yield "guidance range", f"{low:g} to {high:g}", ordered, "rising", {}
        yield _within("seed", self.seed, 0, MAX_SEED)
        yield _within("count", self.count, 1, MAX_COUNT)

    def _length_rules(self) -> Iterator[Rule]:
        """Bound the prompts: how many, how long as written, then, which takes time, as expanded."""
        units = range(min(self.count, MAX_COUNT))
        if self.morph:
            yield _within("prompts", 1 + len(self.morph), 2, 6)
        yield from map(_short, (self.prompt, *(key.prompt for key in self.morph)))
        yield _short(self.negative_prompt, "negative prompt")
        yield from (_short(key.prompt) for unit in units for key in self.keyframes(unit))
        yield from (_short(self.negative_prompt_of(unit), "negative prompt") for unit in units)

    def _mode_rules(self) -> Iterator[Rule]:
        yield _within("variation", self.variation, 0, 1)
        yield _within("variation_seed", self.variation_seed, 0, MAX_SEED)
        yield _within("LoRAs", len(self.loras), 0, MAX_LORAS)
        for name, strength in self.loras:
            yield _within(f"strength of {name}", strength, -MAX_LORA, MAX_LORA, name)
        begun = bool(self.start) or not self.upscale
        yield "upscale", "no picture", begun, "needs-picture", {}
        if self.start:
            yield from self._start_rules(self.start)
        if self.morph:
            # At least one of each.
            yield _within("frames", self.frames, 1 + len(self.morph), MAX_FRAMES)
            for keyframe in self.morph:
                yield _within("seed", keyframe.seed, 0, MAX_SEED)
            written = all(keyframe.prompt.strip() for keyframe in self.keyframes(0))
            yield "prompt", "an empty prompt", written, "written", {}
            yield "variation", self.variation, not self.variation, "unvaried-morph", {}
            alone = self.count == 1 and not self.start
            yield "morph", "pictures to start from or several", alone, "one-animation", {}

    def _start_rules(self, start: Start) -> Iterator[Rule]:
        yield _within("strength", start.strength, 0.05, 1)
        yield _within("zoom", start.zoom, 1, 2)
        modes = bool(start.mask) + (start.zoom > 1) + self.upscale
        together = "a mask, a zoom or an upscale together"
        yield "start", together, modes <= 1, "one-use", {}
        one = self.count == 1 or not self.upscale
        yield "count", self.count, one, "one-upscale", {}


def _short(text: str, field_: str = "prompt") -> Rule:
    holds = len(text) <= MAX_CHARACTERS
    return field_, len(text), holds, "most-characters", {"most": str(MAX_CHARACTERS)}


def _within(field_: str, value: float, low: float, high: float, lora: str = "") -> Rule:
    limits = {"low": f"{low:.10g}", "high": f"{high:.10g}"}
    holds = low <= value <= high
    if lora:  # Whoever words it needs the name apart from the field's.
        return field_, value, holds, "lora-strength", {**limits, "name": lora}
    return field_, value, holds, "between", limits
