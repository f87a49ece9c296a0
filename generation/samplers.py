"""The published samplers, each as a table of coefficients, one row a step.

A linear multistep sampler of order two moves the latent by

    x' = on_latent * x + on_denoised * D + on_previous * D_previous

where D is the model's estimate of the clean latent at this step. As a table the sampler is an
argument of the compiled step: samples of different samplers, step counts and positions share a
batch, and nothing recompiles.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generation.schedule import Schedule, linear, trailing
from generation.types import Sampler

Table = NDArray[np.float64]


def ddim(schedule: Schedule) -> Table:
    """Step deterministically along the estimated noise.

    Args:
        schedule: n steps.

    Returns:
        (n, 3) float64: on_latent, on_denoised, on_previous.

    Reference:
        DDIM with eta = 0, Song et al., arXiv:2010.02502, eq. 12.
    """
    alpha, sigma = schedule.alpha, schedule.sigma
    on_latent = sigma[1:] / sigma[:-1]
    on_denoised = alpha[1:] - alpha[:-1] * on_latent
    return np.stack([on_latent, on_denoised, np.zeros_like(on_latent)], axis=1)


def dpmpp_2m(schedule: Schedule) -> Table:
    """Step with a second-order multistep solver in log signal-to-noise ratio.

    The first step has no history and the last ends at infinite ratio: both are of first order.

    Args:
        schedule: n steps.

    Returns:
        (n, 3) float64: on_latent, on_denoised, on_previous.

    Reference:
        DPM-Solver++(2M), Lu et al., arXiv:2211.01095, algorithm 2; lambda = log(alpha / sigma).
    """
    alpha, sigma = schedule.alpha, schedule.sigma
    on_latent = sigma[1:] / sigma[:-1]
    # -alpha' * (exp(-h) - 1), where exp(-h) = (sigma' / alpha') / (sigma / alpha)
    gain = alpha[1:] - on_latent * alpha[:-1]
    on_previous = np.zeros_like(gain)
    if len(gain) > 2:
        ratio = np.log(alpha[:-1] / sigma[:-1])
        h = np.diff(ratio)
        # 1 / (2r) of the paper, with r = h_previous / h, for every step but the first and last
        half_inverse_r = h[1:] / (2 * h[:-1])
        on_previous[1:-1] = -gain[1:-1] * half_inverse_r
    return np.stack([on_latent, gain - on_previous, on_previous], axis=1)


@dataclass(frozen=True)
class Method:
    """A sampler and the spacing of timesteps it works best with.

    Args:
        spacing: (steps, beta_start, beta_end) → schedule.
        table: schedule → coefficients.
    """

    spacing: Callable[[int, float, float], Schedule]
    table: Callable[[Schedule], Table]


SAMPLERS: Mapping[Sampler, Method] = {
    "ddim": Method(linear, ddim),
    "dpm++2m": Method(trailing, dpmpp_2m),
}
