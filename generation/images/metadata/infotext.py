"""A request as the `parameters` text that Stable Diffusion tools write into pictures, and back."""

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from generation.images.metadata.fields import NEGATIVE, PROMPT, parse_fields
from generation.request import GenerationRequest, Keyframe, Start
from generation.types import SAMPLER_NAMES, Sampler, Spacing
from generation.validation import validation_error

SPACING_NAMES: Mapping[Spacing, str] = {
    "linear": "Linear",
    "trailing": "Trailing",
    "karras": "Karras",
    "exponential": "Exponential",
    "lcm": "LCM",
}
Value = TypeVar("Value")
MOST_ECHOED = 100  # Characters of a value that is refused.


def infotext(request: GenerationRequest, model: str) -> str:
    """Format the parameters of a request for one picture as Stable Diffusion tools do.

    Args:
        request: for one picture, its seed included.
        model: name in the catalogue.

    Reference:
        AUTOMATIC1111/stable-diffusion-webui, modules/processing.py, create_infotext.
    """
    lines = [request.prompt]
    if request.negative_prompt:
        lines.append(f"{NEGATIVE}: {request.negative_prompt}")
    fields = _fields(request, model)
    lines.append(", ".join(f"{name}: {_quoted(value)}" for name, value in fields))
    text = _writable("\n".join(lines))
    return text if _tells_texts(text, request) else text + _verbatim(request)


def _tells_texts(text: str, request: GenerationRequest) -> bool:
    """Whether the prompts can be read from the text as they are, to the last space."""
    read = parse_fields(text)
    return (read[PROMPT], read[NEGATIVE]) == (request.prompt, request.negative_prompt)


def _verbatim(request: GenerationRequest) -> str:
    """Write the prompts as further fields, for what lines cannot hold."""
    texts = {PROMPT: request.prompt, NEGATIVE: request.negative_prompt}
    return "".join(f", {name}: {json.dumps(text)}" for name, text in texts.items())


def _fields(request: GenerationRequest, model: str) -> Iterator[tuple[str, str]]:
    yield "Steps", str(request.steps)
    yield "Sampler", SAMPLER_NAMES[request.sampler]
    if request.spacing:
        yield "Schedule type", SPACING_NAMES[request.spacing]
    yield "CFG scale", _number(request.guidance)
    if request.guidance_range != (0.0, math.inf):
        yield "Guidance range", " to ".join(map(_number, request.guidance_range))
    yield "Seed", str(request.seed)
    yield "Size", f"{request.width}x{request.height}"
    yield "Model", model
    if request.variation:
        yield "Variation seed", str(request.variation_seed)
        yield "Variation seed strength", _number(request.variation)
    if request.start:
        yield "Denoising strength", _number(request.start.strength)
        yield "Zoom", _number(request.start.zoom)
        yield "Upscale", "2" if request.upscale else "1"
        if request.start.mask:
            yield "Mask blur", "0"
    if request.loras:
        yield "LoRAs", json.dumps([[name, float(strength)] for name, strength in request.loras])
    if request.morph:
        yield "Frames", str(request.frames)
        yield "Morph", json.dumps([[key.prompt, key.seed] for key in request.morph])


def parse_infotext(
    text: str, user: str, start: bytes = b"", mask: bytes = b""
) -> GenerationRequest:
    """Make the request that draws a picture of ours again.

    Args:
        text: its `parameters`.
        user: who asks now.
        start: the picture that it began with, if any.
        mask: of that picture.

    Raises:
        InvalidRequest: a field is missing or is not what we would write.
    """
    try:
        return _request(_Fields(parse_fields(text)), user, start, mask)
    except ValueError as error:
        raise validation_error("parameters", str(error), "our-parameters") from error


class _Fields:
    """Fields that are read as what they should hold."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def __contains__(self, name: str) -> bool:
        return name in self._texts

    def read(self, name: str, kind: Callable[[str], Value], default: str | None = None) -> Value:
        """Read a field.

        Args:
            name: of the field.
            kind: makes the value of its text.
            default: text of a field that is not there; None if it has to be.

        Raises:
            ValueError: names the field and what it holds.
        """
        text = self._texts.get(name, default)
        if text is None:
            raise ValueError(f"none that say {name}")
        try:
            return kind(text)
        # Whatever numbers, names, JSON and its unpacking raise on what we would not write.
        except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
            raise ValueError(f"{name}: {text[:MOST_ECHOED]}") from error


def _request(fields: _Fields, user: str, start: bytes, mask: bytes) -> GenerationRequest:
    width, height = fields.read("Size", _size)
    for name, source in (("Denoising strength", start), ("Mask blur", mask)):
        if name in fields and not source:
            raise ValueError(f"{name} without the picture that it is for")
    strength = fields.read("Denoising strength", float, "0")
    zoom = fields.read("Zoom", float, "1")
    return GenerationRequest(
        prompt=fields.read(PROMPT, str),
        user=user,
        width=width,
        height=height,
        steps=fields.read("Steps", int),
        guidance=fields.read("CFG scale", float),
        guidance_range=fields.read("Guidance range", _range, "0 to inf"),
        seed=fields.read("Seed", int),
        negative_prompt=fields.read(NEGATIVE, str),
        sampler=fields.read("Sampler", _sampler),
        spacing=fields.read("Schedule type", _spacing, ""),
        start=Start(start, strength, mask, zoom) if start else None,
        upscale=fields.read("Upscale", str, "1") == "2",
        variation=fields.read("Variation seed strength", float, "0"),
        variation_seed=fields.read("Variation seed", int, "0"),
        morph=fields.read("Morph", _morph, "[]"),
        frames=fields.read("Frames", int, "0"),
        loras=fields.read("LoRAs", _loras, "[]"),
    )


def _size(text: str) -> tuple[int, int]:
    width, height = map(int, text.split("x"))
    return width, height


def _range(text: str) -> tuple[float, float]:
    low, high = map(float, text.split(" to "))
    return low, high


def _sampler(text: str) -> Sampler:
    return {name: sampler for sampler, name in SAMPLER_NAMES.items()}[text]


def _spacing(text: str) -> Spacing | None:
    return {name: spacing for spacing, name in SPACING_NAMES.items()}[text] if text else None


def _morph(text: str) -> tuple[Keyframe, ...]:
    return tuple(Keyframe(str(prompt), int(seed)) for prompt, seed in json.loads(text))


def _loras(text: str) -> tuple[tuple[str, float], ...]:
    return tuple((str(name), float(strength)) for name, strength in json.loads(text))


def _number(value: float) -> str:
    """Write a number as short as reads back the same."""
    return repr(float(value)).removesuffix(".0")


def _quoted(value: str) -> str:
    plain = value == value.strip() and not re.search(r'[,\n:"]', value)
    return value if plain else json.dumps(value, ensure_ascii=False)


def _writable(text: str) -> str:
    """Drop what a PNG's text cannot hold: NUL, and halves of surrogate pairs."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")
