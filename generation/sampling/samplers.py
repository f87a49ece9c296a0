"""Published samplers, one function each: a schedule of n steps → a recurrence."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64

from generation.sampling.recurrence import (
    DENOISED,
    NOISE,
    P,
    Q,
    Recurrence,
    Step,
    X,
    build_recurrence,
    split_steps,
)
from generation.sampling.schedules import (
    Schedule,
    exponential_schedule,
    karras_schedule,
    lcm_schedule,
    linear_schedule,
    trailing_schedule,
)
from generation.types import Sampler, Spacing

Row = Float64[np.ndarray, "5"]  # Of a matrix of a recurrence.


def ddim(schedule: Schedule) -> Recurrence:
    """Step deterministically along the estimated noise.

    Args:
        schedule: n steps.

    Returns:
        A recurrence of n calls.

    Reference:
        DDIM with eta = 0, Song et al., arXiv:2010.02502, eq. 12.
    """
    rows = [[step.first_order_row(), P, Q] for step in split_steps(schedule)]
    return build_recurrence(schedule, rows)


def euler(schedule: Schedule) -> Recurrence:
    """Step along the slope of the probability-flow equation.

    Written for x / alpha it is Euler's method; in x itself the step is DDIM's.

    Args:
        schedule: n steps.

    Returns:
        A recurrence of n calls.

    Reference:
        Karras et al., arXiv:2206.00364, algorithm 1 without its second-order correction.
    """
    return ddim(schedule)


def euler_ancestral(schedule: Schedule) -> Recurrence:
    """Step below the next noise level, and add fresh noise up to it.

    Args:
        schedule: n steps.

    Returns:
        A recurrence of n calls.

    Reference:
        Ancestral sampling as in k-diffusion, after Song et al., arXiv:2011.13456, eq. 47.
    """
    rows = []
    for step in split_steps(schedule):
        up = step.next_ratio * np.sqrt(1 - (step.next_ratio / step.ratio) ** 2)
        down = np.sqrt(step.next_ratio**2 - up**2) / step.ratio
        moved = down / step.alpha * X + (1 - down) * DENOISED + up * NOISE
        rows.append([step.next_alpha * moved, P, Q])
    return build_recurrence(schedule, rows)


def heun(schedule: Schedule) -> Recurrence:
    """Average the slopes at both ends of each step; the last step has only one.

    Args:
        schedule: n steps.

    Returns:
        A recurrence of 2n - 1 calls.

    Reference:
        Karras et al., arXiv:2206.00364, algorithm 1.
    """
    levels, rows = list[int](), list[list[Row]]()
    steps = split_steps(schedule)
    for index, step in enumerate(steps):
        euler_step = step.first_order_row()
        levels.append(index)
        # p: the start moved by half of this slope; the second call adds half of the end's slope.
        halfway = (euler_step + step.next_alpha / step.alpha * X) / 2
        rows.append([euler_step, halfway, Q])
        if index < len(steps) - 1:
            slope = (X / step.next_alpha - DENOISED) / step.next_ratio
            width = step.next_ratio - step.ratio
            levels.append(index + 1)
            rows.append([P + step.next_alpha * width / 2 * slope, P, Q])
    return build_recurrence(schedule, rows, levels)


def dpmpp_2m(schedule: Schedule) -> Recurrence:
    """Step with a second-order multistep solver in log signal-to-noise ratio.

    The first step has no history and the last ends at infinite ratio: both are of first order.

    Args:
        schedule: n steps.

    Returns:
        A recurrence of n calls; p holds the estimate of the call before.

    Reference:
        DPM-Solver++(2M), Lu et al., arXiv:2211.01095, algorithm 2; lambda = log(alpha / sigma).
    """
    return _build_multistep(schedule, lambda step: (step.first_order_row(), step.gain))


def dpmpp_2m_sde(schedule: Schedule) -> Recurrence:
    """Step as DPM-Solver++(2M) on the reverse stochastic equation.

    Args:
        schedule: n steps.

    Returns:
        A recurrence of n calls; p holds the estimate of the call before.

    Reference:
        SDE-DPM-Solver++(2M), Lu et al., arXiv:2211.01095, appendix A, the midpoint form.
    """

    def first_order(step: Step) -> tuple[Row, float]:
        decay = math.exp(-step.h)
        gain = step.next_alpha * (1 - decay**2)
        noise = step.next_sigma * math.sqrt(1 - decay**2)
        kept = step.next_sigma / step.sigma * decay
        return kept * X + gain * DENOISED + noise * NOISE, gain

    return _build_multistep(schedule, first_order)


def _build_multistep(
    schedule: Schedule, first_order: Callable[[Step], tuple[Row, float]]
) -> Recurrence:
    """Build a recurrence of second order: each call extrapolates from the estimate before, p.

    The first call, which has no estimate before, and the last are of first order.
    """
    rows = []
    previous: Step | None = None
    for step in split_steps(schedule):
        moved, gain = first_order(step)
        if previous and step.next_sigma > 0:
            moved = moved + gain * step.h / (2 * previous.h) * (DENOISED - P)
        rows.append([moved, DENOISED, Q])
        previous = step
    return build_recurrence(schedule, rows)


def unipc(schedule: Schedule) -> Recurrence:
    """Predict with order two, and correct each prediction by the model's next call.

    Args:
        schedule: n steps.

    Returns:
        A recurrence of n calls; p holds the correction without the term of the next estimate,
        q the estimate of the call before.

    Reference:
        UniPC, Zhao et al., arXiv:2302.04867, algorithms 5 and 6 with B(h) = exp(h) - 1, order 2.
    """
    rows = []
    corrected, previous = X, None
    for step in split_steps(schedule):
        gain = step.gain
        base = step.next_sigma / step.sigma * corrected + gain * DENOISED
        predicted, partial_correction, weight = base, base - gain / 2 * DENOISED, gain / 2
        if previous and step.next_sigma > 0:
            r = previous.h / step.h
            slope = (DENOISED - Q) / r
            predicted = base + gain / 2 * slope
            on_slope, on_next = _solve_order_conditions(step.h, r)
            partial_correction = base + gain * (on_slope * slope - on_next * DENOISED)
            weight = gain * on_next
        rows.append([predicted, partial_correction, DENOISED])
        # At the next call p holds the partial correction, and D is the estimate that it lacks.
        corrected, previous = P + weight * DENOISED, step
    return build_recurrence(schedule, rows)


def _solve_order_conditions(h: float, r: float) -> tuple[float, float]:
    """Solve UniPC's order conditions for the weights of the past slope and the next estimate.

    Args:
        h: rise of log(alpha / sigma) over the step.
        r: the same rise of the step before, divided by h.
    """
    gain = -np.expm1(-h)
    deficit = 1 - gain / h
    past, following = np.linalg.solve(
        [[1.0, 1.0], [-r, 1.0]], [deficit / gain, (1 - 2 * deficit / h) / gain]
    )
    return float(past), float(following)


def lcm(schedule: Schedule) -> Recurrence:
    """Step to the clean estimate, and add fresh noise up to the next level.

    Args:
        schedule: n steps.

    Returns:
        A recurrence of n calls.

    Reference:
        Luo et al., arXiv:2310.04378, algorithm 3; boundary scaling of its eq. 9 with
        sigma_data = 0.5 and timesteps times ten.
    """
    rows = []
    for step, timestep in zip(split_steps(schedule), schedule.timesteps, strict=True):
        scaled = (timestep * 10) ** 2
        skip, out = 0.25 / (scaled + 0.25), np.sqrt(scaled / (scaled + 0.25))
        jumped = skip * X + out * DENOISED
        rows.append([step.next_alpha * jumped + step.next_sigma * NOISE, P, Q])
    return build_recurrence(schedule, rows)


@dataclass(frozen=True)
class Method:
    """A sampler with its default spacing of timesteps.

    Args:
        recurrence: schedule → recurrence.
        spacing: default where a request names none.
    """

    recurrence: Callable[[Schedule], Recurrence]
    spacing: Spacing


SPACINGS: Mapping[Spacing, Callable[[int, float, float], Schedule]] = {
    "linear": linear_schedule,
    "trailing": trailing_schedule,
    "karras": karras_schedule,
    "exponential": exponential_schedule,
    "lcm": lcm_schedule,
}

SAMPLERS: Mapping[Sampler, Method] = {
    "ddim": Method(ddim, "linear"),
    "euler": Method(euler, "trailing"),
    "euler_a": Method(euler_ancestral, "trailing"),
    "heun": Method(heun, "trailing"),
    "dpm++2m": Method(dpmpp_2m, "trailing"),
    "dpm++2m_sde": Method(dpmpp_2m_sde, "trailing"),
    "unipc": Method(unipc, "trailing"),
    "lcm": Method(lcm, "lcm"),
}
