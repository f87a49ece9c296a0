"""Colours of things: which things have one main hue, and by how much it is to be turned."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from training.world.backgrounds import COLOURS
from training.world.drawings import SETS, drawings
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
    around = sum(np.roll(counts, shift) for shift in range(-BINS // 12, BINS // 12 + 1))
    best = int(around.argmax())
    return (best + 0.5) * 360 / BINS if around[best] > MAIN_SHARE * counts.sum() else None


@cache
def main_hues() -> dict[int, tuple[float, ...]]:
    """Return the main hue in each set, in degrees, of the things that can be recoloured."""
    found = {}
    for index, thing in enumerate(things()):
        hues = [main_hue(np.asarray(drawings()[index, column])) for column in range(len(SETS))]
        plain = any(not _says_colour(name.one) for name in thing.names)
        if plain and None not in hues:
            found[index] = tuple(hue for hue in hues if hue is not None)
    return found


def _says_colour(name: str) -> bool:
    return bool(set(COLOURS) & set(name.split()))
