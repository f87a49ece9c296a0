"""What a mask selects: white, strokes on transparency, or a hole."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageOps

# Of a channel of 8 bits; anything near its ends is black, or white.
FULL = 255
BLACK, WHITE = 16, 239
# Of what was drawn in black and white, the edges have other shades.
MOST_BETWEEN = 0.05


def selection(mask: Image.Image) -> Image.Image:
    """Read which part of a picture is to be drawn anew.

    Without transparency it is what is white. Of a drawing in white, or in black and white, on
    transparency it is the white, too, and nothing else is. Of any other picture with a hole, be it
    a copy of the start picture or of one colour, it is the hole.

    Args:
        mask: RGBA.

    Returns:
        L, white where it is drawn anew.

    Reference:
        AUTOMATIC1111/stable-diffusion-webui, modules/ui_components and img2img: white is inpainted;
        OpenAI, image edits: "fully transparent areas indicate where the image should be edited".
    """
    alpha, shades = mask.getchannel("A"), mask.convert("L")
    if alpha.getextrema() == (FULL, FULL):
        return shades
    if _is_drawn_in_white(np.asarray(shades)[np.asarray(alpha) > FULL // 2]):
        return ImageChops.multiply(shades, alpha)
    return ImageOps.invert(alpha)


def _is_drawn_in_white(shades: NDArray[np.uint8]) -> bool:
    """Tell whether opaque pixels are white, or black and white."""
    between = (shades > BLACK) & (shades < WHITE)
    return bool((shades >= WHITE).any() and between.mean() <= MOST_BETWEEN)
