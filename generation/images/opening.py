"""Decoding of untrusted pictures to upright RGB in sRGB."""

import struct
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

import numpy as np
from PIL import ExifTags, Image, ImageOps

from generation.images.colour_profiles import to_srgb
from generation.images.containers import check
from generation.images.image_bytes import png_bytes
from generation.images.masks import FULL, selection
from generation.request import GenerationRequest
from generation.validation import validation_error

FORMATS = ("PNG", "JPEG", "WEBP")
# Transpositions that turn a picture upright, by EXIF's orientation.
TRANSPOSITIONS: Mapping[object, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# Errors of Pillow on files that are cut off, damaged, or no picture at all.
IMAGE_ERRORS = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    Image.DecompressionBombError,
)


def on_white(rgba: Image.Image) -> Image.Image:
    """Composite a picture onto white."""
    white = Image.new("RGBA", rgba.size, "white")
    return Image.alpha_composite(white, rgba).convert("RGB")


def open_image(
    data: bytes, field: str, flat: Callable[[Image.Image], Image.Image] = on_white
) -> Image.Image:
    """Decode an untrusted picture, after checking its container.

    Args:
        data: an encoded PNG, JPEG or WebP within the bounds of `generation.images.containers`.
        field: of the request, for the refusal.
        flat: converts the RGBA picture to the returned one; by default to RGB, on white.

    Returns:
        An upright picture in sRGB.

    Raises:
        InvalidRequest: it is too large, damaged, or of another format.
    """
    check(data, field)
    try:
        picture: Image.Image = Image.open(BytesIO(data), formats=FORMATS)
        profile = picture.info.get("icc_profile")
        # Not by Pillow's `exif_transpose`: that writes the other tags anew, and cannot write all
        # that it reads.
        orientation = picture.getexif().get(ExifTags.Base.Orientation)
        transposition = TRANSPOSITIONS.get(orientation)
        if transposition is not None:
            picture = picture.transpose(transposition)
        if picture.mode == "I;16":  # Pillow's `convert` would clip instead of scaling.
            picture = Image.fromarray((np.asarray(picture) // 257).astype(np.uint8))
        rgba = to_srgb(picture, profile)
    except IMAGE_ERRORS as error:
        raise validation_error(field, "a file", "picture-file") from error
    return flat(rgba)


def open_sources(request: GenerationRequest) -> tuple[Image.Image, ...]:
    """Decode a request's start picture at the size at which it is processed, and its mask.

    Returns:
        Nothing, the picture, or the picture and its mask. Decoding them again changes nothing.

    Raises:
        InvalidRequest: the picture or its mask cannot be opened, or the mask selects nothing.
    """
    start = request.start
    if start is None:
        return ()
    size = round(request.width / start.zoom), round(request.height / start.zoom)
    picture = ImageOps.fit(open_image(start.picture, "start"), size, Image.Resampling.LANCZOS)
    if not start.mask:
        return (picture,)
    mask = ImageOps.fit(open_image(start.mask, "mask", selection), size)
    if not mask.getbbox():
        raise validation_error("mask", "one that selects nothing", "mask-selects")
    return picture, mask


def selects_all(request: GenerationRequest) -> bool:
    """Check whether a request has a mask that keeps nothing of its picture."""
    return any(mask.getextrema()[0] == FULL for mask in open_sources(request)[1:])


def start_png(data: bytes, width: int, height: int) -> bytes:
    """Crop and scale an untrusted start picture to the size at which it is processed.

    The file's metadata, such as where a photograph was taken, is dropped. Takes a moment: to be
    called in a thread, or through `PictureDecoder`, whose process a bad picture may end.

    Args:
        data: a PNG, JPEG or WebP within the bounds of `generation.images.containers`: 16 MiB, 16
            megapixels, 8,192 pixels an edge.
        width: pixels.
        height: pixels.

    Returns:
        An encoded PNG.

    Raises:
        InvalidRequest: it is too large, damaged, or of another format.
    """
    return png_bytes(_crop(data, width, height))


def blended_png(pictures: Sequence[bytes], width: int, height: int) -> bytes:
    """Average pictures with equal weights, each cropped and scaled to one size.

    Args:
        pictures: at least one; each as for `start_png`.
        width: pixels to which each is cropped.
        height: pixels.

    Returns:
        An encoded PNG.

    Raises:
        InvalidRequest: one is too large, damaged, or of another format.
    """
    fitting = [np.asarray(_crop(picture, width, height), float) for picture in pictures]
    return png_bytes(Image.fromarray(np.rint(np.mean(fitting, 0)).astype(np.uint8)))


def _crop(data: bytes, width: int, height: int) -> Image.Image:
    return ImageOps.fit(open_image(data, "start"), (width, height), Image.Resampling.LANCZOS)
