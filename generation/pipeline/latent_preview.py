"""Project latents to small RGB previews."""

from collections.abc import Sequence

import numpy as np

from generation.arrays import Latent, UInt8Image


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
