"""Pixels → PNG, with the parameters inside that Stable Diffusion tools read."""

from io import BytesIO
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from generation.types import GenerationRequest

SAMPLER_NAMES = {"ddim": "DDIM", "dpm++2m": "DPM++ 2M"}


def encode_png(pixels: Any, request: GenerationRequest, seed: int, model: str) -> bytes:
    """Encode a picture with its parameters.

    Args:
        pixels: uint8 array (height, width, 3).
        request: what was asked for.
        seed: of this picture.
        model: name in the catalogue.
    """
    info = PngInfo()
    info.add_text("parameters", parameters(request, seed, model))
    buffer = BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()


def parameters(request: GenerationRequest, seed: int, model: str) -> str:
    """Write the `parameters` text.

    Reference:
        AUTOMATIC1111/stable-diffusion-webui, modules/processing.py, create_infotext.
    """
    lines = [request.prompt]
    if request.negative_prompt:
        lines.append(f"Negative prompt: {request.negative_prompt}")
    lines.append(
        f"Steps: {request.steps}, Sampler: {SAMPLER_NAMES[request.sampler]}, "
        f"CFG scale: {request.guidance:g}, Seed: {seed}, "
        f"Size: {request.width}x{request.height}, Model: {model}"
    )
    return _writable("\n".join(lines))


def _writable(text: str) -> str:
    """Drop what a PNG's text cannot hold: NUL, and halves of surrogate pairs."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")
