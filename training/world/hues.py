"""Colours of things: which things have one main hue, and by how much it is to be turned."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from training.world.backgrounds import COLOURS
from training.world.drawings import drawings
from training.world.things import things

HUES = {
    "red": 0.0,
    "orange": 30.0,
    "yellow": 52.0,
    "green": 120.0,
    "blue": 215.0,
    "purple": 275.0,
    "pink": 330.0,
}
MAIN_SHARE = 0.6  # Of a thing's colour, within 30 degrees of its main hue, in every set.
LEAST_COLOUR = 0.3  # Mean of saturation times value over a thing's visible pixels.
BINS = 72
STRIDE = 4  # Every so many pixels of a drawing are looked at, both ways.


def main_hue(drawing: NDArray[np.uint8]) -> float | None:
    """Return the main hue of a drawing in degrees; None where it has too little or too many.

    Args:
        drawing: (edge, edge, 4) uint8.
    """
    visible = drawing[..., 3] > 128
    hsv = np.asarray(Image.fromarray(drawing[..., :3]).convert("HSV"), np.float64)[visible] / 255
    weight = hsv[:, 1] * hsv[:, 2]
    if weight.mean() < LEAST_COLOUR:
        return None
    counts, _ = np.histogram(hsv[:, 0], BINS, (0, 1), weights=weight)
    shifts = np.arange(-BINS // 12, BINS // 12 + 1)
    near = np.stack([np.roll(counts, -shift) for shift in shifts])
    best = int(near.sum(0).argmax())
    share = near[:, best]
    if share.sum() < MAIN_SHARE * counts.sum():
        return None
    return float((best + 0.5 + (share * shifts).sum() / share.sum()) * 360 / BINS % 360)


@cache
def main_hues() -> dict[int, tuple[float, ...]]:
    """Return the main hue in each set, in degrees, of the things that can be recoloured."""
    found = {}
    for index, thing in enumerate(things()):
        views = drawings()[index, :, ::STRIDE, ::STRIDE]
        hues = [main_hue(np.asarray(view)) for view in views]
        plain = any(not says_colour(name.one) for name in thing.names)
        if plain and None not in hues:
            found[index] = tuple(hue for hue in hues if hue is not None)
    return found


def says_colour(name: str) -> bool:
    """Whether a name has a colour in it, as "red apple"."""
    return bool(set(COLOURS) & set(name.split()))
