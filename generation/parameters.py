"""A request as the `parameters` text that Stable Diffusion tools write into pictures, and back."""

import json
import math
import re
from collections.abc import Iterator, Mapping

from generation.errors import InvalidRequest
from generation.request import GenerationRequest, Keyframe, Start
from generation.samplers import SAMPLERS
from generation.types import Spacing

SPACING_NAMES: Mapping[Spacing, str] = {
    "linear": "Linear",
    "trailing": "Trailing",
    "karras": "Karras",
    "exponential": "Exponential",
    "lcm": "LCM",
}
NEGATIVE = "Negative prompt: "
# A key, and a value that is quoted as JSON or has no comma.
FIELD = re.compile(r'\s*(\w[\w \-/]+):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)')
FEWEST_FIELDS = 3  # A last line of fewer is still part of the prompt.


def parameters(request: GenerationRequest, model: str) -> str:
    """Write the text for a request of one picture.

    Reference:
        AUTOMATIC1111/stable-diffusion-webui, modules/processing.py, create_infotext.
    """
    lines = [request.prompt]
    if request.negative_prompt:
        lines.append(NEGATIVE + request.negative_prompt)
    fields = _fields(request, model)
    lines.append(", ".join(f"{name}: {_quoted(value)}" for name, value in fields))
    return _writable("\n".join(lines))


def _fields(request: GenerationRequest, model: str) -> Iterator[tuple[str, str]]:
    yield "Steps", str(request.steps)
    yield "Sampler", SAMPLERS[request.sampler].name
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
    if request.loras:
        yield "LoRAs", json.dumps(request.loras)
    if request.morph:
        yield "Frames", str(request.frames)
        yield "Morph", json.dumps([[key.prompt, key.seed] for key in request.morph])


def fields_of(text: str) -> dict[str, str]:
    """Read a `parameters` text, of whatever tool.

    Returns:
        Its fields by name, with the texts as "Prompt" and "Negative prompt".

    Reference:
        AUTOMATIC1111/stable-diffusion-webui, modules/infotext_utils.py,
        parse_generation_parameters.
    """
    *lines, last = text.strip().split("\n")
    found = FIELD.findall(last)
    if len(found) < FEWEST_FIELDS:
        lines, found = [*lines, last], []
    texts = "\n".join(line.strip() for line in lines)
    prompt, _, negative = f"\n{texts}".partition("\n" + NEGATIVE.strip())
    fields = {name: _unquoted(value) for name, value in found}
    return {"Prompt": prompt.strip(), "Negative prompt": negative.strip(), **fields}


def request_of(text: str, user: str, start: bytes = b"", mask: bytes = b"") -> GenerationRequest:
    """Make the request that draws a picture of ours again.

    Args:
        text: its `parameters`.
        user: who asks now.
        start: the picture that it began with, if any.
        mask: of that picture.

    Raises:
        InvalidRequest: a field is missing or is not what we would write.
    """
    fields = fields_of(text)
    try:
        return _request(fields, user, start, mask)
    except (KeyError, ValueError) as error:
        raise InvalidRequest(
            "parameters", str(error), "must be those of a picture of imagine-bot"
        ) from error


def _request(fields: Mapping[str, str], user: str, start: bytes, mask: bytes) -> GenerationRequest:
    width, height = map(int, fields["Size"].split("x"))
    samplers = {method.name: sampler for sampler, method in SAMPLERS.items()}
    spacings = {name: spacing for spacing, name in SPACING_NAMES.items()}
    low, high = map(float, fields.get("Guidance range", "0 to inf").split(" to "))
    strength, zoom = float(fields.get("Denoising strength", 0)), float(fields.get("Zoom", 1))
    if "Denoising strength" in fields and not start:
        raise ValueError("a start picture that is not there")
    return GenerationRequest(
        prompt=fields["Prompt"],
        user=user,
        width=width,
        height=height,
        steps=int(fields["Steps"]),
        guidance=float(fields["CFG scale"]),
        guidance_range=(low, high),
        seed=int(fields["Seed"]),
        negative_prompt=fields["Negative prompt"],
        sampler=samplers[fields["Sampler"]],
        spacing=spacings[fields["Schedule type"]] if "Schedule type" in fields else None,
        start=Start(start, strength, mask, zoom) if start else None,
        upscale=fields.get("Upscale") == "2",
        variation=float(fields.get("Variation seed strength", 0)),
        variation_seed=int(fields.get("Variation seed", 0)),
        morph=tuple(Keyframe(*key) for key in json.loads(fields.get("Morph", "[]"))),
        frames=int(fields.get("Frames", 0)),
        loras=tuple((str(n), float(s)) for n, s in json.loads(fields.get("LoRAs", "[]"))),
    )


def _number(value: float) -> str:
    return f"{value:.10g}"


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False) if re.search(r'[,\n:"]', value) else value


def _unquoted(value: str) -> str:
    if not (value.startswith('"') and value.endswith('"')):
        return value
    try:
        return str(json.loads(value))
    except ValueError:
        return value


def _writable(text: str) -> str:
    """Drop what a PNG's text cannot hold: NUL, and halves of surrogate pairs."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")
