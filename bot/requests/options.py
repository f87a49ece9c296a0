"""Options of a command, and their conversion into a request."""

import math
import re
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.storage import MemberPreferences
from generation import (
    GenerationRequest,
    InvalidRequest,
    ModelInfo,
    Sampler,
    Start,
    prepare,
    random_seed,
    sampler_names,
)

START_STRENGTH = 0.6
DEFAULT_SAMPLER: Sampler = "dpm++2m"
# Python refuses to parse numbers of thousands of digits.
SIZE = re.compile(r"(\d{1,6})×(\d{1,6})")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Options of one `/imagine`; None where the member left the default.

    Args:
        prompt: of the picture.
        negative_prompt: guidance steers away from it.
        count: pictures.
        size: "width×height" in pixels, as offered.
        steps: denoising steps.
        guidance: guidance scale.
        seed: 0 is a seed; None asks for a random one.
        style: the name of a preset.
        sampler: its key.
        strength: share of the denoising steps that redraw a start picture, 0 to 1.
        model: name of the model that draws.
        lora: name of a LoRA adapter.
        lora_strength: 1 as trained.
    """

    prompt: str
    negative_prompt: str | None = None
    count: int | None = None
    size: str | None = None
    steps: int | None = None
    guidance: float | None = None
    seed: int | None = None
    style: str | None = None
    sampler: str | None = None
    strength: float | None = None
    model: str | None = None
    lora: str | None = None
    lora_strength: float | None = None

    def with_defaults(self, own: MemberPreferences) -> "Options":
        """Copy the options with the member's own defaults filled in."""
        return Options(
            prompt=self.prompt,
            negative_prompt=_or_default(self.negative_prompt, own.negative_prompt),
            count=_or_default(self.count, own.count),
            size=_or_default(self.size, own.size),
            steps=_or_default(self.steps, own.steps),
            guidance=_or_default(self.guidance, own.guidance),
            seed=self.seed,
            style=_or_default(self.style, own.style),
            sampler=_or_default(self.sampler, own.sampler),
            strength=self.strength,
            model=self.model,
            lora=self.lora,
            lora_strength=self.lora_strength,
        )

    def pixels(self, model: ModelInfo) -> tuple[int, int]:
        """Return width and height; a malformed size becomes 0×0, which no model offers."""
        if self.size is None:
            return model.sizes[0]
        edges = SIZE.fullmatch(self.size)
        return (int(edges[1]), int(edges[2])) if edges else (0, 0)

    def to_request(
        self, model: ModelInfo, user_id: int, start: bytes | None = None
    ) -> GenerationRequest:
        """Build a request, with the model's defaults and a random seed filled in.

        Args:
            model: its limits and defaults.
            user_id: of the member.
            start: a start picture.

        Raises:
            InvalidRequest: names the first value that breaks a rule of the model.
        """
        width, height = self.pixels(model)
        request = GenerationRequest(
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
        prepare(request, model)
        return request

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


def _or_default(given: Value | None, chosen: Value | None) -> Value | None:
    return chosen if given is None else given
