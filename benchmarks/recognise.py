"""Judges starter's pictures: which of all rendered things is a picture nearest to?

A picture and a rendering are compared at 32x32 as the mean squared difference, the smallest over
shifts and sizes of the rendering, both on the background that was asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from training.emoji import paste, things
from training.scenes import BACKGROUNDS, SIZE

Pixels = NDArray[np.float32]
SMALL = 32
SINGLE_EDGES = (72, 88, 104)
SINGLE_SHIFTS = (-8, 0, 8)
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
    """Bring a square picture to (1024, 3) in [0, 1] by averaging areas of 32x32."""
    cell = picture.shape[0] // SMALL
    pixels = picture.astype(np.float32).reshape(SMALL, cell, SMALL, cell, 3) / 255
    small: Pixels = pixels.mean((1, 3)).reshape(-1, 3)
    return small


@cache
def templates(edges: tuple[int, ...], shifts: tuple[int, ...], size: int) -> tuple[Pixels, Pixels]:
    """Render every thing at all sizes and shifts, without a background.

    Returns:
        Colour times opacity (things, variants, 1024, 3) and opacity (things, variants, 1024, 1).
    """
    rows = [
        [
            _small_rgba(thing.emoji, edge, across, down, size)
            for edge in edges
            for across in shifts
            for down in shifts
        ]
        for thing in things()
    ]
    rgba = np.array(rows, np.float32)
    return rgba[..., :3], rgba[..., 3:]


def _small_rgba(emoji: str, edge: int, across: int, down: int, size: int) -> Pixels:
    """Draw on nothing, premultiplied so that averages are right: (1024, 4) in [0, 1]."""
    canvas = Image.new("RGBA", (size, size))
    middle = (size - edge) // 2
    paste(canvas, emoji, edge, middle + across, middle + down)
    rgba = np.asarray(canvas, np.float32) / 255
    rgba = np.concatenate([rgba[..., :3] * rgba[..., 3:], rgba[..., 3:]], axis=-1)
    cell = size // SMALL
    small: Pixels = rgba.reshape(SMALL, cell, SMALL, cell, 4).mean((1, 3)).reshape(-1, 4)
    return small


def ranking(picture: NDArray[np.uint8], background: str, place: Place = WHOLE) -> list[int]:
    """Order all things by their distance to what is seen at a place, the nearest first."""
    cut = picture[place.top : place.top + place.edge, place.left : place.left + place.edge]
    whole = place is WHOLE
    edges, shifts = (SINGLE_EDGES, SINGLE_SHIFTS) if whole else (PAIR_EDGES, PAIR_SHIFTS)
    rendered, norms = rendered_on(background, edges, shifts, place.edge)
    # |a - b|^2 without |b|^2, which is the same for all
    distances = norms - 2 * (rendered @ shrink(cut).ravel())
    return list(np.argsort(distances.reshape(len(things()), -1).min(axis=1)))


@lru_cache(maxsize=2)
def rendered_on(
    background: str, edges: tuple[int, ...], shifts: tuple[int, ...], size: int
) -> tuple[Pixels, Pixels]:
    """Put the templates on a background: (things * variants, 3072) and their squared norms."""
    colour, opacity = templates(edges, shifts, size)
    behind = np.array(BACKGROUNDS[background], np.float32) / 255
    painted = (colour + (1 - opacity) * behind).astype(np.float32)
    rendered = painted.reshape(-1, SMALL * SMALL * 3)
    return rendered, np.einsum("tp,tp->t", rendered, rendered)


def background_drawn(picture: NDArray[np.uint8], background: str) -> bool:
    """Tell whether the rim has the colour that was asked for, and no other named one."""
    rim = np.concatenate(
        [
            picture[:FRAME].reshape(-1, 3),
            picture[-FRAME:].reshape(-1, 3),
            picture[:, :FRAME].reshape(-1, 3),
            picture[:, -FRAME:].reshape(-1, 3),
        ]
    )
    colour = np.median(rim, axis=0)
    distances = {name: np.linalg.norm(colour - rgb) for name, rgb in BACKGROUNDS.items()}
    nearest = min(distances, key=lambda name: distances[name])
    return nearest == background and bool(distances[background] < COLOUR_TOLERANCE)


def share(hits: Sequence[bool]) -> float:
    """Give the share of hits in percent."""
    return round(100 * sum(hits) / len(hits), 1)
