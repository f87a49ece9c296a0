"""n steps → the timesteps and noise levels of a variance-preserving diffusion."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

TRAIN_TIMESTEPS = 1000
DISTILLED_TIMESTEPS = 50
EMBEDDING_WIDTH = 320


@dataclass(frozen=True)
class Schedule:
    """The noise levels that n denoising steps pass through.

    Args:
        timesteps: (n,) float64, falling, each in [0, 999]; between two of training where the
            noise level is.
        alpha: (n + 1,) float64, how much of the picture is left; the last is 1.
        sigma: (n + 1,) float64, how much noise is in it; the last is 0.
    """

    timesteps: NDArray[np.float64]
    alpha: NDArray[np.float64]
    sigma: NDArray[np.float64]

    def tail(self, steps: int) -> "Schedule":
        """Keep the last steps, to begin with a noisy picture instead of noise."""
        return Schedule(self.timesteps[-steps:], self.alpha[-steps - 1 :], self.sigma[-steps - 1 :])


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


def karras(steps: int, beta_start: float, beta_end: float) -> Schedule:
    """Space the noise-to-signal ratios densely where there is little noise.

    Args:
        steps: at least 1.
        beta_start: first variance of the training schedule.
        beta_end: last variance of the training schedule.

    Returns:
        A schedule of exactly `steps` steps.

    Reference:
        Karras et al., arXiv:2206.00364, eq. 5 with rho = 7, over the training schedule's range.
    """
    ratios = _ratios(beta_start, beta_end)
    roots = np.linspace(ratios[-1] ** (1 / 7), ratios[0] ** (1 / 7), steps)
    return _at_ratios(roots**7, ratios)


def exponential(steps: int, beta_start: float, beta_end: float) -> Schedule:
    """Space the logarithms of the noise-to-signal ratios evenly.

    Args:
        steps: at least 1.
        beta_start: first variance of the training schedule.
        beta_end: last variance of the training schedule.

    Returns:
        A schedule of exactly `steps` steps.

    Reference:
        Uniform logSNR steps, Lu et al., arXiv:2206.00927, section 3.3.
    """
    ratios = _ratios(beta_start, beta_end)
    return _at_ratios(np.exp(np.linspace(np.log(ratios[-1]), np.log(ratios[0]), steps)), ratios)


def distilled(steps: int, beta_start: float, beta_end: float) -> Schedule:
    """Take of the fifty timesteps that latent consistency models are distilled on.

    Args:
        steps: at least 1; over fifty, timesteps would repeat, and they are spaced as trailing.
        beta_start: first variance of the training schedule.
        beta_end: last variance of the training schedule.

    Returns:
        A schedule of exactly `steps` steps.

    Reference:
        Luo et al., arXiv:2310.04378, section 4.3, "skipping step".
    """
    if steps > DISTILLED_TIMESTEPS:
        return trailing(steps, beta_start, beta_end)
    stride = TRAIN_TIMESTEPS // DISTILLED_TIMESTEPS
    falling = np.arange(DISTILLED_TIMESTEPS, 0, -1) * stride - 1
    chosen = np.floor(np.linspace(0, DISTILLED_TIMESTEPS, steps, endpoint=False)).astype(np.int64)
    return _through(falling[chosen], beta_start, beta_end)


def _through(timesteps: NDArray[np.int64], beta_start: float, beta_end: float) -> Schedule:
    products = alphas_cumprod(beta_start, beta_end)[timesteps]
    alpha, sigma = np.append(products**0.5, 1.0), np.append((1 - products) ** 0.5, 0.0)
    return Schedule(timesteps.astype(np.float64), alpha, sigma)


def _ratios(beta_start: float, beta_end: float) -> NDArray[np.float64]:
    """Noise-to-signal ratio of each training timestep, rising: the sigma of k-diffusion."""
    products = alphas_cumprod(beta_start, beta_end)
    ratios: NDArray[np.float64] = ((1 - products) / products) ** 0.5
    return ratios


def _at_ratios(chosen: NDArray[np.float64], ratios: NDArray[np.float64]) -> Schedule:
    timesteps = np.interp(np.log(chosen), np.log(ratios), np.arange(TRAIN_TIMESTEPS))
    alpha = 1 / np.sqrt(1 + chosen**2)
    return Schedule(timesteps, np.append(alpha, 1.0), np.append(alpha * chosen, 0.0))


def timestep_embedding(timesteps: NDArray[np.integer | np.floating]) -> NDArray[np.float32]:
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
