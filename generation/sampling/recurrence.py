"""What a sampler is here: a linear recurrence, one small matrix for each call of the model.

The state of a picture in the making is three latents: x, which the model looks at, and two that the
sampler remembers, p and q. With D the model's estimate of the clean latent and n fresh noise, a
call does

    (x, p, q)' = M @ (x, p, q, D, n)        M: 3 rows, 5 columns

As matrices, samplers are an argument of the compiled step: samples of different samplers, step
counts and positions share a batch, and nothing recompiles.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generation.arrays import Float64Array
from generation.sampling.schedules import Schedule

STATE = 3
X, P, Q, DENOISED, NOISE = np.eye(STATE + 2)


@dataclass(frozen=True)
class Recurrence:
    """What a sampler does, call by call.

    Args:
        timesteps: (calls,) float64, at which the model is called.
        alpha: (calls,) float64, how much of the picture is in x.
        sigma: (calls,) float64, how much noise.
        matrices: (calls, 3, 5) float64.
    """

    timesteps: Float64Array
    alpha: Float64Array
    sigma: Float64Array
    matrices: Float64Array

    def levels(self, guidance: Float64Array) -> NDArray[np.float32]:
        """Lay it out as the compiled step reads it, with a guidance scale a call.

        Returns:
            (calls, 18) float32.
        """
        flat = self.matrices.reshape(len(self.matrices), -1)
        return np.column_stack([self.alpha, self.sigma, guidance, flat]).astype(np.float32)

    @property
    def random(self) -> bool:
        """Whether any call takes fresh noise."""
        return bool(self.matrices[:, :, -1].any())


@dataclass(frozen=True)
class Step:
    """One step of a schedule, from one noise level to the next lower."""

    alpha: float
    sigma: float
    next_alpha: float
    next_sigma: float

    @property
    def ratio(self) -> float:
        """Noise to signal before the step."""
        return self.sigma / self.alpha

    @property
    def next_ratio(self) -> float:
        """Noise to signal after the step, 0 at the end."""
        return self.next_sigma / self.next_alpha

    @property
    def h(self) -> float:
        """How far the logarithm of signal to noise rises, infinite at the end."""
        return math.log(self.ratio / self.next_ratio) if self.next_ratio else math.inf

    @property
    def gain(self) -> float:
        """Weight of the clean estimate in a step of first order."""
        return self.next_alpha - self.next_sigma / self.sigma * self.alpha

    def first_order(self) -> Float64Array:
        """Row of the exact step for an estimate that stays what it is."""
        return self.next_sigma / self.sigma * X + self.gain * DENOISED


def split_steps(schedule: Schedule) -> list[Step]:
    """List the steps between the levels of a schedule."""
    levels = [schedule.alpha[:-1], schedule.sigma[:-1], schedule.alpha[1:], schedule.sigma[1:]]
    return [Step(*row) for row in np.stack(levels, axis=1).tolist()]


def one_call_a_step(schedule: Schedule, rows: Sequence[Sequence[Float64Array]]) -> Recurrence:
    """Call the model at every level but the last."""
    return called_at(schedule, range(len(rows)), rows)


def called_at(
    schedule: Schedule, levels: Sequence[int], rows: Sequence[Sequence[Float64Array]]
) -> Recurrence:
    """Call the model at the levels of these numbers, with three rows a call."""
    at = list(levels)
    return Recurrence(
        schedule.timesteps[at], schedule.alpha[at], schedule.sigma[at], np.array(rows)
    )
