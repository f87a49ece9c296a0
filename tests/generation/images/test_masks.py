"""Claims about masks on transparency."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from generation import InvalidRequest
from generation.images.masks import selection
from generation.images.opening import open_sources, selects_all
from generation.request import Start
from tests.generation.requests import ask

CLEAR = (0, 0, 0, 0)
LEFT, RIGHT = (0, 0, 64, 128), (64, 0, 128, 128)


def rgba(ground: tuple[int, ...], *painted: tuple[tuple[int, ...], tuple[int, ...]]) -> Image.Image:
    picture = Image.new("RGBA", (128, 128), ground)
    for colour, box in painted:
        picture.paste(colour, box)
    return picture


def photograph() -> Image.Image:
    noise = np.random.default_rng(3).integers(0, 256, (128, 128, 3), np.uint8)
    return Image.fromarray(noise).convert("RGBA")


def holed(picture: Image.Image) -> Image.Image:
    alpha = Image.new("L", picture.size, 255)
    alpha.paste(0, LEFT)
    picture.putalpha(alpha)
    return picture


@pytest.mark.parametrize(
    "mask",
    [
        rgba(CLEAR, ((255, 255, 255, 255), LEFT)),
        rgba((255, 255, 255, 0), ((255, 255, 255, 255), LEFT)),
        rgba((0, 0, 0, 255), ((255, 255, 255, 255), LEFT)),
        rgba(CLEAR, ((255, 255, 255, 255), LEFT), ((0, 0, 0, 255), (64, 0, 100, 128))),
        rgba((90, 90, 90, 255), ((90, 90, 90, 0), LEFT)),
        rgba((0, 0, 0, 255), (CLEAR, LEFT)),
        rgba((200, 30, 30, 255), (CLEAR, LEFT)),
        holed(photograph()),
    ],
)
def test_the_left_half_is_selected(mask: Image.Image) -> None:
    selected = np.asarray(selection(mask))
    assert (selected[:, :64] == 255).all()
    assert (selected[:, 64:] == 0).all()


def test_a_mask_without_transparency_is_as_light_as_it_was() -> None:
    grey = Image.linear_gradient("L")
    assert np.array_equal(np.asarray(selection(grey.convert("RGBA"))), np.asarray(grey))


def test_soft_strokes_have_soft_edges() -> None:
    strokes = Image.new("L", (128, 128))
    ImageDraw.Draw(strokes).ellipse((30, 30, 90, 90), fill=255)
    strokes = strokes.filter(ImageFilter.GaussianBlur(4))
    mask = Image.new("RGBA", (128, 128), "white")
    mask.putalpha(strokes)
    np.testing.assert_allclose(np.asarray(selection(mask)), np.asarray(strokes), atol=1)


def masked(mask: Image.Image) -> Start:
    files = []
    for picture in (Image.new("RGB", (128, 128), "red"), mask):
        buffer = io.BytesIO()
        picture.save(buffer, "PNG")
        files.append(buffer.getvalue())
    return Start(files[0], 0.6, files[1])


@pytest.mark.parametrize("mask", [rgba((0, 0, 0, 255)), Image.new("L", (64, 64))])
def test_a_mask_that_selects_nothing_is_refused(mask: Image.Image) -> None:
    with pytest.raises(InvalidRequest) as refused:
        open_sources(ask(start=masked(mask)))
    assert refused.value.code == "mask-selects"


@pytest.mark.parametrize(
    ("mask", "whole"),
    [(rgba(CLEAR), True), (Image.new("L", (9, 9), 255), True), (holed(photograph()), False)],
)
def test_a_mask_that_selects_all_is_told(mask: Image.Image, whole: bool) -> None:
    assert selects_all(ask(start=masked(mask))) is whole
    assert not selects_all(ask(start=Start(masked(mask).picture)))
