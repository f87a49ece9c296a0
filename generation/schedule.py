"""n steps → the timesteps and noise levels of a variance-preserving diffusion."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

TRAIN_TIMESTEPS = 1000
EMBEDDING_WIDTH = 320


@dataclass(frozen=True)
class Schedule:
    """The noise levels that n denoising steps pass through.

    Args:
        timesteps: (n,) int64, falling, each in [0, 999].
        alpha: (n + 1,) float64, how much of the picture is left; the last is 1.
        sigma: (n + 1,) float64, how much noise is in it; the last is 0.
    """

    timesteps: NDArray[np.int64]
    alpha: NDArray[np.float64]
    sigma: NDArray[np.float64]


def alphas_cumprod(beta_start: float, beta_end: float) -> NDArray[np.float64]:
    """Compute the training schedule of latent diffusion.

    Args:
        beta_start: first variance, in (0, 1).
        beta_end: last variance, in (0, 1).

    Returns:
        (1000,) float64, falling, in (0, 1).

    Reference:
        "scaled linear" of Rombach et al., arXiv:2112.10752; eq. 4 of Ho et al., arXiv:2006.11239.
    """
    betas = np.linspace(beta_start**0.5, beta_end**0.5, TRAIN_TIMESTEPS) ** 2
    return np.cumprod(1 - betas)


def linear(steps: int, beta_start: float, beta_end: float) -> Schedule:
    """Space the timesteps evenly from the noisiest to the first, as KerasCV does.

    Args:
        steps: at least 1.
        beta_start: first variance of the training schedule.
        beta_end: last variance of the training schedule.

    Returns:
        A schedule of exactly `steps` steps.
    """
    last = TRAIN_TIMESTEPS - 1
    if steps == 1:
        timesteps = np.array([last])
    else:
        timesteps = (np.arange(steps) * (last / (steps - 1))).round().astype(np.int64)[::-1]
    return _through(timesteps, beta_start, beta_end)


def trailing(steps: int, beta_start: float, beta_end: float) -> Schedule:
    """Space the timesteps evenly from the noisiest to one stride above clean.

    No step is spent on the first timestep, whose noise is too little to see; a second-order
    solver also extrapolates badly over the wide gap in signal-to-noise ratio before it.

    Args:
        steps: at least 1.
        beta_start: first variance of the training schedule.
        beta_end: last variance of the training schedule.

    Returns:
        A schedule of exactly `steps` steps.

    Reference:
        "Trailing" in table 2 of Lin et al., arXiv:2305.08891.
    """
    stride = TRAIN_TIMESTEPS / steps
    timesteps = (TRAIN_TIMESTEPS - np.arange(steps) * stride).round().astype(np.int64) - 1
    return _through(timesteps, beta_start, beta_end)


def _through(timesteps: NDArray[np.int64], beta_start: float, beta_end: float) -> Schedule:
    products = alphas_cumprod(beta_start, beta_end)[timesteps]
    return Schedule(timesteps, np.append(products**0.5, 1.0), np.append((1 - products) ** 0.5, 0.0))


def timestep_embedding(timesteps: NDArray[np.int64]) -> NDArray[np.float32]:
    """Embed timesteps as cosines and sines of falling frequencies.

    Args:
        timesteps: (n,) in [0, 999].

    Returns:
        (n, 320) float32 in [-1, 1].

    Reference:
        Vaswani et al., arXiv:1706.03762, §3.5, cosines first as in latent diffusion.
    """
    half = EMBEDDING_WIDTH // 2
    frequencies = np.exp(-math.log(10000) * np.arange(half) / half)
    angles = timesteps[:, None] * frequencies
    return np.concatenate([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
