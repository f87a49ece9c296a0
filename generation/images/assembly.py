"""What becomes of a request's finished units: pictures, one large picture, or an animation."""

from collections.abc import Iterator, Sequence
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from generation.images.encoding import encode_png, encode_webp
from generation.images.tiling import TILES_A_ROW, tile_corners
from generation.request import GenerationRequest
from generation.types import Animation, Assembled, Picture, Pixels

Array = NDArray[np.uint8]  # (height, width, 3)
FRAME_MS = 80
HOLD_MS = 600  # A still moment at either end of an animation.


def assemble(request: GenerationRequest, units: Sequence[Pixels], model: str) -> Assembled:
    """Put finished units together, and encode what becomes of them.

    Args:
        request: what was asked for.
        units: its pictures, frames or tiles, in order.
        model: name in the catalogue.

    Returns:
        The pictures to show, and the animation if it is a morph.
    """
    arrays = [_to_array(unit) for unit in units]
    if request.upscale:
        return (_picture(_blend(request, arrays), request.unit_request(0), model),), None
    if request.morph:
        whole = request.unit_request(0)
        stills = (_picture(frame, whole, model) for frame in _keyframes(request, arrays))
        return tuple(stills), animate(whole, arrays, model)
    alone = map(request.unit_request, range(len(units)))
    return tuple(_picture(*pair, model) for pair in zip(arrays, alone, strict=True)), None


def animate(request: GenerationRequest, frames: Sequence[Array], model: str) -> Animation:
    """Animate frames, there and back again."""
    there = [Image.fromarray(frame) for frame in frames]
    frames_ms = [HOLD_MS, *[FRAME_MS] * (len(there) - 2), HOLD_MS, *[FRAME_MS] * (len(there) - 2)]
    images = [*there, *there[-2:0:-1]]
    webp = encode_webp(images, frames_ms, request, model)
    gif = BytesIO()
    images[0].save(gif, "GIF", save_all=True, append_images=images[1:], duration=frames_ms, loop=0)
    return Animation(webp, gif.getvalue())


def _to_array(pixels: Pixels) -> Array:
    return np.frombuffer(pixels.data, np.uint8).reshape(pixels.height, pixels.width, 3)


def _picture(pixels: Array, request: GenerationRequest, model: str) -> Picture:
    height, width, _ = pixels.shape
    return Picture(encode_png(pixels, request, model), request.seed, width, height)


def _keyframes(request: GenerationRequest, frames: Sequence[Array]) -> Iterator[Array]:
    places = np.linspace(0, len(frames) - 1, len(request.morph) + 1).round().astype(int)
    return (frames[place] for place in places)


def _blend(request: GenerationRequest, tiles: Sequence[Array]) -> Array:
    """Blend overlapping tiles, each most in its middle."""
    width, height = request.width, request.height
    total = np.zeros((2 * height, 2 * width, 3))
    weights = np.zeros((2 * height, 2 * width, 1))
    for index, (left, top) in enumerate(tile_corners(width, height)):
        weight = _weight(height, index // TILES_A_ROW)[:, None, None]
        weight = weight * _weight(width, index % TILES_A_ROW)[None, :, None]
        place = np.s_[top : top + height, left : left + width]
        total[place] += weight * tiles[index]
        weights[place] += weight
    return np.rint(total / weights).astype(np.uint8)


def _weight(extent: int, place: int) -> np.ndarray:
    """Fall from the middle of a tile to its edges, but not to an edge of the picture."""
    ramp = (np.arange(extent) + 0.5) / (extent / 2)
    up = np.ones(extent) if place == 0 else np.minimum(ramp, 1)
    down = np.ones(extent) if place == TILES_A_ROW - 1 else np.minimum(ramp[::-1], 1)
    weight: np.ndarray = np.minimum(up, down)
    return weight
