"""Tests of the world paint with three made-up drawings; npm and the font are not needed."""

from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image, ImageDraw

from training.world import drawings, hues, scenes
from training.world.things import things

HUES = {"3d": 0.0, "flat": 90.0, "emoji": 240.0}


def disc(hue: float) -> Image.Image:
    """Draw a disc of one hue, transparent around."""
    colour = Image.new("HSV", (1, 1), (round(hue / 360 * 256), 230, 220)).convert("RGB")
    drawing = Image.new("RGBA", (drawings.EDGE, drawings.EDGE))
    box = (20, 20, drawings.EDGE - 20, drawings.EDGE - 20)
    ImageDraw.Draw(drawing).ellipse(box, fill=colour.getpixel((0, 0)))
    return drawing


@pytest.fixture(scope="package", autouse=True)
def made_up_drawings() -> Iterator[None]:
    sets = np.stack([np.asarray(disc(hue)) for hue in HUES.values()])
    every = np.broadcast_to(sets, (len(things()), *sets.shape))
    with pytest.MonkeyPatch.context() as patch:
        for module in (scenes, hues):
            patch.setattr(module, "drawings", lambda: every)
        hues.main_hues.cache_clear()
        yield
    hues.main_hues.cache_clear()
