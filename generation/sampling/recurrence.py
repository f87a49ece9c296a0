"""Samplers as linear recurrences: one small matrix for each call of the diffusion model.

The state of a sample is three latents: x, the input of the diffusion model, and two that the
sampler stores from call to call, p and q. With D the model's estimate of the clean latent and n
fresh noise, a call computes

    (x, p, q)' = M @ (x, p, q, D, n)        M: 3 rows, 5 columns

As matrices, samplers are an argument of the compiled step: samples of different samplers, step
counts and positions share a batch, and nothing recompiles.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float32, Float64

from generation.sampling.schedules import Schedule

STATE_SIZE = 3  # Latents of a state: x, p, q.
# Unit vectors: a row of M is a sum of these, each times its coefficient.
X, P, Q, DENOISED, NOISE = np.eye(STATE_SIZE + 2)

# Columns of `Recurrence.step_coefficients`; from MATRIX_COLUMN on they hold M, row by row.
ALPHA_COLUMN, SIGMA_COLUMN, GUIDANCE_COLUMN, MATRIX_COLUMN = range(4)
COEFFICIENT_COUNT = MATRIX_COLUMN + STATE_SIZE * (STATE_SIZE + 2)


@dataclass(frozen=True)
class Recurrence:
    """Noise levels and matrices of a sampler, call by call.

    Args:
        timesteps: (calls,) float64 in [0, 999], the model's timestep at each call.
        alpha: (calls,) float64 in (0, 1), factor of the clean latent in x.
        sigma: (calls,) float64 in (0, 1), factor of the noise in x.
        matrices: (calls, 3, 5) float64.
    """

    timesteps: Float64[np.ndarray, " calls"]
    alpha: Float64[np.ndarray, " calls"]
    sigma: Float64[np.ndarray, " calls"]
    matrices: Float64[np.ndarray, "calls 3 5"]

    def step_coefficients(
        self, guidance: Float64[np.ndarray, " calls"]
    ) -> Float32[np.ndarray, "calls 18"]:
        """Build the rows that the compiled denoising step takes, one for each call.

        Args:
            guidance: (calls,) guidance scales; 1 is without guidance.

        Returns:
            (calls, 18) float32: alpha, sigma, the guidance scale, and the matrix row by row.
        """
        flat = self.matrices.reshape(len(self.matrices), -1)
        return np.column_stack([self.alpha, self.sigma, guidance, flat]).astype(np.float32)

    @property
    def is_random(self) -> bool:
        """Whether any call adds fresh noise."""
        return bool((self.matrices @ NOISE).any())


@dataclass(frozen=True)
class Step:
    """One step of a schedule, from one noise level to the next lower.

    Args:
        alpha: factor of the clean latent before the step, in (0, 1).
        sigma: factor of the noise before the step, in (0, 1).
        next_alpha: factor of the clean latent after the step; 1 at the end.
        next_sigma: factor of the noise after the step; 0 at the end.
    """

    alpha: float
    sigma: float
    next_alpha: float
    next_sigma: float

    @property
    def ratio(self) -> float:
        """Noise-to-signal ratio before the step."""
        return self.sigma / self.alpha

    @property
    def next_ratio(self) -> float:
        """Noise-to-signal ratio after the step; 0 at the end."""
        return self.next_sigma / self.next_alpha

    @property
    def h(self) -> float:
        """Rise of log(alpha / sigma) over the step; infinite at the end."""
        return math.log(self.ratio / self.next_ratio) if self.next_ratio else math.inf

    @property
    def gain(self) -> float:
        """Weight of the clean estimate in a step of first order."""
        return self.next_alpha - self.next_sigma / self.sigma * self.alpha

    def first_order_row(self) -> Float64[np.ndarray, "5"]:
        """Compute the row of the step that is exact for a constant estimate.

        Returns:
            (5,) float64, a row of M.
        """
        return self.next_sigma / self.sigma * X + self.gain * DENOISED


def split_steps(schedule: Schedule) -> list[Step]:
    """List the steps between the noise levels of a schedule."""
    levels = [schedule.alpha[:-1], schedule.sigma[:-1], schedule.alpha[1:], schedule.sigma[1:]]
    return [Step(*row) for row in np.stack(levels, axis=1).tolist()]


def build_recurrence(
    schedule: Schedule,
    matrices: Sequence[Sequence[Float64[np.ndarray, "5"]]],
    levels: Sequence[int] | None = None,
) -> Recurrence:
    """Build a recurrence that calls the model at noise levels of a schedule.

    Args:
        schedule: n steps.
        matrices: three rows for each call.
        levels: index of each call's noise level, in [0, n - 1]; None is one call at each level
            but the last.
    """
    at = list(range(len(matrices)) if levels is None else levels)
    return Recurrence(
        schedule.timesteps[at], schedule.alpha[at], schedule.sigma[at], np.array(matrices)
    )
