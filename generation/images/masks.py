"""The area that a mask selects: white, strokes on transparency, or a hole."""

import numpy as np
from PIL import Image, ImageChops, ImageOps

# Of a channel of 8 bits; shades near its ends count as black or white.
FULL = 255
BLACK, WHITE = 16, 239
# The edges of a drawing in black and white have other shades.
MOST_BETWEEN = 0.05


def selection(mask: Image.Image) -> Image.Image:
    """Compute the area of a picture to draw anew.

    A mask without transparency selects its white. A drawing in white, or in black and white, on
    transparency selects its white as well, and not the transparency. Any other picture with a
    hole, be it a copy of the start picture or of one colour, selects the hole.

    Args:
        mask: RGBA.

    Returns:
        L, white in the area to draw anew.

    Reference:
        AUTOMATIC1111/stable-diffusion-webui, modules/ui_components and img2img: white is inpainted;
        OpenAI, image edits: "fully transparent areas indicate where the image should be edited".
    """
    alpha, shades = mask.getchannel("A"), mask.convert("L")
    if alpha.getextrema() == (FULL, FULL):
        return shades
    opaque = np.asarray(shades)[np.asarray(alpha) > FULL // 2]
    other_shades = (opaque > BLACK) & (opaque < WHITE)
    if (opaque >= WHITE).any() and other_shades.mean() <= MOST_BETWEEN:
        return ImageChops.multiply(shades, alpha)
    return ImageOps.invert(alpha)
