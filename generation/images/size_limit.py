"""Encoding of pictures and animations within a limit of bytes."""

from collections.abc import Iterator, Mapping
from typing import Any

from PIL import Image, ImageSequence

from generation.images.image_bytes import image_bytes, png_bytes
from generation.images.metadata.provenance import make_xmp, png_info, read_model
from generation.images.metadata.reading import make_exif, open_bounded, read_text
from generation.images.opening import FORMATS

# Below the last one, a smaller picture looks better.
QUALITIES = (95, 90, 85, 80, 70, 60, 50)
# The original animation is WebP of quality 80, and each attempt takes a second or more.
ANIMATION_QUALITIES = (60, 40, 20)
SCALES = (1.0, 0.75, 0.5, 0.35, 0.25)
LEAST_EDGE = 16
MOST_EXIF = 65_533  # Bytes that a JPEG can hold.
ANIMATION_FORMATS = ("WEBP", "GIF")


def encode_within_limit(data: bytes, limit_bytes: int) -> tuple[bytes, str]:
    """Encode a picture or an animation within a limit, with as little loss as possible.

    Tried in this order: the PNG itself, WebP from lossless downwards, JPEG, and both again of ever
    smaller pictures; of an animation, WebP of falling quality with all of its frames. The
    parameters are kept where `fields_in` finds them, and so is the mark of a model's picture; a
    start picture is not.

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
    metadata = {"exif": exif, "xmp": make_xmp(read_model(text))}
    is_animation = getattr(picture, "n_frames", 1) > 1
    encode = _encode_animation if is_animation else _encode_still
    for encoded, extension in encode(picture, metadata):
        if len(encoded) <= limit_bytes:
            return encoded, extension
    raise ValueError(f"nothing of the picture fits into {limit_bytes} bytes")


def still(animation: bytes) -> bytes:
    """Encode the first frame of a WebP or GIF as PNG."""
    moving = open_bounded(animation, ANIMATION_FORMATS)
    return png_bytes(moving.convert("RGB"), png_info(read_model(read_text(moving))))


def _encode_still(picture: Image.Image, metadata: Mapping[str, Any]) -> Iterator[tuple[bytes, str]]:
    """Encode a picture as WebP and JPEG of falling quality, and then at smaller sizes."""
    attempts: list[tuple[str, str, dict[str, Any]]] = [("webp", "WEBP", {"lossless": True})]
    attempts += [("webp", "WEBP", {"quality": quality}) for quality in QUALITIES]
    if len(metadata["exif"].tobytes()) <= MOST_EXIF:
        attempts += [("jpg", "JPEG", {"quality": q, "optimize": True}) for q in QUALITIES]
    for scaled in _scale_down(picture.convert("RGB")):
        for extension, file_format, options in attempts:
            yield image_bytes(scaled, file_format, **metadata, **options), extension


def _encode_animation(
    animation: Image.Image, metadata: Mapping[str, Any]
) -> Iterator[tuple[bytes, str]]:
    """Encode an animation with falling quality and size, with all frames and their durations."""
    frames: list[Image.Image] = []
    frames_ms: list[int] = []
    for frame in ImageSequence.Iterator(animation):
        frames.append(frame.convert("RGB"))
        frames_ms.append(frame.info["duration"])
    for first, *others in zip(*map(_scale_down, frames), strict=True):
        options = {"save_all": True, "append_images": others, "duration": frames_ms, "loop": 0}
        for quality in ANIMATION_QUALITIES:
            yield image_bytes(first, "WEBP", **metadata, quality=quality, **options), "webp"


def _scale_down(picture: Image.Image) -> Iterator[Image.Image]:
    for scale in SCALES:
        size = round(picture.width * scale), round(picture.height * scale)
        if scale == 1:
            yield picture
        elif min(size) >= LEAST_EDGE:
            yield picture.resize(size, Image.Resampling.LANCZOS)
