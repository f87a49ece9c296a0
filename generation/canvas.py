"""What a unit may start from besides noise: a picture in its frame, and what of it stays."""

import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageFilter, ImageOps
from PIL.PngImagePlugin import PngInfo

from generation.colours import in_srgb
from generation.containers import check
from generation.masks import FULL, selection
from generation.request import GenerationRequest
from generation.rules import broken
from generation.sample import Floats

Pixels = NDArray[np.uint8]
FORMATS = ("PNG", "JPEG", "WEBP")
TILES_A_ROW = 3
# How a picture is turned upright, by EXIF's orientation.
TURNS: Mapping[object, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What Pillow raises on files that are cut off, damaged, or no picture at all.
DAMAGE = (
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


@dataclass(frozen=True)
class Canvas:
    """A start picture in its frame.

    Args:
        pixels: (height, width, 3) uint8.
        keep: (height, width, 1) float32 in [0, 1], where the picture stays as it is.
    """

    pixels: Pixels
    keep: Floats

    @property
    def normalized(self) -> Floats:
        """As networks read it: (1, height, width, 3) float32 in [-1, 1]."""
        return np.asarray(self.pixels[None] / 127.5 - 1, np.float32)

    @property
    def latent_keep(self) -> Floats:
        """The share of each latent cell that stays: (height // 8, width // 8, 1) float32."""
        height, width, _ = self.keep.shape
        cells = self.keep.reshape(height // 8, 8, width // 8, 8, 1)
        return np.asarray(cells.mean((1, 3)), np.float32)

    def over(self, drawn: Pixels) -> Pixels:
        """Put what stays over a drawn picture: pixels that are kept come back exactly."""
        if not self.keep.any():
            return drawn
        mixed = self.keep * self.pixels + (1 - self.keep) * drawn
        return np.rint(mixed).astype(np.uint8)


def on_white(rgba: Image.Image) -> Image.Image:
    """Lay a picture on white."""
    white = Image.new("RGBA", rgba.size, "white")
    return Image.alpha_composite(white, rgba).convert("RGB")


def opened(
    data: bytes, field: str, flat: Callable[[Image.Image], Image.Image] = on_white
) -> Image.Image:
    """Decode a picture that somebody sent, its container checked first.

    Args:
        data: an encoded PNG, JPEG or WebP within the bounds of `generation.containers`.
        field: of the request, for the refusal.
        flat: makes of RGBA what is returned.

    Returns:
        An RGB picture in sRGB, upright, transparency on white.

    Raises:
        InvalidRequest: it is too large, damaged, or of another format.
    """
    check(data, field)
    try:
        picture = Image.open(BytesIO(data), formats=FORMATS)
        profile = picture.info.get("icc_profile")
        rgba = in_srgb(_eight_bits(_upright(picture)), profile)
    except DAMAGE as error:
        raise broken(field, "a file", "picture-file") from error
    return flat(rgba)


def _upright(picture: Image.Image) -> Image.Image:
    """Turn a picture as its orientation says.

    Not by Pillow's `exif_transpose`: that writes the other tags anew, and cannot write all that
    it reads.
    """
    turn = TURNS.get(picture.getexif().get(ExifTags.Base.Orientation))
    return picture if turn is None else picture.transpose(turn)


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Scale grey of 16 bits, which Pillow's `convert` would clip."""
    if picture.mode != "I;16":
        return picture
    return Image.fromarray((np.asarray(picture) // 257).astype(np.uint8))


def sources_of(request: GenerationRequest) -> tuple[Image.Image, ...]:
    """Open the start picture at the size that is worked with, and its mask.

    Returns:
        Nothing, the picture, or the picture and its mask. The same, if these go in again.

    Raises:
        InvalidRequest: the picture or its mask cannot be opened, or the mask selects nothing.
    """
    start = request.start
    if start is None:
        return ()
    size = round(request.width / start.zoom), round(request.height / start.zoom)
    picture = ImageOps.fit(opened(start.picture, "start"), size, Image.Resampling.LANCZOS)
    if not start.mask:
        return (picture,)
    mask = ImageOps.fit(opened(start.mask, "mask", selection), size)
    if not mask.getbbox():
        raise broken("mask", "one that selects nothing", "mask-selects")
    return picture, mask


def selects_all(request: GenerationRequest) -> bool:
    """Tell whether a request has a mask that keeps nothing of its picture."""
    return any(mask.getextrema()[0] == FULL for mask in sources_of(request)[1:])


def framed(data: bytes, width: int, height: int) -> bytes:
    """Cut a picture to a size, as a PNG; see `generation.pictures.start_png`."""
    return as_png(_fitting(data, width, height))


def blended(pictures: Sequence[bytes], width: int, height: int) -> bytes:
    """Lay pictures over each other, as a PNG; see `generation.pictures.blended_png`."""
    fitting = [np.asarray(_fitting(picture, width, height), float) for picture in pictures]
    return as_png(Image.fromarray(np.rint(np.mean(fitting, 0)).astype(np.uint8)))


def _fitting(data: bytes, width: int, height: int) -> Image.Image:
    return ImageOps.fit(opened(data, "start"), (width, height), Image.Resampling.LANCZOS)


def as_png(picture: Image.Image, info: PngInfo | None = None) -> bytes:
    """Encode a picture, with what else stands in the file."""
    encoded = BytesIO()
    picture.save(encoded, "PNG", pnginfo=info)
    return encoded.getvalue()


def canvas_of(request: GenerationRequest, unit: int) -> Canvas | None:
    """Prepare what a unit of a request starts from.

    Raises:
        InvalidRequest: the picture or its mask cannot be opened.
    """
    sources = sources_of(request)
    if request.start is None:
        return None
    if request.upscale:
        return _tile(sources[0], unit)
    if request.start.zoom > 1:
        return _zoomed_out(sources[0], request.width, request.height)
    return _canvas(sources[0], *map(ImageOps.invert, sources[1:]))


def tile_corners(width: int, height: int) -> list[tuple[int, int]]:
    """List the (left, top) of each tile in a picture of twice the size, row by row."""
    return [
        (column * width // 2, row * height // 2)
        for row in range(TILES_A_ROW)
        for column in range(TILES_A_ROW)
    ]


def _tile(picture: Image.Image, unit: int) -> Canvas:
    width, height = picture.size
    doubled = picture.resize((2 * width, 2 * height), Image.Resampling.LANCZOS)
    left, top = tile_corners(width, height)[unit]
    return _canvas(doubled.crop((left, top, left + width, top + height)))


def _zoomed_out(picture: Image.Image, width: int, height: int) -> Canvas:
    """Put the picture into the middle of a blurred copy of itself."""
    corner = (width - picture.width) // 2, (height - picture.height) // 2
    frame = ImageOps.fit(picture, (width, height)).filter(ImageFilter.GaussianBlur(width / 8))
    frame.paste(picture, corner)
    keep = Image.new("L", (width, height))
    keep.paste(255, (*corner, corner[0] + picture.width, corner[1] + picture.height))
    return _canvas(frame, keep)


def _canvas(picture: Image.Image, keep: Image.Image | None = None) -> Canvas:
    pixels = np.asarray(picture, np.uint8)
    shares = np.zeros(pixels.shape[:2]) if keep is None else np.asarray(keep) / 255
    return Canvas(pixels, shares[..., None].astype(np.float32))
