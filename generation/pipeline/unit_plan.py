"""What a request means for each of its units: their steps, their noise, their place in a morph."""

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from generation.arrays import Float32Array
from generation.images.tiling import tile_corners
from generation.pipeline.noise import fresh_noise, initial_noise, slerp
from generation.request import GenerationRequest, Keyframe
from generation.sampling.recurrence import Recurrence
from generation.sampling.samplers import SAMPLERS, SPACINGS


def make_recurrence(request: GenerationRequest, beta_start: float, beta_end: float) -> Recurrence:
    """Lay out the sampler's calls.

    Args:
        request: what was asked.
        beta_start: first variance of the model's training schedule.
        beta_end: last variance.

    Returns:
        A recurrence of `request.calls` calls; a start picture leaves out the noisiest.
    """
    method = SAMPLERS[request.sampler]
    spaced = SPACINGS[request.spacing or method.spacing]
    schedule = spaced(request.steps, beta_start, beta_end)
    return method.recurrence(schedule.tail(request.run_steps))


def guidance_scales(request: GenerationRequest, recurrence: Recurrence) -> NDArray[np.float64]:
    """Give the guidance scale of each call: 1, which is off, outside the request's range.

    Reference:
        Kynkäänniemi et al., "Applying guidance in a limited interval", arXiv:2404.07724.
    """
    low, high = request.guidance_range
    ratio = recurrence.sigma / recurrence.alpha
    inside = (low <= ratio) & (ratio <= high)
    return np.where(inside, request.guidance, 1.0)


def interpolation(request: GenerationRequest, unit: int) -> tuple[Keyframe, Keyframe, float]:
    """Find between which prompts a unit stands.

    Returns:
        The one before and the one after, both expanded, and the share of the way: 0 but for
        frames of a morph.
    """
    keys = request.keyframes(unit)
    if not request.morph:
        return keys[0], keys[0], 0.0
    legs, last = len(keys) - 1, request.frames - 1
    leg = min(unit * legs // last, legs - 1)
    return keys[leg], keys[leg + 1], unit * legs / last - leg


def unit_noise(request: GenerationRequest, unit: int) -> Float32Array:
    """Draw the noise that a unit starts from: (height // 8, width // 8, 4) float32."""
    if request.upscale:
        return _tile_of(request, unit, partial(initial_noise, request.seed))
    size = request.width, request.height
    if request.variation:
        seeds, share = (request.seed, request.unit_variation_seed(unit)), request.variation
    else:
        one, other, share = interpolation(request, unit)
        seeds = one.seed, other.seed
    start = initial_noise(seeds[0], *size)
    return slerp(start, initial_noise(seeds[1], *size), share) if share else start


def unit_fresh_noise(request: GenerationRequest, unit: int, call: int) -> Float32Array:
    """Draw the noise that a random sampler adds to a unit at a call, shaped as its first noise."""
    if request.upscale:
        return _tile_of(request, unit, partial(fresh_noise, request.seed, call))
    return fresh_noise(request.unit_seed(unit), call, request.width, request.height)


def _tile_of(
    request: GenerationRequest, unit: int, drawn: Callable[[int, int], Float32Array]
) -> Float32Array:
    """Cut a tile's noise out of the whole picture's, so that tiles agree where they overlap."""
    whole = drawn(2 * request.width, 2 * request.height)
    left, top = tile_corners(request.width // 8, request.height // 8)[unit]
    return whole[top : top + request.height // 8, left : left + request.width // 8]
