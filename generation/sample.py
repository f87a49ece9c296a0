"""One picture on its way from noise: all that a denoising step needs to know of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
LATENT_CHANNELS = 4


@dataclass
class Sample:
    """One picture on its way from noise.

    Args:
        latent: (height // 8, width // 8, 4) float32, the noisy latent.
        denoised: shaped as the latent, the estimate of the step before; zeros at first.
        context: (2, chunks * context length, text width) float32: negative prompt, prompt.
        guidance: scale, 1 is off.
        levels: (steps, 5) float32: alpha, sigma and the sampler's three coefficients.
        embeddings: (steps, 320) float32, the timesteps' embeddings.
        step: steps done.
    """

    latent: Floats
    denoised: Floats
    context: Floats
    guidance: float
    levels: Floats
    embeddings: Floats
    step: int = 0

    @property
    def steps(self) -> int:
        """How many steps it takes in all."""
        return len(self.levels)

    @property
    def remaining(self) -> int:
        """How many steps are left."""
        return self.steps - self.step

    @property
    def context_length(self) -> int:
        """How many tokens its prompts have, padding included."""
        return int(self.context.shape[1])

    @property
    def height(self) -> int:
        """Height of the picture in pixels."""
        return int(self.latent.shape[0]) * 8

    @property
    def width(self) -> int:
        """Width of the picture in pixels."""
        return int(self.latent.shape[1]) * 8


def initial_noise(seed: int, width: int, height: int) -> Floats:
    """Draw the noise that a picture starts from; the same on every machine.

    Args:
        seed: 0 to 2**32 - 1.
        width: pixels.
        height: pixels.

    Returns:
        (height // 8, width // 8, 4) float32, standard normal.
    """
    shape = (height // 8, width // 8, LATENT_CHANNELS)
    return np.random.default_rng(seed).standard_normal(shape, np.float32)
