"""What a member filled in, as a request."""

import math
import re
import secrets
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.storage import MemberPreferences
from generation import (
    MAX_SEED,
    GenerationRequest,
    InvalidRequest,
    ModelInfo,
    Sampler,
    Start,
    sampler_names,
)

START_STRENGTH = 0.6
DEFAULT_SAMPLER: Sampler = "dpm++2m"
# Numbers of thousands of digits are not read: Python refuses to.
SIZE = re.compile(r"(\d{1,6})×(\d{1,6})")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options of one `/imagine`; None where the member left the default.

    Args:
        prompt: what to draw.
        negative_prompt: what to steer away from.
        count: pictures.
        size: "width×height" in pixels, as offered.
        steps: denoising steps.
        guidance: guidance scale.
        seed: 0 is a seed; None asks for a random one.
        style: the name of a preset.
        sampler: its key.
        strength: how much of a start picture is drawn anew.
        model: name of the model that draws.
        lora: the name of what it wears.
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

    def by_default(self, own: MemberPreferences) -> "Options":
        """Fill in what the member has chosen for all their pictures."""
        return Options(
            prompt=self.prompt,
            negative_prompt=_first(self.negative_prompt, own.negative_prompt),
            count=_first(self.count, own.count),
            size=_first(self.size, own.size),
            steps=_first(self.steps, own.steps),
            guidance=_first(self.guidance, own.guidance),
            seed=self.seed,
            style=_first(self.style, own.style),
            sampler=_first(self.sampler, own.sampler),
            strength=self.strength,
            model=self.model,
            lora=self.lora,
            lora_strength=self.lora_strength,
        )

    def pixels(self, model: ModelInfo) -> tuple[int, int]:
        """Give width and height; what is no size becomes 0×0, which no model offers."""
        if self.size is None:
            return model.sizes[0]
        edges = SIZE.fullmatch(self.size)
        return (int(edges[1]), int(edges[2])) if edges else (0, 0)

    def to_request(
        self, model: ModelInfo, user_id: int, start: bytes | None = None
    ) -> GenerationRequest:
        """Fill in the model's defaults and a random seed.

        Args:
            model: its limits and defaults.
            user_id: who asks.
            start: a picture to begin with.

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
            sampler=_sampler(self.sampler),
            model=model.name,
            start=self._start(start),
            loras=((self.lora, 1.0 if self.lora_strength is None else self.lora_strength),)
            if self.lora
            else (),
        )
        request.check(model)
        return request

    def _start(self, picture: bytes | None) -> Start | None:
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


def random_seed() -> int:
    """Draw a seed uniformly from 0 to `MAX_SEED`."""
    return secrets.randbelow(MAX_SEED + 1)


def with_start_picture(request: GenerationRequest, picture: bytes) -> GenerationRequest:
    """Copy with the picture to begin with, where only its strength was known."""
    assert request.start, "the request begins with a picture"
    return replace(request, start=replace(request.start, picture=picture))


def size_name(width: int, height: int) -> str:
    """Name a size as it stands in the command: "512×768"."""
    return f"{width}×{height}"


def size_text(request: GenerationRequest) -> str:
    """Name the size of what comes of a request: an upscale is twice as wide and as high."""
    factor = 2 if request.upscale else 1
    return size_name(factor * request.width, factor * request.height)


def ratio_name(width: int, height: int) -> str:
    """Name a size with its shape: "512×768 (2:3)"."""
    divisor = math.gcd(width, height)
    return f"{size_name(width, height)} ({width // divisor}:{height // divisor})"


def _sampler(name: str | None) -> Sampler:
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


def number(name: str, written: str, default: float, *, whole: bool = False) -> float:
    """Read a number that a member wrote into a form; nothing is the default.

    Raises:
        InvalidRequest: it is none.
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


def _first(given: Value | None, chosen: Value | None) -> Value | None:
    return chosen if given is None else given
