"""Preparation of a request: check it against a model's limits, and expand its wildcards, once."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from generation.prompts.wildcards import escape_braces, expand, has_braces
from generation.request import GenerationRequest, Keyframe, Start
from generation.types import MAX_COUNT, MAX_FRAMES, MAX_SEED, ModelInfo
from generation.validation import validation_error

# Field, value, whether the rule holds, the rule's code and the parameters of its sentence.
Rule = tuple[str, object, bool, str, Mapping[str, str]]
MAX_LORAS, MAX_LORA = 4, 2.0
# Of each prompt, as written and as expanded: Discord's limit for a member's text, and a preset
# around it. No model reads as much.
MAX_CHARACTERS = 8_000


class UnitId(NamedTuple):
    """Unique key of a unit."""

    request_id: str
    unit_index: int


# (width, height), and LoRAs with their strengths.
BatchKey = tuple[tuple[int, int], tuple[tuple[str, float], ...]]


@dataclass(frozen=True, slots=True)
class PicturePrompts:
    """Prompts of one picture, with their groups expanded.

    Args:
        keyframes: the prompt and the picture's seed, then the other keyframes of a morph.
        negative_prompt: may be empty; its n-th group has the same option number as the prompt's.
    """

    keyframes: tuple[Keyframe, ...]
    negative_prompt: str

    @property
    def prompt(self) -> str:
        """Prompt of the picture, of a morph that of its first keyframe."""
        return self.keyframes[0].prompt


@dataclass(frozen=True, slots=True)
class PreparedRequest:
    """Request that keeps a model's limits, with the prompts that its pictures are drawn from.

    Args:
        request: as it was asked for, groups included.
        prompts: of each picture; an animation and an upscale are one picture.
        limits: fingerprint of the limits that the request keeps; empty if they are unknown.
    """

    request: GenerationRequest
    prompts: tuple[PicturePrompts, ...] = field(compare=False)
    limits: str = field(default="", compare=False)

    @classmethod
    def restore(cls, request: GenerationRequest) -> "PreparedRequest":
        """Prepare a stored request again, which was checked when it was stored."""
        return cls(request, expand_prompts(request))

    @property
    def has_groups(self) -> bool:
        """Whether a prompt may differ from what was written, by the options that seeds chose."""
        request = self.request
        keyframes = (key.prompt for key in request.morph)
        return any(map(has_braces, (request.prompt, request.negative_prompt, *keyframes)))

    @property
    def units(self) -> "tuple[Unit, ...]":
        """The request's units, in order."""
        return tuple(Unit(self, index) for index in range(self.request.units))

    def picture_request(self, picture: int) -> GenerationRequest:
        """Build the request of one picture alone, whose prompts expand to themselves.

        Args:
            picture: index of the picture, from 0.
        """
        request, prompts = self.request, self.prompts[picture]
        first, *others = (
            Keyframe(escape_braces(key.prompt), key.seed) for key in prompts.keyframes
        )
        return replace(
            request,
            prompt=first.prompt,
            negative_prompt=escape_braces(prompts.negative_prompt),
            morph=tuple(others),
            seed=first.seed,
            variation_seed=_variation_seed(request, picture) if request.variation else 0,
            count=1,
        )


@dataclass(frozen=True, slots=True)
class Unit:
    """One run of the denoising loop, for a picture, a frame or a tile; the unit of scheduling.

    Args:
        prepared: the request that the unit is part of.
        index: position among the request's units, from 0.
    """

    prepared: PreparedRequest
    index: int

    @property
    def request(self) -> GenerationRequest:
        """The request that the unit is part of."""
        return self.prepared.request

    @property
    def id(self) -> UnitId:
        """Unique key: request id and index."""
        return UnitId(self.request.id, self.index)

    @property
    def shape(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.request.width, self.request.height

    @property
    def batch_key(self) -> "BatchKey":
        """Shape, and LoRAs with their strengths; only units of one key share a step."""
        loras = tuple(sorted((name, scale) for name, scale in self.request.loras if scale))
        return self.shape, loras

    @property
    def prompts(self) -> PicturePrompts:
        """Prompts of the unit's picture; frames and tiles share those of the whole."""
        prompts = self.prepared.prompts
        return prompts[self.index] if len(prompts) > 1 else prompts[0]

    @property
    def seed(self) -> int:
        """Seed of the unit's picture."""
        return self.prompts.keyframes[0].seed

    @property
    def variation_seed(self) -> int:
        """Seed of the noise toward which that of a variation is interpolated."""
        return _variation_seed(self.request, self.index)


def prepare(request: GenerationRequest | PreparedRequest, model: ModelInfo) -> PreparedRequest:
    """Check a request against a model's limits, and expand its prompts.

    Args:
        request: any; one that was prepared for the same limits is returned unchanged.
        model: with the limits.

    Raises:
        InvalidRequest: names the first value that breaks a rule, and the rule.
    """
    limits = _fingerprint(model)
    if isinstance(request, PreparedRequest):
        if request.limits == limits:
            return request
        request = request.request
    # First the rules that bound the time of expanding the prompts.
    _check(_written_rules(request, model))
    prompts = expand_prompts(request)
    _check(
        itertools.chain(
            _expanded_rules(prompts), _number_rules(request, model), _mode_rules(request, prompts)
        )
    )
    return PreparedRequest(request, prompts, limits)


def expand_prompts(request: GenerationRequest) -> tuple[PicturePrompts, ...]:
    """Expand the groups in a request's prompts, for each of its pictures.

    Args:
        request: with at most MAX_COUNT pictures; further ones are left out.
    """
    pictures = range(min(request.count, MAX_COUNT))
    return tuple(_expand_picture(request, seed) for seed in map(request.picture_seed, pictures))


def _expand_picture(request: GenerationRequest, seed: int) -> PicturePrompts:
    keyframes = Keyframe(request.prompt, seed), *request.morph
    return PicturePrompts(
        tuple(Keyframe(_expand(key.prompt, key.seed), key.seed) for key in keyframes),
        _expand(request.negative_prompt, seed),
    )


def _expand(text: str, seed: int) -> str:
    return expand(text, seed) if has_braces(text) else text


def _variation_seed(request: GenerationRequest, index: int) -> int:
    return (request.variation_seed + index) % (MAX_SEED + 1)


@lru_cache
def _fingerprint(model: ModelInfo) -> str:
    """Hash the limits of a model; a model of the same name may have others after a restart."""
    return blake2b(repr(model).encode(), digest_size=8).hexdigest()


def _check(rules: Iterable[Rule]) -> None:
    # Lazily, in order: the values that a rule reads are bounded by the rules before it.
    for name, value, holds, code, limits in rules:
        if not holds:
            raise validation_error(name, value, code, **limits)


def _written_rules(request: GenerationRequest, model: ModelInfo) -> Iterator[Rule]:
    """Bound the number and length of the prompts as written, and so the time of expanding them."""
    mine = request.model in ("", model.name)
    yield "model", request.model, mine, "one-of", {"choices": model.name}
    if request.morph:
        yield _range_rule("prompts", 1 + len(request.morph), 2, 6)
    yield from map(_length_rule, (request.prompt, *(key.prompt for key in request.morph)))
    yield _length_rule(request.negative_prompt, "negative prompt")


def _expanded_rules(prompts: tuple[PicturePrompts, ...]) -> Iterator[Rule]:
    """Bound the length of the prompts as expanded."""
    yield from (_length_rule(key.prompt) for one in prompts for key in one.keyframes)
    yield from (_length_rule(one.negative_prompt, "negative prompt") for one in prompts)
    written = all(one.prompt.strip() for one in prompts)
    yield "prompt", "an empty prompt", written, "written", {}


def _number_rules(request: GenerationRequest, model: ModelInfo) -> Iterator[Rule]:
    sizes = ", ".join(f"{width}×{height}" for width, height in model.sizes)
    offered = (request.width, request.height) in model.sizes
    yield "size", f"{request.width}×{request.height}", offered, "one-of", {"choices": sizes}
    yield _range_rule("steps", request.steps, 1, model.max_steps)
    yield _range_rule("guidance", request.guidance, 1, model.max_guidance)
    low, high = request.guidance_range
    ordered = 0 <= low < high
    yield "guidance range", f"{low:g} to {high:g}", ordered, "rising", {}
    known = request.decoder in model.decoders
    yield "decoder", request.decoder, known, "one-of", {"choices": ", ".join(model.decoders)}
    yield _range_rule("seed", request.seed, 0, MAX_SEED)
    yield _range_rule("count", request.count, 1, MAX_COUNT)


def _mode_rules(request: GenerationRequest, prompts: tuple[PicturePrompts, ...]) -> Iterator[Rule]:
    yield _range_rule("variation", request.variation, 0, 1)
    yield _range_rule("variation_seed", request.variation_seed, 0, MAX_SEED)
    yield _range_rule("LoRAs", len(request.loras), 0, MAX_LORAS)
    for name, strength in request.loras:
        yield _range_rule(f"strength of {name}", strength, -MAX_LORA, MAX_LORA, name)
    begun = bool(request.start) or not request.upscale
    yield "upscale", "no picture", begun, "needs-picture", {}
    if request.start:
        yield from _start_rules(request, request.start)
    if request.morph:
        # At least one frame of each keyframe.
        yield _range_rule("frames", request.frames, 1 + len(request.morph), MAX_FRAMES)
        for keyframe in request.morph:
            yield _range_rule("seed", keyframe.seed, 0, MAX_SEED)
        written = all(keyframe.prompt.strip() for keyframe in prompts[0].keyframes)
        yield "prompt", "an empty prompt", written, "written", {}
        yield "variation", request.variation, not request.variation, "unvaried-morph", {}
        alone = request.count == 1 and not request.start
        yield "morph", "pictures to start from or several", alone, "one-animation", {}


def _start_rules(request: GenerationRequest, start: Start) -> Iterator[Rule]:
    yield _range_rule("strength", start.strength, 0.05, 1)
    yield _range_rule("zoom", start.zoom, 1, 2)
    modes = bool(start.mask) + (start.zoom > 1) + request.upscale
    together = "a mask, a zoom or an upscale together"
    yield "start", together, modes <= 1, "one-use", {}
    one = request.count == 1 or not request.upscale
    yield "count", request.count, one, "one-upscale", {}


def _length_rule(text: str, field_: str = "prompt") -> Rule:
    holds = len(text) <= MAX_CHARACTERS
    return field_, len(text), holds, "most-characters", {"most": str(MAX_CHARACTERS)}


def _range_rule(field_: str, value: float, low: float, high: float, lora: str = "") -> Rule:
    limits = {"low": f"{low:.10g}", "high": f"{high:.10g}"}
    holds = low <= value <= high
    if lora:  # Translations need the LoRA's name apart from the field's.
        return field_, value, holds, "lora-strength", {**limits, "name": lora}
    return field_, value, holds, "between", limits
