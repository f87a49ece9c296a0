"""What a unit may start from besides noise: a picture in its frame, and what of it stays."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter, ImageOps

from generation.arrays import Float32Array, UInt8Image
from generation.images.opening import open_sources
from generation.images.tiling import tile_corners
from generation.request import GenerationRequest


@dataclass(frozen=True)
class InitImage:
    """A start picture in its frame.

    Args:
        pixels: (height, width, 3) uint8.
        keep: (height, width, 1) float32 in [0, 1], where the picture stays as it is.
    """

    pixels: UInt8Image
    keep: Float32Array

    @property
    def normalized(self) -> Float32Array:
        """As networks read it: (1, height, width, 3) float32 in [-1, 1]."""
        return np.asarray(self.pixels[None] / 127.5 - 1, np.float32)

    @property
    def latent_keep(self) -> Float32Array:
        """The share of each latent cell that stays: (height // 8, width // 8, 1) float32."""
        height, width, _ = self.keep.shape
        cells = self.keep.reshape(height // 8, 8, width // 8, 8, 1)
        return np.asarray(cells.mean((1, 3)), np.float32)

    def over(self, drawn: UInt8Image) -> UInt8Image:
        """Put what stays over a drawn picture: pixels that are kept come back exactly."""
        if not self.keep.any():
            return drawn
        mixed = self.keep * self.pixels + (1 - self.keep) * drawn
        return np.rint(mixed).astype(np.uint8)


def make_init_image(request: GenerationRequest, unit: int) -> InitImage | None:
    """Prepare what a unit of a request starts from.

    Raises:
        InvalidRequest: the picture or its mask cannot be opened.
    """
    sources = open_sources(request)
    if request.start is None:
        return None
    if request.upscale:
        return _tile(sources[0], unit)
    if request.start.zoom > 1:
        return _zoomed_out(sources[0], request.width, request.height)
    return _init_image(sources[0], *map(ImageOps.invert, sources[1:]))


def _tile(picture: Image.Image, unit: int) -> InitImage:
    width, height = picture.size
    doubled = picture.resize((2 * width, 2 * height), Image.Resampling.LANCZOS)
    left, top = tile_corners(width, height)[unit]
    return _init_image(doubled.crop((left, top, left + width, top + height)))


def _zoomed_out(picture: Image.Image, width: int, height: int) -> InitImage:
    """Put the picture into the middle of a blurred copy of itself."""
    corner = (width - picture.width) // 2, (height - picture.height) // 2
    frame = ImageOps.fit(picture, (width, height)).filter(ImageFilter.GaussianBlur(width / 8))
    frame.paste(picture, corner)
    keep = Image.new("L", (width, height))
    keep.paste(255, (*corner, corner[0] + picture.width, corner[1] + picture.height))
    return _init_image(frame, keep)


def _init_image(picture: Image.Image, keep: Image.Image | None = None) -> InitImage:
    pixels = np.asarray(picture, np.uint8)
    shares = np.zeros(pixels.shape[:2]) if keep is None else np.asarray(keep) / 255
    return InitImage(pixels, shares[..., None].astype(np.float32))
