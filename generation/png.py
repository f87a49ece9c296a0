"""Pixels → PNG or WebP with the parameters inside, and what it takes to draw them again."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngImageFile, PngInfo

from generation.canvas import MAX_PIXELS, sources_of
from generation.errors import InvalidRequest
from generation.parameters import fields_of, parameters, request_of
from generation.request import GenerationRequest

# Chunks of our own for the start picture and its mask: ancillary, private, safe to copy.
START_CHUNK, MASK_CHUNK = b"stRt", b"maSk"
EXIF_IFD, USER_COMMENT = 0x8769, 0x9286
UNICODE = b"UNICODE\0"


def encode_png(pixels: Any, request: GenerationRequest, model: str) -> bytes:
    """Encode a picture with its parameters, and with what it started from.

    Args:
        pixels: uint8 array (height, width, 3).
        request: for this picture alone.
        model: name in the catalogue.
    """
    info = PngInfo()
    info.add_text("parameters", parameters(request, model))
    for chunk, source in zip((START_CHUNK, MASK_CHUNK), sources_of(request), strict=False):
        info.add(chunk, _png(source), after_idat=True)
    return _png(Image.fromarray(pixels), info)


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
    exif = Image.Exif()
    text = parameters(request, model)
    exif.get_ifd(EXIF_IFD)[USER_COMMENT] = UNICODE + text.encode("utf-16-be")
    buffer = BytesIO()
    frames[0].save(
        buffer,
        "WEBP",
        save_all=True,
        append_images=frames[1:],
        duration=list(frames_ms),
        loop=0,
        exif=exif,
    )
    return buffer.getvalue()


def request_in(data: bytes, user: str) -> tuple[GenerationRequest, str]:
    """Read the request that draws a picture again, and the model's name.

    Args:
        data: a PNG or an animated WebP that was written here.
        user: who asks now.

    Raises:
        InvalidRequest: it is no such picture, or not all of it is there.
    """
    picture, text = _opened(data)
    if not text:
        rule = "must be one of imagine-bot's, with its parameters inside"
        raise InvalidRequest("picture", "one without", rule)
    chunks = {}
    if isinstance(picture, PngImageFile):
        chunks = {chunk: data for chunk, data, *_ in picture.private_chunks}
    start, mask = (chunks.get(chunk, b"") for chunk in (START_CHUNK, MASK_CHUNK))
    return request_of(text, user, start, mask), fields_of(text).get("Model", "")


def _opened(data: bytes) -> tuple[Image.Image, str]:
    """Open a picture and read it to its end, with its parameters."""
    try:
        picture = Image.open(BytesIO(data), formats=("PNG", "WEBP"))
        if picture.width * picture.height > MAX_PIXELS:
            raise ValueError("too many pixels")
        picture.load()  # What it started from stands behind the pixels.
        return picture, _parameters_in(picture)
    # Pillow raises these, and SyntaxError, on what is cut off or not a picture at all.
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        rule = "must be a PNG or WebP of imagine-bot that can be opened"
        raise InvalidRequest("picture", "another or a damaged file", rule) from error


def _parameters_in(picture: Image.Image) -> str:
    if "parameters" in picture.info:
        return str(picture.info["parameters"])
    comment = picture.getexif().get_ifd(EXIF_IFD).get(USER_COMMENT, b"")
    if not isinstance(comment, bytes):
        return ""
    return comment.removeprefix(UNICODE).decode("utf-16-be", "replace")


def _png(picture: Image.Image, info: PngInfo | None = None) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()
