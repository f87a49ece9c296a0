"""Assembly of a request's finished units: pictures, one large picture, or an animation."""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float64, UInt8
from PIL import Image

from generation.arrays import UInt8Image
from generation.images.encoding import encode_png, encode_webp
from generation.images.image_bytes import image_bytes
from generation.images.tiling import TILES_A_ROW, tile_corners
from generation.prepared import PreparedRequest
from generation.request import GenerationRequest
from generation.types import Animation, Assembled, Picture, RawImage

FRAME_MS = 80
HOLD_MS = 600  # Of the first and the last frame.


def assemble(prepared: PreparedRequest, units: Sequence[RawImage], model: str) -> Assembled:
    """Assemble finished units and encode the result.

    Args:
        prepared: the request, with as many units.
        units: its pictures, frames or tiles, in order.
        model: name in the catalogue.

    Returns:
        The pictures to show, and the animation of a morph, else None.
    """
    request = prepared.request
    arrays = [
        np.frombuffer(unit.data, np.uint8).reshape(unit.height, unit.width, 3) for unit in units
    ]
    if request.upscale:
        return (_encode(_blend_tiles(request, arrays), prepared.picture_request(0), model),), None
    if request.morph:
        whole = prepared.picture_request(0)
        keyframes = np.linspace(0, len(arrays) - 1, len(request.morph) + 1).round().astype(int)
        stills = tuple(_encode(arrays[index], whole, model) for index in keyframes)
        return stills, animate(whole, arrays, model)
    alone = map(prepared.picture_request, range(len(units)))
    return tuple(_encode(*pair, model) for pair in zip(arrays, alone, strict=True)), None


def animate(request: GenerationRequest, frames: Sequence[UInt8Image], model: str) -> Animation:
    """Encode frames as an endless animation, forwards and then backwards.

    Args:
        request: of the animation, for the parameters inside.
        frames: at least two, each (height, width, 3) uint8.
        model: name in the catalogue.
    """
    forwards = [Image.fromarray(frame) for frame in frames]
    between_ms = [FRAME_MS] * (len(forwards) - 2)
    frames_ms = [HOLD_MS, *between_ms, HOLD_MS, *between_ms]
    first, *others = images = [*forwards, *forwards[-2:0:-1]]
    webp = encode_webp(images, frames_ms, request, model)
    gif = image_bytes(first, "GIF", save_all=True, append_images=others, duration=frames_ms, loop=0)
    return Animation(webp, gif)


def _encode(pixels: UInt8Image, request: GenerationRequest, model: str) -> Picture:
    height, width, _ = pixels.shape
    return Picture(encode_png(pixels, request, model), request.seed, width, height)


def _blend_tiles(
    request: GenerationRequest, tiles: Sequence[UInt8Image]
) -> UInt8[np.ndarray, "2*height 2*width 3"]:
    """Blend overlapping tiles, with the largest weight in the middle of each."""
    width, height = request.width, request.height
    total = np.zeros((2 * height, 2 * width, 3))
    weights = np.zeros((2 * height, 2 * width, 1))
    for index, (left, top) in enumerate(tile_corners(width, height)):
        weight = _tile_weight(height, index // TILES_A_ROW)[:, None, None]
        weight = weight * _tile_weight(width, index % TILES_A_ROW)[None, :, None]
        area = np.s_[top : top + height, left : left + width]
        total[area] += weight * tiles[index]
        weights[area] += weight
    return np.rint(total / weights).astype(np.uint8)


def _tile_weight(extent: int, position: int) -> Float64[np.ndarray, " {extent}"]:
    """Compute weights that fall to the edges of a tile, except to an edge of the picture."""
    ramp = (np.arange(extent) + 0.5) / (extent / 2)
    up = np.ones(extent) if position == 0 else np.minimum(ramp, 1)
    down = np.ones(extent) if position == TILES_A_ROW - 1 else np.minimum(ramp[::-1], 1)
    weight: np.ndarray = np.minimum(up, down)
    return weight
