"""Schedules: n steps → the timesteps and noise levels of a variance-preserving diffusion."""

import math
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float32, Float64, Int64, Real

TRAIN_TIMESTEPS = 1000
DISTILLED_TIMESTEPS = 50
EMBEDDING_WIDTH = 320


@dataclass(frozen=True)
class Schedule:
    """Noise levels of n denoising steps.

    Args:
        timesteps: (n,) float64, falling, each in [0, 999]; fractional where a noise level lies
            between those of two training timesteps.
        alpha: (n + 1,) float64 in (0, 1], factor of the clean latent; the last is 1.
        sigma: (n + 1,) float64 in [0, 1), factor of the noise; the last is 0.
    """

    timesteps: Float64[np.ndarray, " n"]
    alpha: Float64[np.ndarray, " n+1"]
    sigma: Float64[np.ndarray, " n+1"]

    def tail(self, steps: int) -> "Schedule":
        """Return the schedule of the last `steps` steps, which begins with a noisy picture."""
        return Schedule(self.timesteps[-steps:], self.alpha[-steps - 1 :], self.sigma[-steps - 1 :])


def alphas_cumprod(beta_start: float, beta_end: float) -> Float64[np.ndarray, "1000"]:
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


def linear_schedule(steps: int, beta_start: float, beta_end: float) -> Schedule:
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
    return _schedule_at_timesteps(timesteps, beta_start, beta_end)


def trailing_schedule(steps: int, beta_start: float, beta_end: float) -> Schedule:
    """Space the timesteps evenly from the noisiest to one stride above clean.

    No step is spent on the first timestep, whose noise is too weak to be visible; a second-order
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
    return _schedule_at_timesteps(timesteps, beta_start, beta_end)


def karras_schedule(steps: int, beta_start: float, beta_end: float) -> Schedule:
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
    ratios = _training_ratios(beta_start, beta_end)
    roots = np.linspace(ratios[-1] ** (1 / 7), ratios[0] ** (1 / 7), steps)
    return _schedule_at_ratios(roots**7, ratios)


def exponential_schedule(steps: int, beta_start: float, beta_end: float) -> Schedule:
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
    ratios = _training_ratios(beta_start, beta_end)
    logarithms = np.linspace(np.log(ratios[-1]), np.log(ratios[0]), steps)
    return _schedule_at_ratios(np.exp(logarithms), ratios)


def lcm_schedule(steps: int, beta_start: float, beta_end: float) -> Schedule:
    """Select from the fifty timesteps that latent consistency models are distilled on.

    Args:
        steps: at least 1; over fifty, timesteps would repeat, so `trailing_schedule` is used.
        beta_start: first variance of the training schedule.
        beta_end: last variance of the training schedule.

    Returns:
        A schedule of exactly `steps` steps.

    Reference:
        Luo et al., arXiv:2310.04378, section 4.3, "skipping step".
    """
    if steps > DISTILLED_TIMESTEPS:
        return trailing_schedule(steps, beta_start, beta_end)
    stride = TRAIN_TIMESTEPS // DISTILLED_TIMESTEPS
    falling = np.arange(DISTILLED_TIMESTEPS, 0, -1) * stride - 1
    indices = np.floor(np.linspace(0, DISTILLED_TIMESTEPS, steps, endpoint=False)).astype(np.int64)
    return _schedule_at_timesteps(falling[indices], beta_start, beta_end)


def _schedule_at_timesteps(
    timesteps: Int64[np.ndarray, " n"], beta_start: float, beta_end: float
) -> Schedule:
    """Build the schedule of these training timesteps, (n,), falling."""
    products = alphas_cumprod(beta_start, beta_end)[timesteps]
    alpha, sigma = np.append(products**0.5, 1.0), np.append((1 - products) ** 0.5, 0.0)
    return Schedule(timesteps.astype(np.float64), alpha, sigma)


def _training_ratios(beta_start: float, beta_end: float) -> Float64[np.ndarray, "1000"]:
    """Compute the noise-to-signal ratio of each training timestep: k-diffusion's sigma.

    Returns:
        (1000,) float64, rising.
    """
    products = alphas_cumprod(beta_start, beta_end)
    ratios: np.ndarray = ((1 - products) / products) ** 0.5
    return ratios


def _schedule_at_ratios(
    ratios: Float64[np.ndarray, " n"], training_ratios: Float64[np.ndarray, "1000"]
) -> Schedule:
    """Build the schedule of these noise-to-signal ratios, (n,), falling."""
    timesteps = np.interp(np.log(ratios), np.log(training_ratios), np.arange(TRAIN_TIMESTEPS))
    alpha = 1 / np.sqrt(1 + ratios**2)
    return Schedule(timesteps, np.append(alpha, 1.0), np.append(alpha * ratios, 0.0))


def timestep_embedding(timesteps: Real[np.ndarray, " n"]) -> Float32[np.ndarray, "n 320"]:
    """Compute timestep embeddings: cosines, then sines, of falling frequencies.

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
