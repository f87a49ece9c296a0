"""Looks of scenes: filters of one drawing, and filters of the whole picture."""

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageFilter, ImageOps

from training.world.backgrounds import soft

TILE = 8  # Pixels of a tile of a mosaic.
DOT = 4  # Pixels of a dot of pixel art.
RIM = 14  # So many times narrower than a drawing are rims and glows.
INK = (40, 36, 48)
Filter = Callable[[Image.Image], Image.Image]


def _filled(colour: tuple[int, int, int], alpha: Image.Image) -> Image.Image:
    picture = Image.new("RGBA", alpha.size, (*colour, 0))
    picture.putalpha(alpha)
    return picture


def _edges(drawing: Image.Image) -> Image.Image:
    """Find the lines of a drawing: "L", 255 where there is one."""
    over = Image.new("RGBA", drawing.size, (255, 255, 255, 255))
    over.alpha_composite(drawing)
    planes = [*over.convert("RGB").split(), drawing.getchannel("A")]
    found = [
        ImageChops.difference(
            plane.filter(ImageFilter.MaxFilter(5)), plane.filter(ImageFilter.MinFilter(5))
        )
        for plane in planes
    ]
    strongest = found[0]
    for plane in found[1:]:
        strongest = ImageChops.lighter(strongest, plane)
    return soft(strongest.point(lambda value: min(255, max(0, 4 * (value - 56)))), 0.7)


def _shrunk(drawing: Image.Image) -> Image.Image:
    """Leave room around a drawing for a rim or a glow."""
    rim = drawing.width // RIM
    inner = drawing.resize((drawing.width - 2 * rim,) * 2, Image.Resampling.LANCZOS)
    centred = Image.new("RGBA", drawing.size)
    centred.paste(inner, (rim, rim))
    return centred


def outline(drawing: Image.Image) -> Image.Image:
    """Draw in ink on white: lines where colours change."""
    result = _filled((255, 255, 255), drawing.getchannel("A"))
    result.alpha_composite(_filled(INK, _edges(drawing)))
    return result


def silhouette(drawing: Image.Image) -> Image.Image:
    """Fill a drawing with black."""
    return _filled((16, 16, 20), drawing.getchannel("A"))


def neon(drawing: Image.Image) -> Image.Image:
    """Draw with glowing tubes in the drawing's own colours."""
    drawing = _shrunk(drawing)
    lines, alpha = _edges(drawing), drawing.getchannel("A")
    colours = np.asarray(soft(drawing.convert("RGB"), 4), np.float32) + 1
    bright = Image.fromarray((255 * colours / colours.max(-1, keepdims=True)).astype(np.uint8))
    glow = ImageChops.lighter(lines, soft(lines, 6).point(lambda value: min(255, 2 * value)))
    result = _filled((8, 6, 20), alpha)
    bright.putalpha(glow)
    result.alpha_composite(bright)
    return result


def sticker(drawing: Image.Image) -> Image.Image:
    """Shrink a drawing a little and put a white rim with a soft shadow around it."""
    centred = _shrunk(drawing)
    width = drawing.width // RIM | 1
    alpha = centred.getchannel("A").point(lambda value: 255 * (value > 96))
    rim = soft(alpha.filter(ImageFilter.MaxFilter(width)), 0.8)
    shadow = ImageChops.offset(soft(rim, 3), 0, 3).point(lambda value: value // 2)
    result = _filled((30, 30, 40), shadow)
    result.alpha_composite(_filled((255, 255, 255), rim))
    result.alpha_composite(centred)
    return result


def pixel_art(scene: Image.Image) -> Image.Image:
    """Reduce a picture to large dots of few shades."""
    small = scene.resize((scene.width // DOT,) * 2, Image.Resampling.BOX)
    return ImageOps.posterize(small, 4).resize(scene.size, Image.Resampling.NEAREST)


def mosaic(scene: Image.Image) -> Image.Image:
    """Lay a picture out of tiles with joints between them."""
    small = scene.resize((scene.width // TILE,) * 2, Image.Resampling.BOX)
    tiles = np.array(small.resize(scene.size, Image.Resampling.NEAREST))
    tiles[::TILE] = tiles[:, ::TILE] = (222, 218, 210)
    return Image.fromarray(tiles)


def sepia(scene: Image.Image) -> Image.Image:
    """Tone a picture in the browns of an old photograph."""
    return ImageOps.colorize(
        ImageOps.grayscale(scene), (38, 22, 8), (255, 238, 206), (168, 124, 80)
    )


@cache
def _wash(edge: int) -> NDArray[np.float32]:
    """Make the uneven wash of a sheet: (edge, edge, 1), about 1."""
    noise = np.random.default_rng(1).integers(0, 256, (edge, edge), np.uint8)
    smooth = np.asarray(soft(Image.fromarray(noise), 9), np.float32)
    wash: NDArray[np.float32] = 1 + 0.05 * (smooth - smooth.mean())[..., None] / smooth.std()
    return wash


def watercolour(scene: Image.Image) -> Image.Image:
    """Wash a picture: pale flat areas, uneven, with a darker rim where the paint dried."""
    areas = scene.filter(ImageFilter.MedianFilter(9))
    pale = 255 - 0.72 * (255 - np.asarray(areas, np.float32)) * _wash(scene.width)
    gray = ImageOps.grayscale(areas)
    rims = ImageChops.difference(
        gray.filter(ImageFilter.MaxFilter(3)), gray.filter(ImageFilter.MinFilter(3))
    )
    darker = 1 - np.minimum(np.asarray(soft(rims, 1.5), np.float32), 80)[..., None] / 200
    return Image.fromarray((pale * darker).clip(0, 255).astype(np.uint8))


OF_DRAWINGS: dict[str, Filter] = {
    "outline": outline,
    "silhouette": silhouette,
    "neon": neon,
    "sticker": sticker,
}
OF_SCENES: dict[str, Filter] = {
    "pixel art": pixel_art,
    "watercolour": watercolour,
    "sepia": sepia,
    "mosaic": mosaic,
}
FILTERS = (*OF_DRAWINGS, *OF_SCENES)


def rotate_hue(drawing: Image.Image, degrees: float) -> Image.Image:
    """Turn all hues of a drawing by an angle."""
    planes = drawing.convert("RGB").convert("HSV").split()
    shift = round(degrees / 360 * 256)
    turned = planes[0].point(lambda value: (value + shift) % 256)
    result = Image.merge("HSV", (turned, *planes[1:])).convert("RGB")
    result.putalpha(drawing.getchannel("A"))
    return result
