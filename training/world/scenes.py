"""Scenes: what is in a picture, and how it is painted. Captions are written by `captions`.

Places lie on a grid of latent cells (8 pixels), so that the same drawing has the same latents
wherever it stands.
"""

from dataclasses import dataclass

from PIL import Image

from training.world.backgrounds import SIZE, Background
from training.world.drawings import SETS, drawings
from training.world.hues import HUES, main_hues
from training.world.looks import OF_DRAWINGS, OF_SCENES, rotate_hue

CELL = 8
TILT = 20.0  # Degrees.


@dataclass(frozen=True)
class Placed:
    """A drawing with its edge and top left corner, in pixels.

    Args:
        thing: its index in the table.
        edge: width and height.
        left: of the corner.
        top: of the corner.
        colour: name of a hue, or "" for the drawing's own.
        tilt: degrees, anticlockwise.
        mirrored: whether left and right are exchanged.
    """

    thing: int
    edge: int
    left: int
    top: int
    colour: str = ""
    tilt: float = 0.0
    mirrored: bool = False


@dataclass(frozen=True)
class Scene:
    """What is in a picture, and which of it the caption names.

    Args:
        placed: the drawings, the farthest first.
        background: what is behind them.
        drawn: the set of drawings.
        look: a filter, or "".
        kind: how the drawings stand to one another: "one", "several", or a relation.
        size: the caption's word for a size, or "".
        place: the caption's word for a place, or "".
        names_set: whether the caption names the set.
        names_background: whether the caption names the background.
    """

    placed: tuple[Placed, ...]
    background: Background
    drawn: str
    look: str = ""
    kind: str = "one"
    size: str = ""
    place: str = ""
    names_set: bool = True
    names_background: bool = True

    def paint(self) -> Image.Image:
        """Paint the scene: RGB, 256 pixels wide and high."""
        canvas = self.background.paint().convert("RGBA")
        if self.look == "neon":
            canvas = Image.blend(canvas, Image.new("RGBA", canvas.size, (8, 6, 20, 255)), 0.8)
        for one in self.placed:
            canvas.alpha_composite(_on_canvas(_sprite(one, self.drawn, self.look), one))
        picture = canvas.convert("RGB")
        return OF_SCENES[self.look](picture) if self.look in OF_SCENES else picture


def _sprite(one: Placed, drawn: str, look: str) -> Image.Image:
    column = SETS.index(drawn)
    sprite = Image.fromarray(drawings()[one.thing, column])
    if one.colour:
        sprite = rotate_hue(sprite, HUES[one.colour] - main_hues()[one.thing][column])
    if one.mirrored:
        sprite = sprite.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if one.tilt:
        sprite = sprite.rotate(one.tilt, Image.Resampling.BICUBIC)
    sprite = sprite.resize((one.edge, one.edge), Image.Resampling.LANCZOS)
    return OF_DRAWINGS[look](sprite) if look in OF_DRAWINGS else sprite


def _on_canvas(sprite: Image.Image, one: Placed) -> Image.Image:
    layer = Image.new("RGBA", (SIZE, SIZE))
    layer.paste(sprite, (one.left, one.top))
    return layer
