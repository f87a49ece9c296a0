"""A picture in fewer bytes, and a still of an animation."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from PIL import Image, ImageSequence

from generation.images.metadata.reading import make_exif, open_bounded, read_text
from generation.images.opening import FORMATS

# The best first; below, a smaller picture looks better.
QUALITIES = (95, 90, 85, 80, 70, 60, 50)
# An animation is WebP of quality 80 as it is made, and each attempt takes a second or more.
MOVING_QUALITIES = (60, 40, 20)
SCALES = (1.0, 0.75, 0.5, 0.35, 0.25)
LEAST_EDGE = 16
MOST_EXIF = 65_533  # Bytes that a JPEG can hold.
MOVING = ("WEBP", "GIF")


def fitted(data: bytes, limit_bytes: int) -> tuple[bytes, str]:
    """Encode a picture or an animation within a limit, with as little loss as possible.

    Tried in this order: the PNG itself, WebP from lossless downwards, JPEG, and both again of ever
    smaller pictures; of an animation, WebP of falling quality with all of its frames. The
    parameters are kept where `fields_in` finds them; a start picture is not.

    Args:
        data: a PNG or an animated WebP of ours.
        limit_bytes: most bytes.

    Returns:
        The bytes, and the extension of the file's name: "png", "webp" or "jpg".

    Raises:
        ValueError: nothing fits.
    """
    picture = open_bounded(data, FORMATS)
    if len(data) <= limit_bytes:
        return data, str(picture.format).lower()
    text = read_text(picture)
    exif = make_exif(text) if text else Image.Exif()
    moving = getattr(picture, "n_frames", 1) > 1
    for encoded, ending in _moving(picture, exif) if moving else _resting(picture, exif):
        if len(encoded) <= limit_bytes:
            return encoded, ending
    raise ValueError(f"nothing of the picture fits into {limit_bytes} bytes")


def still(animation: bytes) -> bytes:
    """Encode the first frame of a WebP or GIF as PNG."""
    buffer = BytesIO()
    open_bounded(animation, MOVING).convert("RGB").save(buffer, "PNG")
    return buffer.getvalue()


def _resting(picture: Image.Image, exif: Image.Exif) -> Iterator[tuple[bytes, str]]:
    """Encode a picture, each time smaller."""
    for smaller in _smaller(picture.convert("RGB")):
        for ending, options in _ways(len(exif.tobytes()) <= MOST_EXIF):
            yield _encoded(smaller, exif, options), ending


def _moving(animation: Image.Image, exif: Image.Exif) -> Iterator[tuple[bytes, str]]:
    """Encode an animation, each time smaller; every frame stays, for as long as it was shown."""
    frames: list[Image.Image] = []
    frames_ms: list[int] = []
    for frame in ImageSequence.Iterator(animation):
        frames.append(frame.convert("RGB"))
        frames_ms.append(frame.info["duration"])
    for first, *others in zip(*map(_smaller, frames), strict=True):
        options = {"save_all": True, "append_images": others, "duration": frames_ms, "loop": 0}
        for quality in MOVING_QUALITIES:
            yield _encoded(first, exif, {"format": "WEBP", "quality": quality, **options}), "webp"


def _ways(jpeg: bool) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield "webp", {"format": "WEBP", "lossless": True}
    for quality in QUALITIES:
        yield "webp", {"format": "WEBP", "quality": quality}
    for quality in QUALITIES if jpeg else ():
        yield "jpg", {"format": "JPEG", "quality": quality, "optimize": True}


def _smaller(picture: Image.Image) -> Iterator[Image.Image]:
    for scale in SCALES:
        size = round(picture.width * scale), round(picture.height * scale)
        if scale == 1:
            yield picture
        elif min(size) >= LEAST_EDGE:
            yield picture.resize(size, Image.Resampling.LANCZOS)


def _encoded(picture: Image.Image, exif: Image.Exif, options: Mapping[str, Any]) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, exif=exif, **options)
    return buffer.getvalue()
