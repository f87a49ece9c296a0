"""Claims about looks, hues and painted scenes."""

import numpy as np
import pytest
from PIL import Image

from tests.training.conftest import HUES as SET_HUES
from tests.training.conftest import disc
from training.world import looks
from training.world.backgrounds import COLOURS, PAINTED, SIZE, Background
from training.world.hues import HUES, main_hue
from training.world.scenes import Placed, Scene

MIDDLE = (Placed(5, 208, 24, 24),)


def pixels(picture: Image.Image) -> np.ndarray:
    """Convert a picture to whole numbers that may be subtracted."""
    return np.asarray(picture).astype(int)


@pytest.mark.parametrize("kind", PAINTED)
def test_a_painted_background_is_the_same_for_the_same_seed_and_differs_by_seed(kind: str) -> None:
    again = [pixels(Background(kind, seed=seed).paint()) for seed in (1, 1, 2, 3, 4, 5)]
    assert again[0].shape == (SIZE, SIZE, 3)
    assert (again[0] == again[1]).all()
    assert any((again[0] != other).any() for other in again[2:])


@pytest.mark.parametrize("name", COLOURS)
def test_a_scene_stands_on_the_colour_that_it_names(name: str) -> None:
    scene = Scene(MIDDLE, Background("plain", (name,)), "3d")
    assert scene.paint().getpixel((0, 0)) == COLOURS[name]


@pytest.mark.parametrize("drawn", SET_HUES)
def test_a_scene_is_painted_with_its_set_of_drawings(drawn: str) -> None:
    scene = Scene(MIDDLE, Background("plain", ("white",)), drawn)
    found = pixels(scene.paint().convert("HSV"))[128, 128, 0] / 256 * 360
    assert abs(found - SET_HUES[drawn]) < 3


@pytest.mark.parametrize("colour", HUES)
@pytest.mark.parametrize("drawn", SET_HUES)
def test_a_coloured_thing_has_the_hue_of_its_colour(colour: str, drawn: str) -> None:
    placed = (Placed(5, 208, 24, 24, colour=colour),)
    picture = Scene(placed, Background("plain", ("white",)), drawn).paint()
    found = pixels(picture.convert("HSV"))[128, 128, 0] / 256 * 360
    assert abs((found - HUES[colour] + 180) % 360 - 180) < 6


def test_a_thing_of_many_hues_has_no_main_one() -> None:
    drawing = np.array(disc(0))
    drawing[:104, :, :3] = np.asarray(disc(120))[104, 104, :3]
    assert main_hue(np.asarray(disc(120))) == pytest.approx(120, abs=6)
    assert main_hue(drawing) is None


@pytest.mark.parametrize("look", looks.FILTERS)
def test_a_look_changes_a_scene_and_keeps_its_size(look: str) -> None:
    plain = Scene(MIDDLE, Background("plain", ("green",)), "3d")
    looked = Scene(MIDDLE, Background("plain", ("green",)), "3d", look=look).paint()
    assert looked.size == (SIZE, SIZE)
    assert np.abs(pixels(looked) - pixels(plain.paint())).mean() > 1


def test_a_silhouette_is_dark_where_the_thing_is() -> None:
    scene = Scene(MIDDLE, Background("plain", ("white",)), "3d", look="silhouette")
    assert max(scene.paint().getpixel((128, 128))) < 30


def test_dots_of_pixel_art_have_one_colour_each() -> None:
    scene = Scene(MIDDLE, Background("meadow"), "3d", look="pixel art")
    dots = pixels(scene.paint()).reshape(SIZE // looks.DOT, looks.DOT, SIZE // looks.DOT, -1, 3)
    assert (dots == dots[:, :1, :, :1]).all()


def test_a_mirrored_drawing_is_the_other_way_round(monkeypatch: pytest.MonkeyPatch) -> None:
    half = np.array(disc(0))
    half[:, :104, 3] = 0
    monkeypatch.setattr("training.world.scenes.drawings", lambda: np.tile(half, (6, 3, 1, 1, 1)))
    behind = Background("plain", ("white",))
    seen = pixels(Scene(MIDDLE, behind, "3d").paint())
    mirrored = (Placed(5, 208, 24, 24, mirrored=True),)
    assert (pixels(Scene(mirrored, behind, "3d").paint()) == seen[:, ::-1]).all()
