"""Units of a request: their sampler calls, guidance, noise, and keyframes in a morph."""

from collections.abc import Callable
from functools import partial

import numpy as np
from jaxtyping import Float64

from generation.arrays import Latent
from generation.images.tiling import tile_corners
from generation.pipeline.noise import fresh_noise, initial_noise, slerp
from generation.prepared import Unit
from generation.request import GenerationRequest, Keyframe
from generation.sampling.recurrence import Recurrence
from generation.sampling.samplers import SAMPLERS, SPACINGS


def make_recurrence(request: GenerationRequest, beta_start: float, beta_end: float) -> Recurrence:
    """Build the recurrence of a request's sampler.

    Args:
        request: the request.
        beta_start: first variance of the model's training schedule, in (0, 1).
        beta_end: last variance, in (0, 1).

    Returns:
        A recurrence of `request.calls` calls; with a start picture, without the noisiest.
    """
    method = SAMPLERS[request.sampler]
    build_schedule = SPACINGS[request.spacing or method.spacing]
    schedule = build_schedule(request.steps, beta_start, beta_end)
    return method.recurrence(schedule.tail(request.run_steps))


def guidance_scales(
    request: GenerationRequest, recurrence: Recurrence
) -> Float64[np.ndarray, " calls"]:
    """Compute the guidance scale of each call: 1, which is off, outside the request's range.

    Args:
        request: the request, with its range of noise-to-signal ratios.
        recurrence: of the request's sampler.

    Returns:
        (calls,) float64.

    Reference:
        Kynkäänniemi et al., "Applying guidance in a limited interval", arXiv:2404.07724.
    """
    low, high = request.guidance_range
    ratio = recurrence.sigma / recurrence.alpha
    inside = (low <= ratio) & (ratio <= high)
    return np.where(inside, request.guidance, 1.0)


def interpolation(unit: Unit) -> tuple[Keyframe, Keyframe, float]:
    """Find the two keyframes between which a unit is interpolated.

    Returns:
        The keyframe before and the keyframe after, both expanded, and the share of the second in
        [0, 1]: 0 but for frames of a morph.
    """
    keys = unit.prompts.keyframes
    if len(keys) == 1:
        return keys[0], keys[0], 0.0
    legs, last = len(keys) - 1, unit.request.frames - 1
    leg = min(unit.index * legs // last, legs - 1)
    return keys[leg], keys[leg + 1], unit.index * legs / last - leg


def unit_noise(unit: Unit) -> Latent:
    """Draw the initial noise of a unit.

    Returns:
        (height // 8, width // 8, 4) float32, standard normal.
    """
    request = unit.request
    if request.upscale:
        return _draw_tile(unit, partial(initial_noise, unit.seed))
    size = request.width, request.height
    if request.variation:
        seeds, share = (unit.seed, unit.variation_seed), request.variation
    else:
        one, other, share = interpolation(unit)
        seeds = one.seed, other.seed
    start = initial_noise(seeds[0], *size)
    return slerp(start, initial_noise(seeds[1], *size), share) if share else start


def unit_fresh_noise(unit: Unit, call: int) -> Latent:
    """Draw the noise that a random sampler adds to a unit at a call.

    Args:
        unit: the unit.
        call: of the diffusion model, from 0.

    Returns:
        (height // 8, width // 8, 4) float32, standard normal.
    """
    if unit.request.upscale:
        return _draw_tile(unit, partial(fresh_noise, unit.seed, call))
    return fresh_noise(unit.seed, call, unit.request.width, unit.request.height)


def _draw_tile(unit: Unit, draw: Callable[[int, int], Latent]) -> Latent:
    """Crop a tile's noise from that of the whole picture, so that tiles agree where they overlap.

    Args:
        unit: a tile of an upscale.
        draw: width and height in pixels → noise of a picture of that size.
    """
    width, height = unit.shape
    whole = draw(2 * width, 2 * height)
    left, top = tile_corners(width // 8, height // 8)[unit.index]
    return whole[top : top + height // 8, left : left + width // 8]
