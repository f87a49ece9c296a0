"""One picture on its way from noise: all that a denoising step needs to know of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from generation.recurrence import STATE

if TYPE_CHECKING:
    from generation.canvas import Canvas

Floats = NDArray[np.float32]
LATENT_CHANNELS = 4


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

    state: Floats
    denoised: Floats
    context: Floats
    levels: Floats
    embeddings: Floats
    original: Floats
    keep: Floats
    fresh_noise: Callable[[int], Floats] | None
    loras: tuple[tuple[str, float], ...] = ()
    canvas: "Canvas | None" = None
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

    def at(self, offset: int) -> tuple[Floats, Floats, Floats]:
        """Give the timestep's embedding, the levels and the noise of a call, from now on."""
        call = self.step + offset
        noise = np.zeros_like(self.denoised) if self.fresh_noise is None else self.fresh_noise(call)
        return self.embeddings[call], self.levels[call], noise


def begun(latent: Floats) -> Floats:
    """Make the state of a sampler that remembers nothing yet: (3, ...) of (...)."""
    return np.stack([latent, *[np.zeros_like(latent)] * (STATE - 1)])


def initial_noise(seed: int, width: int, height: int) -> Floats:
    """Draw the noise that a picture starts from; the same on every machine.

    Args:
        seed: 0 to 2**32 - 1.
        width: pixels.
        height: pixels.

    Returns:
        (height // 8, width // 8, 4) float32, standard normal.
    """
    return _normal(seed, width, height)


def fresh_noise(seed: int, call: int, width: int, height: int) -> Floats:
    """Draw the noise that a random sampler adds at a call; shaped as the initial noise.

    Args:
        seed: 0 to 2**32 - 1.
        call: of the diffusion model, from 0.
        width: pixels.
        height: pixels.
    """
    # Not the call itself: numpy fills seeds up with zeros, and (seed, 0) would draw the initial
    # noise once more, on top of the same noise that it is to replace.
    return _normal((seed, call + 1), width, height)


def _normal(seed: int | tuple[int, ...], width: int, height: int) -> Floats:
    shape = (height // 8, width // 8, LATENT_CHANNELS)
    return np.random.default_rng(seed).standard_normal(shape, np.float32)


def slerp(start: Floats, end: Floats, share: float, axis: int | None = None) -> Floats:
    """Walk along the great circle between two vectors, their lengths changing evenly.

    Args:
        start: any shape.
        end: shaped as start.
        share: 0 (start) to 1 (end).
        axis: of the vectors; None takes each array as one vector.

    Returns:
        Shaped as start, float32.

    Reference:
        Shoemake, "Animating rotation with quaternion curves", 1985.
    """
    lengths = [np.linalg.norm(v, axis=axis, keepdims=True) + 1e-12 for v in (start, end)]
    units = [v / length for v, length in zip((start, end), lengths, strict=True)]
    cosine = np.clip((units[0] * units[1]).sum(axis=axis, keepdims=True), -1, 1)
    angle = np.arccos(cosine)
    sine = np.sin(angle)
    # Along nearly the same or opposite directions there is no circle: walk straight.
    flat = sine < 1e-4
    weights = [
        np.where(flat, straight, np.sin(straight * angle) / np.where(flat, 1, sine))
        for straight in (1 - share, share)
    ]
    length = (1 - share) * lengths[0] + share * lengths[1]
    return np.asarray((weights[0] * units[0] + weights[1] * units[1]) * length, np.float32)
