"""Small RGB previews: latents projected cell by cell, or decoded pictures reduced."""

from collections.abc import Sequence

import numpy as np
from jaxtyping import UInt8
from PIL import Image

from generation.arrays import Latent, UInt8Image

# Least width and height of a reduced picture, in pixels.
LEAST_EDGE = 256


def project_latent(latent: Latent, factors: Sequence[Sequence[float]]) -> UInt8Image:
    """Convert a latent into a small picture, each cell by itself.

    Args:
        latent: (height // 8, width // 8, 4) float32, an estimate of the clean latent.
        factors: (5, 3), a model's `rgb_factors`: one row for each channel, and a bias.

    Returns:
        (height // 8, width // 8, 3) uint8.
    """
    *weights, bias = np.asarray(factors, np.float32)
    rgb = latent @ np.stack(weights) + bias
    return np.asarray(np.rint((np.clip(rgb, -1, 1) + 1) * 127.5), np.uint8)


def reduce_picture(picture: UInt8Image) -> UInt8[np.ndarray, "_rows _columns 3"]:
    """Reduce a picture by a whole factor, to at least 256 pixels; a smaller one stays as it is.

    Args:
        picture: (height, width, 3) uint8.

    Returns:
        (about height / factor, about width / factor, 3) uint8.
    """
    factor = max(1, min(picture.shape[:2]) // LEAST_EDGE)
    return np.asarray(Image.fromarray(picture).reduce(factor))
