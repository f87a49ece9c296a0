"""What becomes of a request's finished units: pictures, one large picture, or an animation."""

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from PIL import Image

from generation.canvas import TILES_A_ROW, tile_corners
from generation.png import encode_png, encode_webp
from generation.request import GenerationRequest
from generation.types import Animation, Assembled, Picture

FRAME_MS = 80
HOLD_MS = 600  # A still moment at either end of an animation.


def assemble(request: GenerationRequest, units: Sequence[Picture], model: str) -> Assembled:
    """Put finished units together.

    Args:
        request: what was asked for.
        units: its pictures, frames or tiles, in order.
        model: name in the catalogue.

    Returns:
        The pictures to show, and the animation if it is a morph.
    """
    if request.upscale:
        return (_upscaled(request, units, model),), None
    if request.morph:
        return _keyframes(request, units), animated(request, units, model)
    return tuple(units), None


def animated(request: GenerationRequest, frames: Sequence[Picture], model: str) -> Animation:
    """Animate frames, there and back again."""
    there = [Image.open(BytesIO(frame.png)).convert("RGB") for frame in frames]
    frames_ms = [HOLD_MS, *[FRAME_MS] * (len(there) - 2), HOLD_MS, *[FRAME_MS] * (len(there) - 2)]
    images = [*there, *there[-2:0:-1]]
    webp = encode_webp(images, frames_ms, request, model)
    gif = BytesIO()
    images[0].save(gif, "GIF", save_all=True, append_images=images[1:], duration=frames_ms, loop=0)
    return Animation(webp, gif.getvalue())


def _keyframes(request: GenerationRequest, frames: Sequence[Picture]) -> tuple[Picture, ...]:
    places = np.linspace(0, len(frames) - 1, len(request.morph) + 1).round().astype(int)
    return tuple(frames[place] for place in places)


def _upscaled(request: GenerationRequest, tiles: Sequence[Picture], model: str) -> Picture:
    """Blend overlapping tiles, each most in its middle."""
    width, height = request.width, request.height
    total = np.zeros((2 * height, 2 * width, 3))
    weights = np.zeros((2 * height, 2 * width, 1))
    for index, (left, top) in enumerate(tile_corners(width, height)):
        weight = _weight(height, index // TILES_A_ROW)[:, None, None]
        weight = weight * _weight(width, index % TILES_A_ROW)[None, :, None]
        place = np.s_[top : top + height, left : left + width]
        total[place] += weight * np.asarray(Image.open(BytesIO(tiles[index].png)))
        weights[place] += weight
    pixels = np.rint(total / weights).astype(np.uint8)
    png = encode_png(pixels, request, model)
    return Picture(png, request.seed, 2 * width, 2 * height)


def _weight(extent: int, place: int) -> np.ndarray:
    """Fall from the middle of a tile to its edges, but not to an edge of the picture."""
    ramp = (np.arange(extent) + 0.5) / (extent / 2)
    up = np.ones(extent) if place == 0 else np.minimum(ramp, 1)
    down = np.ones(extent) if place == TILES_A_ROW - 1 else np.minimum(ramp[::-1], 1)
    weight: np.ndarray = np.minimum(up, down)
    return weight
