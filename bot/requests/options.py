"""Options of a command, and their conversion into a request."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

import discord

from bot.storage import MemberPreferences
from generation import (
    MAX_COUNT,
    MAX_SEED,
    GenerationRequest,
    InvalidRequest,
    ModelInfo,
    Sampler,
    Start,
    random_seed,
    sampler_names,
)

START_STRENGTH = 0.6
DEFAULT_SAMPLER: Sampler = "dpm++2m"
# Python refuses to parse numbers of thousands of digits.
SIZE = re.compile(r"(\d{1,6})×(\d{1,6})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Options of one `/imagine`; None where the member left the default.

    `/imagine` has an option for each field, in this order, and `option_rules` bounds their values.
    A field that `MemberPreferences` has, too, has a default of the member's own in `/settings`.

    Args:
        prompt: of the picture.
        negative_prompt: guidance steers away from it.
        count: pictures.
        size: "width×height" in pixels, as offered.
        steps: denoising steps.
        guidance: guidance scale.
        seed: 0 is a seed; None asks for a random one.
        style: the name of a preset.
        start: a picture to start from.
        strength: share of the denoising steps that redraw a start picture, 0 to 1.
        sampler: its key.
        model: name of the model that draws.
        lora: name of a LoRA adapter.
        lora_strength: 1 as trained.
    """

    prompt: str = ""
    negative_prompt: str | None = None
    count: int | None = None
    size: str | None = None
    steps: int | None = None
    guidance: float | None = None
    seed: int | None = None
    style: str | None = None
    start: discord.Attachment | None = None
    strength: float | None = None
    sampler: str | None = None
    model: str | None = None
    lora: str | None = None
    lora_strength: float | None = None

    def with_defaults(self, own: MemberPreferences) -> "Options":
        """Copy the options with the member's own defaults filled in."""
        left = [name for name in MEMBER_DEFAULTS if getattr(self, name) is None]
        return replace(self, **{name: getattr(own, name) for name in left})

    def pixels(self, model: ModelInfo) -> tuple[int, int]:
        """Return width and height; a malformed size becomes 0×0, which no model offers."""
        if self.size is None:
            return model.sizes[0]
        edges = SIZE.fullmatch(self.size)
        return (int(edges[1]), int(edges[2])) if edges else (0, 0)

    def to_request(
        self, model: ModelInfo, user_id: int, start: bytes | None = None
    ) -> GenerationRequest:
        """Build a request, not validated yet, with the model's defaults and a random seed.

        Args:
            model: its limits and defaults.
            user_id: of the member.
            start: a start picture.

        Raises:
            InvalidRequest: there is no such sampler, or a strength without a start picture.
        """
        width, height = self.pixels(model)
        return GenerationRequest(
            prompt=self.prompt,
            negative_prompt=self.negative_prompt or "",
            user=str(user_id),
            width=width,
            height=height,
            steps=model.steps if self.steps is None else self.steps,
            guidance=model.guidance if self.guidance is None else self.guidance,
            seed=random_seed() if self.seed is None else self.seed,
            count=1 if self.count is None else self.count,
            sampler=_parse_sampler(self.sampler),
            model=model.name,
            start=self._build_start(start),
            loras=((self.lora, 1.0 if self.lora_strength is None else self.lora_strength),)
            if self.lora
            else (),
        )

    def _build_start(self, picture: bytes | None) -> Start | None:
        if picture is None:
            if self.strength is not None:
                raise InvalidRequest(
                    "strength",
                    self.strength,
                    "needs a picture to start from",
                    "strength-needs-picture",
                )
            return None
        return Start(picture, START_STRENGTH if self.strength is None else self.strength)


# Options that may have a default of the member's own, in the order in which they are shown.
MEMBER_DEFAULTS = tuple(
    preference.name
    for preference in fields(MemberPreferences)
    if preference.name in {option.name for option in fields(Options)}
)


@dataclass(frozen=True, slots=True)
class OptionRule:
    """Values of an option that Discord lets members enter.

    Args:
        least: the smallest number, or the fewest characters.
        most: the largest number, or the most characters.
        default: of the model, as it is shown; None where there is none.
        choices: labels of the only values, by value; empty for all.
    """

    least: float | None = None
    most: float | None = None
    default: str | float | None = None
    choices: Mapping[str, str] = field(default_factory=dict)


def option_rules(model: ModelInfo) -> dict[str, OptionRule]:
    """List the rules of the options of `/imagine` that have some, by name.

    Args:
        model: its limits and defaults.
    """
    sizes = {size_name(*size): ratio_name(*size) for size in model.sizes}
    samplers = {str(key): name for key, name in sampler_names().items()}
    return {
        "count": OptionRule(1, MAX_COUNT, "1"),
        "size": OptionRule(default=size_name(*model.sizes[0]), choices=sizes),
        "steps": OptionRule(1, model.max_steps, str(model.steps)),
        "guidance": OptionRule(1.0, model.max_guidance, model.guidance),
        "seed": OptionRule(0, MAX_SEED),
        "strength": OptionRule(0.05, 1.0),
        "sampler": OptionRule(default=samplers[DEFAULT_SAMPLER], choices=samplers),
        "model": OptionRule(default=model.name),
        "lora_strength": OptionRule(-2.0, 2.0),
    }


def with_start_picture(request: GenerationRequest, picture: bytes) -> GenerationRequest:
    """Copy a request with its start picture filled in.

    Args:
        request: one with a start of which only the strength is set.
        picture: PNG of the request's size.
    """
    assert request.start, "the request has a start picture"
    return replace(request, start=replace(request.start, picture=picture))


def size_name(width: int, height: int) -> str:
    """Format a size as a choice of the command: "512×768".

    Args:
        width: pixels.
        height: pixels.
    """
    return f"{width}×{height}"


def size_text(request: GenerationRequest) -> str:
    """Format the size of a request's result: an upscale is twice as wide and as high."""
    factor = 2 if request.upscale else 1
    return size_name(factor * request.width, factor * request.height)


def ratio_name(width: int, height: int) -> str:
    """Format a size with its aspect ratio: "512×768 (2:3)".

    Args:
        width: pixels.
        height: pixels.
    """
    divisor = math.gcd(width, height)
    return f"{size_name(width, height)} ({width // divisor}:{height // divisor})"


def _parse_sampler(name: str | None) -> Sampler:
    names = sampler_names()
    if name is None:
        return DEFAULT_SAMPLER
    for key in names:
        if key == name:
            return key
    choices = ", ".join(names)
    raise InvalidRequest(
        "sampler", name[:40], f"must be one of {choices}", "one-of", {"choices": choices}
    )


def parse_number(name: str, written: str, default: float, *, whole: bool = False) -> float:
    """Parse a number from a form.

    Args:
        name: of the option, for the error.
        written: the text; a decimal comma is allowed.
        default: returned for an empty text.
        whole: whether only integers are allowed.

    Raises:
        InvalidRequest: the text is no such number.
    """
    digits = written.strip().replace(",", ".")
    if not digits:
        return default
    try:
        return int(digits) if whole else float(digits)
    except ValueError:
        code = "whole-number" if whole else "number"
        kind = code.replace("-", " ")
        raise InvalidRequest(name, written.strip()[:40], f"must be a {kind}", code) from None
