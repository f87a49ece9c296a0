"""Judges starter's pictures: which of all rendered things is a picture nearest to?

A picture and a rendering are compared at 32x32 as the mean squared difference, the smallest over
shifts and sizes of the rendering, both on the background that was asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from training.emoji import as_array, paste, things
from training.scenes import BACKGROUNDS, SIZE

Pixels = NDArray[np.float32]
SMALL = 32
SINGLE_EDGES = (72, 80, 88, 96, 104)
SINGLE_SHIFTS = (-12, -6, 0, 6, 12)
PAIR_EDGES = (48, 56, 64)
PAIR_SHIFTS = (-4, 0, 4)
FRAME = 4  # Pixels at the rim that show nothing but background, at full size.
COLOUR_TOLERANCE = 60.0


@dataclass(frozen=True)
class Place:
    """A square region of the picture in which one thing is looked for, in full-size pixels."""

    left: int
    top: int
    edge: int


WHOLE = Place(0, 0, SIZE)


def shrink(picture: NDArray[np.uint8]) -> Pixels:
    """Bring a square picture to (32, 32, 3) in [-1, 1] by area averaging."""
    return as_array(Image.fromarray(picture).resize((SMALL, SMALL), Image.Resampling.BOX))


@cache
def templates(background: str, edges: tuple[int, ...], shifts: tuple[int, ...], size: int) -> Pixels:
    """Render every thing at all sizes and shifts: (things, variants, 32 * 32 * 3)."""
    rows = []
    for thing in things():
        variants = []
        for edge in edges:
            for across in shifts:
                for down in shifts:
                    canvas = Image.new("RGB", (size, size), BACKGROUNDS[background])
                    middle = (size - edge) // 2
                    paste(canvas, thing.emoji, edge, middle + across, middle + down)
                    variants.append(shrink(np.asarray(canvas)).ravel())
        rows.append(np.stack(variants))
    return np.stack(rows).astype(np.float16)


def ranking(picture: NDArray[np.uint8], background: str, place: Place = WHOLE) -> list[int]:
    """Order all things by their distance to what is seen at a place, the nearest first."""
    cut = picture[place.top : place.top + place.edge, place.left : place.left + place.edge]
    whole = place is WHOLE
    edges, shifts = (SINGLE_EDGES, SINGLE_SHIFTS) if whole else (PAIR_EDGES, PAIR_SHIFTS)
    candidates = templates(background, edges, shifts, place.edge)
    seen = shrink(cut).ravel()
    distances = [float(np.min(_squared(rows, seen))) for rows in candidates]
    return list(np.argsort(distances))


def background_drawn(picture: NDArray[np.uint8], background: str) -> bool:
    """Tell whether the rim has the colour that was asked for, and no other named one."""
    rim = np.concatenate(
        [picture[:FRAME].reshape(-1, 3), picture[-FRAME:].reshape(-1, 3),
         picture[:, :FRAME].reshape(-1, 3), picture[:, -FRAME:].reshape(-1, 3)]
    )
    colour = np.median(rim, axis=0)
    distances = {name: np.linalg.norm(colour - rgb) for name, rgb in BACKGROUNDS.items()}
    nearest = min(distances, key=lambda name: distances[name])
    return nearest == background and bool(distances[background] < COLOUR_TOLERANCE)


def share(hits: Sequence[bool]) -> float:
    """Give the share of hits in percent."""
    return round(100 * sum(hits) / len(hits), 1)


def _squared(rows: Pixels, seen: Pixels) -> Pixels:
    difference = rows.astype(np.float32) - seen
    return np.einsum("vp,vp->v", difference, difference)
