"""Pixels → PNG or WebP with the parameters inside, and what it takes to draw them again."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngImageFile, PngInfo

from generation.images.containers import check
from generation.images.metadata.fields import parse_fields
from generation.images.metadata.infotext import infotext, parse_infotext
from generation.images.metadata.other_tools import MOST_TEXT
from generation.images.metadata.reading import make_exif, open_bounded, read_text
from generation.images.opening import FORMATS, IMAGE_ERRORS, open_sources
from generation.images.png import as_png
from generation.request import GenerationRequest
from generation.validation import validation_error

# Chunks of our own for the start picture and its mask: ancillary, private, safe to copy.
START_CHUNK, MASK_CHUNK = b"stRt", b"maSk"


def encode_png(pixels: Any, request: GenerationRequest, model: str) -> bytes:
    """Encode a picture with its parameters, and with what it started from.

    Args:
        pixels: uint8 array (height, width, 3).
        request: for this picture alone.
        model: name in the catalogue.
    """
    info = PngInfo()
    info.add_text("parameters", infotext(request, model))
    for chunk, source in zip((START_CHUNK, MASK_CHUNK), open_sources(request), strict=False):
        info.add(chunk, as_png(source), after_idat=True)
    return as_png(Image.fromarray(pixels), info)


def encode_webp(
    frames: Sequence[Image.Image], frames_ms: Sequence[int], request: GenerationRequest, model: str
) -> bytes:
    """Encode an animation with its parameters, where tools look for them in a WebP.

    Args:
        frames: at least one.
        frames_ms: how long each is shown.
        request: what was asked for.
        model: name in the catalogue.
    """
    buffer = BytesIO()
    frames[0].save(
        buffer,
        "WEBP",
        save_all=True,
        append_images=frames[1:],
        duration=list(frames_ms),
        loop=0,
        exif=make_exif(infotext(request, model)),
    )
    return buffer.getvalue()


def read_request(data: bytes, user: str) -> tuple[GenerationRequest, str]:
    """Read the request that draws a picture again, and the model's name.

    Args:
        data: a PNG that was written here, or an animation, or what was encoded anew of a PNG.
        user: who asks now.

    Raises:
        InvalidRequest: it is no such picture, or not all of it is there.
    """
    picture, text = _open_own(data)
    if not text or len(text) > MOST_TEXT:
        raise validation_error("picture", "one without", "our-picture")
    chunks = {}
    if isinstance(picture, PngImageFile):
        chunks = {chunk: data for chunk, data, *_ in picture.private_chunks}
    start, mask = (chunks.get(chunk, b"") for chunk in (START_CHUNK, MASK_CHUNK))
    return parse_infotext(text, user, start, mask), parse_fields(text).get("Model", "")


def _open_own(data: bytes) -> tuple[Image.Image, str]:
    """Open a picture and read it to its end, with its parameters."""
    check(data, "picture")
    try:
        picture = open_bounded(data, FORMATS)
        picture.load()  # What it started from stands behind the pixels.
        return picture, read_text(picture)
    except IMAGE_ERRORS as error:
        raise validation_error("picture", "another or a damaged file", "our-file") from error
