"""Start pictures of units: a picture in its frame, with the mask of its preserved pixels."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float32
from PIL import Image, ImageFilter, ImageOps

from generation.arrays import UInt8Image
from generation.images.opening import open_sources
from generation.images.tiling import tile_corners
from generation.prepared import Unit


@dataclass(frozen=True)
class InitImage:
    """A start picture in its frame.

    Args:
        pixels: (height, width, 3) uint8.
        preserve_mask: (height, width, 1) float32 in [0, 1]; 1 keeps a pixel as it is.
    """

    pixels: UInt8Image
    preserve_mask: Float32[np.ndarray, "height width 1"]

    @property
    def normalized_pixels(self) -> Float32[np.ndarray, "1 height width 3"]:
        """Input of the image encoder: (1, height, width, 3) float32 in [-1, 1]."""
        return np.asarray(self.pixels[None] / 127.5 - 1, np.float32)

    @property
    def latent_mask(self) -> Float32[np.ndarray, "rows columns 1"]:
        """Mean of the mask in each latent cell: (height // 8, width // 8, 1) float32 in [0, 1]."""
        height, width, _ = self.preserve_mask.shape
        cells = self.preserve_mask.reshape(height // 8, 8, width // 8, 8, 1)
        return np.asarray(cells.mean((1, 3)), np.float32)

    def composite_onto(self, generated: UInt8Image) -> UInt8Image:
        """Composite the preserved pixels onto a generated picture, (height, width, 3) uint8.

        Where the mask is 1, the start picture's pixels are returned exactly.
        """
        if not self.preserve_mask.any():
            return generated
        mixed = self.preserve_mask * self.pixels + (1 - self.preserve_mask) * generated
        composite: np.ndarray = np.rint(mixed).astype(np.uint8)
        return composite


def make_init_image(unit: Unit) -> InitImage | None:
    """Build the start picture of a unit; None where the request has none.

    Raises:
        InvalidRequest: the picture or its mask cannot be opened.
    """
    request = unit.request
    sources = open_sources(request)
    if request.start is None:
        return None
    picture, *masks = sources
    if request.upscale:
        width, height = picture.size
        doubled = picture.resize((2 * width, 2 * height), Image.Resampling.LANCZOS)
        left, top = tile_corners(width, height)[unit.index]
        return _init_image(doubled.crop((left, top, left + width, top + height)))
    if request.start.zoom > 1:
        return _zoom_out(picture, request.width, request.height)
    # In the request's mask white is generated; here 1 is preserved.
    return _init_image(picture, *map(ImageOps.invert, masks))


def _zoom_out(picture: Image.Image, width: int, height: int) -> InitImage:
    """Paste a picture into the middle of a blurred copy of itself, which is not preserved."""
    corner = (width - picture.width) // 2, (height - picture.height) // 2
    frame = ImageOps.fit(picture, (width, height)).filter(ImageFilter.GaussianBlur(width / 8))
    frame.paste(picture, corner)
    mask = Image.new("L", (width, height))
    mask.paste(255, (*corner, corner[0] + picture.width, corner[1] + picture.height))
    return _init_image(frame, mask)


def _init_image(picture: Image.Image, mask: Image.Image | None = None) -> InitImage:
    """Build a start picture with a mask, grey of 255 where it is preserved; None preserves none."""
    pixels = np.asarray(picture, np.uint8)
    shares = np.zeros(pixels.shape[:2]) if mask is None else np.asarray(mask) / 255
    return InitImage(pixels, shares[..., None].astype(np.float32))
