"""Claims about the judge of starter's pictures."""

import random

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.recognise import Place, background_drawn, ranking, share
from training.emoji import FONT, things
from training.scenes import BACKGROUNDS, SIZE, Placed, Scene, single

pytestmark = pytest.mark.skipif(
    not FONT.exists(), reason="judging draws with fonts-noto-color-emoji, which is not installed"
)
HEART, ROCKET = (
    next(index for index, thing in enumerate(things()) if thing.name == name)
    for name in ("red heart", "rocket")
)


def painted(scene: Scene) -> NDArray[np.uint8]:
    return np.round((scene.paint() + 1) * 127.5).astype(np.uint8)


@pytest.mark.parametrize("index", [HEART, ROCKET, 100, 200])
def test_a_things_own_rendering_is_nearest_to_it_wherever_it_stands(index: int) -> None:
    rng = random.Random(index)
    drawn = (single(things()[index], rng) for _ in range(12))
    for scene in [scene for scene in drawn if not scene.small]:
        assert ranking(painted(scene), scene.background)[0] == index


def test_noise_is_not_taken_for_the_right_thing() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (SIZE, SIZE, 3), np.uint8)
    ranks = ranking(noise, "white")
    assert sorted(ranks) == list(range(len(things())))
    assert not background_drawn(noise, "white")


def test_each_of_a_pair_is_found_in_its_half() -> None:
    heart, rocket = things()[HEART], things()[ROCKET]
    scene = Scene((Placed(heart, 56, 4, 36), Placed(rocket, 56, 68, 36)), "green", "beside")
    halves = (Place(0, SIZE // 4, SIZE // 2), Place(SIZE // 2, SIZE // 4, SIZE // 2))
    found = [ranking(painted(scene), "green", half)[0] for half in halves]
    assert found == [HEART, ROCKET]


@pytest.mark.parametrize("asked", BACKGROUNDS)
def test_only_the_background_asked_for_counts(asked: str) -> None:
    plain = np.full((SIZE, SIZE, 3), BACKGROUNDS[asked], np.uint8)
    assert [name for name in BACKGROUNDS if background_drawn(plain, name)] == [asked]


def test_shares_are_percent() -> None:
    assert share([True, False, False]) == 33.3
