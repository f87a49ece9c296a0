"""One picture on its way from noise: all that a denoising step needs to know of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from generation.arrays import Float32Array
from generation.sampling.recurrence import STATE

if TYPE_CHECKING:
    from generation.pipeline.start_image import InitImage


@dataclass
class Sample:
    """One picture on its way from noise.

    Args:
        state: (3, height // 8, width // 8, 4) float32: the noisy latent, and what the sampler
            remembers.
        denoised: (height // 8, width // 8, 4) float32, the last estimate of the clean latent.
        context: (2, chunks * context length, text width) float32: negative prompt, prompt.
        levels: (calls, 18) float32, see Recurrence.levels.
        embeddings: (calls, 320) float32, the timesteps' embeddings.
        original: shaped as denoised, the latent of a start picture; zeros without one.
        keep: (height // 8, width // 8, 1) float32 in [0, 1], where the original stays.
        fresh_noise: gives what a random sampler adds at a call, the same whenever it is asked for;
            None for the others.
        loras: what the model wears for it.
        canvas: the start picture.
        step: calls done.
    """

    state: Float32Array
    denoised: Float32Array
    context: Float32Array
    levels: Float32Array
    embeddings: Float32Array
    original: Float32Array
    keep: Float32Array
    fresh_noise: Callable[[int], Float32Array] | None
    loras: tuple[tuple[str, float], ...] = ()
    canvas: "InitImage | None" = None
    step: int = 0

    @property
    def steps(self) -> int:
        """How many calls of the diffusion model it takes in all."""
        return len(self.levels)

    @property
    def remaining(self) -> int:
        """How many calls are left."""
        return self.steps - self.step

    @property
    def context_length(self) -> int:
        """How many tokens its prompts have, padding included."""
        return int(self.context.shape[1])

    @property
    def height(self) -> int:
        """Height of the picture in pixels."""
        return int(self.denoised.shape[0]) * 8

    @property
    def width(self) -> int:
        """Width of the picture in pixels."""
        return int(self.denoised.shape[1]) * 8

    def at(self, offset: int) -> tuple[Float32Array, Float32Array, Float32Array]:
        """Give the timestep's embedding, the levels and the noise of a call, from now on."""
        call = self.step + offset
        noise = np.zeros_like(self.denoised) if self.fresh_noise is None else self.fresh_noise(call)
        return self.embeddings[call], self.levels[call], noise


def initial_state(latent: Float32Array) -> Float32Array:
    """Make the state of a sampler that remembers nothing yet: (3, ...) of (...)."""
    return np.stack([latent, *[np.zeros_like(latent)] * (STATE - 1)])
