"""Backgrounds of scenes: plain colours, gradients of two, and painted ones that vary by seed."""

import colorsys
import random
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

SIZE = 256
COLOURS = {
    "white": (255, 255, 255),
    "black": (24, 24, 28),
    "gray": (136, 140, 146),
    "red": (214, 48, 49),
    "orange": (243, 146, 55),
    "yellow": (250, 218, 94),
    "green": (76, 175, 80),
    "blue": (52, 109, 219),
    "light blue": (158, 208, 245),
    "purple": (136, 84, 196),
    "pink": (248, 165, 194),
    "brown": (128, 90, 62),
}
Colour = tuple[int, int, int]
Painter = Callable[[random.Random], Image.Image]


@dataclass(frozen=True)
class Background:
    """A background.

    Args:
        kind: "plain", "gradient", or a name of `PAINTED`.
        colours: names of `COLOURS`: one if plain, from top to bottom if a gradient.
        seed: of a painted one.
    """

    kind: str
    colours: tuple[str, ...] = ()
    seed: int = 0

    def paint(self) -> Image.Image:
        """Paint it: RGB, 256 pixels wide and high."""
        if self.kind == "plain":
            return Image.new("RGB", (SIZE, SIZE), COLOURS[self.colours[0]])
        if self.kind == "gradient":
            top, bottom = self.colours
            return gradient(COLOURS[top], COLOURS[bottom])
        # Pillow draws without smoothing edges.
        return soft(PAINTED[self.kind](random.Random(self.seed)), 0.6)


def gradient(top: Colour, bottom: Colour, rows: int = SIZE) -> Image.Image:
    """Blend from one colour to another, downwards."""
    share = np.linspace(0, 1, rows)[:, None, None]
    column = np.array(top) * (1 - share) + np.array(bottom) * share
    return Image.fromarray(np.broadcast_to(column, (rows, SIZE, 3)).round().astype(np.uint8))


def soft(picture: Image.Image, radius: float) -> Image.Image:
    """Blur a picture, by a radius in pixels."""
    return picture.filter(ImageFilter.GaussianBlur(radius))


def sky(rng: random.Random) -> Image.Image:
    """Paint clouds on a blue sky."""
    canvas = gradient((88, 164, 235), (196, 228, 250))
    mask = Image.new("L", (SIZE, SIZE))
    pen = ImageDraw.Draw(mask)
    for row in (0, 1, 2):
        across, down = rng.randrange(0, SIZE, 16), 24 + 80 * row + rng.randrange(0, 40, 8)
        for shift, radius in ((-30, 14), (-10, 22), (14, 18), (34, 11)):
            box = (across + shift - radius, down - radius, across + shift + radius, down + radius)
            pen.ellipse(box, fill=235)
        pen.rectangle((0, down + 9, SIZE, down + 24), fill=0)
    canvas.paste((255, 255, 255), mask=soft(mask, 3))
    return canvas


def night(rng: random.Random) -> Image.Image:
    """Paint stars on a dark sky."""
    canvas = gradient((12, 16, 48), (44, 40, 96))
    pen = ImageDraw.Draw(canvas)
    for _ in range(36):
        across, down, radius = rng.randrange(SIZE), rng.randrange(SIZE), rng.choice((1, 1, 2))
        box = (across - radius, down - radius, across + radius, down + radius)
        pen.ellipse(box, fill=(250, 244, 200))
    return canvas


def meadow(rng: random.Random) -> Image.Image:
    """Paint green hills below a sky."""
    canvas = gradient((140, 200, 245), (220, 240, 252))
    pen = ImageDraw.Draw(canvas)
    middle = rng.randrange(32, 225, 32)
    pen.ellipse((middle - 220, 128, middle + 220, 420), fill=(124, 194, 88))
    pen.ellipse((middle - 360, 160, middle + 40, 440), fill=(96, 172, 72))
    pen.rectangle((0, 208, SIZE, SIZE), fill=(84, 156, 64))
    return canvas


def sea(rng: random.Random) -> Image.Image:
    """Paint waves below a sky."""
    canvas = gradient((176, 220, 248), (236, 246, 252))
    canvas.paste(gradient((44, 134, 196), (16, 84, 150), SIZE - 128), (0, 128))
    pen = ImageDraw.Draw(canvas)
    shift = rng.randrange(0, 64, 16)
    for index, down in enumerate(range(144, SIZE, 24)):
        for across in range(-64 + shift + 32 * (index % 2), SIZE, 64):
            pen.arc((across, down, across + 32, down + 16), 200, 340, (170, 214, 240), 3)
    return canvas


def brick(rng: random.Random) -> Image.Image:
    """Paint a wall of bricks."""
    canvas = Image.new("RGB", (SIZE, SIZE), (206, 190, 176))
    pen = ImageDraw.Draw(canvas)
    for index, down in enumerate(range(0, SIZE, 32)):
        for across in range(-32 * (index % 2), SIZE, 64):
            fill = tuple(value + rng.randrange(-10, 11) for value in (172, 84, 62))
            pen.rectangle((across + 2, down + 2, across + 61, down + 29), fill=fill)
    return canvas


def checkerboard(rng: random.Random) -> Image.Image:
    """Paint a checkerboard of white and a colour."""
    canvas = Image.new("RGB", (SIZE, SIZE), (244, 244, 240))
    hue = rng.choice((None, 0.0, 0.12, 0.33, 0.6, 0.8))
    rgb = (0.25, 0.25, 0.28) if hue is None else colorsys.hsv_to_rgb(hue, 0.45, 0.85)
    pen = ImageDraw.Draw(canvas)
    for row in range(8):
        for column in range(row % 2, 8, 2):
            box = (32 * column, 32 * row, 32 * column + 31, 32 * row + 31)
            pen.rectangle(box, fill=tuple(round(255 * value) for value in rgb))
    return canvas


def paper(rng: random.Random) -> Image.Image:
    """Paint a sheet of ruled paper."""
    canvas = gradient((252, 248, 236), (246, 240, 224))
    pen = ImageDraw.Draw(canvas)
    for down in range(24, SIZE, 32):
        pen.line((0, down, SIZE, down), (160, 190, 226), 2)
    margin = rng.choice((24, 32))
    pen.line((margin, 0, margin, SIZE), (230, 130, 130), 2)
    return canvas


PAINTED: dict[str, Painter] = {
    "sky": sky,
    "night": night,
    "meadow": meadow,
    "sea": sea,
    "brick": brick,
    "checkerboard": checkerboard,
    "paper": paper,
}


def as_array(canvas: Image.Image) -> NDArray[np.float32]:
    """Convert a picture to what the networks read: (height, width, 3) float32 in [-1, 1]."""
    return np.asarray(canvas, np.float32) / 127.5 - 1
