"""Noto Color Emoji as RGBA pictures, and the table of things that `starter` learns."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

FONT = Path("/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf")
STRIKE = 109  # The only size at which the font's bitmaps exist, in pixels per em.
THINGS = Path(__file__).parents[1] / "generation" / "models" / "starter_things.tsv"


@dataclass(frozen=True)
class Thing:
    """Something `starter` can draw: one emoji and the words people use for it."""

    emoji: str
    name: str
    synonyms: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """List all its names, the main one first."""
        return (self.name, *self.synonyms)


@cache
def things() -> tuple[Thing, ...]:
    """Read the table of things, in its order."""
    rows = (line.split("\t") for line in THINGS.read_text("utf-8").splitlines())
    return tuple(Thing(emoji, name, tuple(synonyms)) for emoji, name, *synonyms in rows)


@cache
def every_emoji() -> tuple[str, ...]:
    """List every single-codepoint emoji with a bitmap of its own, for the autoencoder."""
    points = TTFont(FONT).getBestCmap()
    return tuple(chr(p) for p in sorted(points) if p >= 0x2600 and render(chr(p)).getbbox())


@cache
def render(emoji: str) -> Image.Image:
    """Draw one emoji.

    Returns:
        An RGBA picture cropped to its visible pixels and padded to a square, at most 136 wide.
    """
    canvas = Image.new("RGBA", (160, 160))
    font = ImageFont.truetype(str(FONT), STRIKE)
    ImageDraw.Draw(canvas).text((8, 8), emoji, font=font, embedded_color=True)
    box = canvas.getbbox()
    if box is None:
        return Image.new("RGBA", (0, 0))
    cut = canvas.crop(box)
    square = Image.new("RGBA", (max(cut.size),) * 2)
    square.paste(cut, ((square.width - cut.width) // 2, (square.height - cut.height) // 2))
    return square


@cache
def sized(emoji: str, size: int) -> Image.Image:
    """Draw one emoji at an edge length in pixels."""
    return render(emoji).resize((size, size), Image.Resampling.LANCZOS)


def paste(canvas: Image.Image, emoji: str, size: int, left: int, top: int) -> None:
    """Put an emoji on a canvas; what lies outside is cut off."""
    picture = sized(emoji, size)
    if canvas.mode == "RGBA":
        canvas.paste(picture, (left, top))
    else:
        canvas.paste(picture, (left, top), picture)


def as_array(canvas: Image.Image) -> np.ndarray:
    """Turn a picture into what the networks read: (height, width, 3) float32 in [-1, 1]."""
    return np.asarray(canvas, np.float32) / 127.5 - 1
