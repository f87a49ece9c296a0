"""Encoding of pictures with their parameters, and reading the request back from them."""

from collections.abc import Sequence
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngImageFile

from generation.images.containers import check
from generation.images.image_bytes import image_bytes, png_bytes
from generation.images.metadata.infotext import infotext, parse_infotext
from generation.images.metadata.other_tools import MOST_TEXT
from generation.images.metadata.provenance import make_xmp, png_info, read_model
from generation.images.metadata.reading import make_exif, open_bounded, read_text
from generation.images.opening import FORMATS, IMAGE_ERRORS, open_sources
from generation.request import GenerationRequest
from generation.validation import validation_error

# Chunks of our own for the start picture and its mask: ancillary, private, safe to copy.
START_CHUNK, MASK_CHUNK = b"stRt", b"maSk"


def encode_png(pixels: Any, request: GenerationRequest, model: str) -> bytes:
    """Encode a picture as PNG with its parameters, its start picture and its mask.

    Args:
        pixels: uint8 array (height, width, 3).
        request: of this picture alone.
        model: name in the catalogue.
    """
    info = png_info(model)
    info.add_text("parameters", infotext(request, model))
    for chunk, source in zip((START_CHUNK, MASK_CHUNK), open_sources(request), strict=False):
        info.add(chunk, png_bytes(source), after_idat=True)
    return png_bytes(Image.fromarray(pixels), info)


def encode_webp(
    frames: Sequence[Image.Image], frames_ms: Sequence[int], request: GenerationRequest, model: str
) -> bytes:
    """Encode an animation as WebP, with its parameters in EXIF, where tools look for them.

    Args:
        frames: at least one.
        frames_ms: duration of each frame in milliseconds.
        request: of the animation.
        model: name in the catalogue.
    """
    return image_bytes(
        frames[0],
        "WEBP",
        save_all=True,
        append_images=frames[1:],
        duration=list(frames_ms),
        loop=0,
        exif=make_exif(infotext(request, model)),
        xmp=make_xmp(model),
    )


def read_request(data: bytes, user: str) -> tuple[GenerationRequest, str]:
    """Read the request that draws a picture again, and the model's name.

    Args:
        data: a PNG or an animation of ours, or a PNG of ours encoded anew.
        user: of the new request.

    Raises:
        InvalidRequest: it is no such picture, or a part of it is missing.
    """
    check(data, "picture")
    try:
        picture = open_bounded(data, FORMATS)
        picture.load()  # The chunks of the start picture follow the pixels.
        text = read_text(picture)
    except IMAGE_ERRORS as error:
        raise validation_error("picture", "another or a damaged file", "our-file") from error
    if not text or len(text) > MOST_TEXT:
        raise validation_error("picture", "one without", "our-picture")
    chunks = {}
    if isinstance(picture, PngImageFile):
        chunks = {chunk: data for chunk, data, *_ in picture.private_chunks}
    start, mask = (chunks.get(chunk, b"") for chunk in (START_CHUNK, MASK_CHUNK))
    return parse_infotext(text, user, start, mask), read_model(text)
