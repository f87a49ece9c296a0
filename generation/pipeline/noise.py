"""Draw and interpolate initial noise, and draw the fresh noise of random samplers."""

import numpy as np
from jaxtyping import Float32

from generation.arrays import Latent

LATENT_CHANNELS = 4


def initial_noise(seed: int, width: int, height: int) -> Latent:
    """Draw the initial noise of a picture; the same on every machine.

    Args:
        seed: 0 to 2**32 - 1.
        width: pixels.
        height: pixels.

    Returns:
        (height // 8, width // 8, 4) float32, standard normal.
    """
    return _standard_normal(seed, width, height)


def fresh_noise(seed: int, call: int, width: int, height: int) -> Latent:
    """Draw the noise that a random sampler adds at a call.

    Args:
        seed: 0 to 2**32 - 1.
        call: of the diffusion model, from 0.
        width: pixels.
        height: pixels.

    Returns:
        (height // 8, width // 8, 4) float32, standard normal.
    """
    # Not the call itself: numpy fills seeds up with zeros, and (seed, 0) would draw the initial
    # noise once more, on top of the same noise that fresh noise is to replace.
    return _standard_normal((seed, call + 1), width, height)


def _standard_normal(seed: int | tuple[int, ...], width: int, height: int) -> Latent:
    shape = (height // 8, width // 8, LATENT_CHANNELS)
    return np.random.default_rng(seed).standard_normal(shape, np.float32)


def slerp(
    start: Float32[np.ndarray, "*shape"],
    end: Float32[np.ndarray, "*shape"],
    share: float,
    axis: int | None = None,
) -> Float32[np.ndarray, "*shape"]:
    """Interpolate spherically between two vectors, and linearly between their lengths.

    Args:
        start: float32 of any shape.
        end: shaped as start.
        share: 0 (start) to 1 (end).
        axis: axis along which the vectors lie; None takes each array as one vector.

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
    # Nearly parallel vectors span no great circle: interpolate linearly.
    parallel = sine < 1e-4
    weights = [
        np.where(parallel, linear, np.sin(linear * angle) / np.where(parallel, 1, sine))
        for linear in (1 - share, share)
    ]
    length = (1 - share) * lengths[0] + share * lengths[1]
    return np.asarray((weights[0] * units[0] + weights[1] * units[1]) * length, np.float32)
