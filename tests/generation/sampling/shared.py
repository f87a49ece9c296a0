"""Samplers run in plain numpy, with a formula for the model and noise from a table."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from generation.sampling.recurrence import Recurrence

Float64Array = NDArray[np.float64]


def epsilon(latent: Float64Array, timestep: float) -> Float64Array:
    """A model that is not linear and knows the time."""
    return 0.8 * np.sin(1.3 * latent) + 0.2 * latent * np.cos(timestep / 300)


def noises(shape: tuple[int, ...]) -> Iterator[Float64Array]:
    # numpy keeps this generator's stream the same in every version, and no other's.
    rng = np.random.RandomState(1)
    while True:
        yield rng.standard_normal(shape)


def run(recurrence: Recurrence, start: Float64Array) -> Float64Array:
    """Run a recurrence from a noisy latent to the last call's latent."""
    state, noise = np.stack([start, 0 * start, 0 * start]), noises(start.shape)
    for call, matrix in enumerate(recurrence.matrices):
        alpha, sigma = recurrence.alpha[call], recurrence.sigma[call]
        output = epsilon(state[0], recurrence.timesteps[call])
        denoised = (state[0] - sigma * output) / alpha
        fresh = next(noise) if matrix[0, -1] else 0 * start
        columns = np.stack([*state, denoised, fresh])
        state = np.einsum("ij,j...->i...", matrix, columns)
    return state[0]
