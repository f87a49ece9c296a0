"""Formatting and parsing of requests as the `parameters` text of Stable Diffusion tools."""

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import starmap
from typing import Any, TypeVar

from generation.images.metadata.fields import NEGATIVE, PROMPT, parse_fields
from generation.request import GenerationRequest, Keyframe, Start
from generation.types import SAMPLER_NAMES, Decoder, Spacing
from generation.validation import validation_error

SPACING_NAMES: Mapping[Spacing, str] = {
    "linear": "Linear",
    "trailing": "Trailing",
    "karras": "Karras",
    "exponential": "Exponential",
    "lcm": "LCM",
}
DECODERS: Mapping[str, Decoder] = {"full": "full", "tiny": "tiny"}
SAMPLERS_BY_NAME = {name: sampler for sampler, name in SAMPLER_NAMES.items()}
SPACINGS_BY_NAME: Mapping[str, Spacing | None] = {
    "": None,
    **{name: spacing for spacing, name in SPACING_NAMES.items()},
}
Value = TypeVar("Value")
MOST_ECHOED = 100  # Most characters that a refusal quotes of a value.


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
    fields = []
    for name, value in _list_fields(request, model):
        is_plain = value == value.strip() and not re.search(r'[,\n:"]', value)
        fields.append(f"{name}: {value if is_plain else json.dumps(value, ensure_ascii=False)}")
    lines.append(", ".join(fields))
    # A PNG's text cannot hold NUL, and UTF-8 cannot hold halves of surrogate pairs.
    text = "\n".join(lines).encode("utf-8", "replace").decode().replace("\0", "")
    prompts = {PROMPT: request.prompt, NEGATIVE: request.negative_prompt}
    parsed = parse_fields(text)
    if all(parsed[name] == prompt for name, prompt in prompts.items()):
        return text
    # The lines lose a part of the prompts, such as a space at the end: further fields hold them.
    return text + "".join(f", {name}: {json.dumps(prompt)}" for name, prompt in prompts.items())


def _list_fields(request: GenerationRequest, model: str) -> Iterator[tuple[str, str]]:
    yield "Steps", str(request.steps)
    yield "Sampler", SAMPLER_NAMES[request.sampler]
    if request.spacing:
        yield "Schedule type", SPACING_NAMES[request.spacing]
    yield "CFG scale", _format_number(request.guidance)
    if request.guidance_range != (0.0, math.inf):
        yield "Guidance range", " to ".join(map(_format_number, request.guidance_range))
    yield "Seed", str(request.seed)
    yield "Size", f"{request.width}x{request.height}"
    yield "Model", model
    if request.variation:
        yield "Variation seed", str(request.variation_seed)
        yield "Variation seed strength", _format_number(request.variation)
    if request.start:
        yield from _list_start_fields(request.start, request.upscale)
    if request.decoder != "full":
        yield "Decoder", request.decoder
    if request.loras:
        yield "LoRAs", json.dumps([[name, float(strength)] for name, strength in request.loras])
    if request.morph:
        yield "Frames", str(request.frames)
        yield "Morph", json.dumps([[key.prompt, key.seed] for key in request.morph])


def _list_start_fields(start: Start, upscale: bool) -> Iterator[tuple[str, str]]:
    yield "Denoising strength", _format_number(start.strength)
    yield "Zoom", _format_number(start.zoom)
    yield "Upscale", "2" if upscale else "1"
    if start.mask:
        yield "Mask blur", "0"


def parse_infotext(
    text: str, user: str, start: bytes = b"", mask: bytes = b""
) -> GenerationRequest:
    """Parse the request that draws a picture of ours again.

    Args:
        text: its `parameters`.
        user: of the new request.
        start: file of its start picture, empty without one.
        mask: file of the mask of the start picture, empty without one.

    Raises:
        InvalidRequest: a field is missing, or has a value that we would not write.
    """
    try:
        return _build_request(_Fields(parse_fields(text)), user, start, mask)
    except ValueError as error:
        raise validation_error("parameters", str(error), "our-parameters") from error


class _Fields:
    """Fields by name, parsed to their types."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def __contains__(self, name: str) -> bool:
        return name in self._texts

    def read(self, name: str, kind: Callable[[str], Value], default: str | None = None) -> Value:
        """Parse a field.

        Args:
            name: of the field.
            kind: converts the text to the value.
            default: text of a missing field; None if the field is required.

        Raises:
            ValueError: with the field's name and text.
        """
        text = self._texts.get(name, default)
        if text is None:
            raise ValueError(f"none that say {name}")
        try:
            return kind(text)
        # Errors of numbers, names, JSON and its unpacking on texts that we would not write.
        except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
            raise ValueError(f"{name}: {text[:MOST_ECHOED]}") from error


def _build_request(fields: _Fields, user: str, start: bytes, mask: bytes) -> GenerationRequest:
    width, height = fields.read("Size", partial(_parse_pair, int, "x"))
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
        guidance_range=fields.read(
            "Guidance range", partial(_parse_pair, float, " to "), "0 to inf"
        ),
        seed=fields.read("Seed", int),
        negative_prompt=fields.read(NEGATIVE, str),
        sampler=fields.read("Sampler", SAMPLERS_BY_NAME.__getitem__),
        spacing=fields.read("Schedule type", SPACINGS_BY_NAME.__getitem__, ""),
        start=Start(start, strength, mask, zoom) if start else None,
        upscale=fields.read("Upscale", str, "1") == "2",
        variation=fields.read("Variation seed strength", float, "0"),
        variation_seed=fields.read("Variation seed", int, "0"),
        morph=tuple(starmap(Keyframe, fields.read("Morph", partial(_parse_pairs, int), "[]"))),
        frames=fields.read("Frames", int, "0"),
        decoder=fields.read("Decoder", DECODERS.__getitem__, "full"),
        loras=fields.read("LoRAs", partial(_parse_pairs, float), "[]"),
    )


def _parse_pair(kind: Callable[[str], Value], separator: str, text: str) -> tuple[Value, Value]:
    first, second = map(kind, text.split(separator))
    return first, second


def _parse_pairs(kind: Callable[[Any], Value], text: str) -> tuple[tuple[str, Value], ...]:
    """Parse a list in JSON of pairs of a text and a number."""
    return tuple((str(name), kind(number)) for name, number in json.loads(text))


def _format_number(value: float) -> str:
    """Format a number in the shortest form that parses to the same value."""
    return repr(float(value)).removesuffix(".0")
