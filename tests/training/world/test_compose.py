"""Claims about the scenes that training shows."""

import random
from collections import Counter
from dataclasses import replace

import pytest

from training.world import compose
from training.world.backgrounds import SIZE
from training.world.compose import LARGE, LOOKS, NUMBERS, is_held_out, is_seen
from training.world.hues import HUES
from training.world.scenes import CELL, Scene
from training.world.things import things


@pytest.fixture(name="scenes", scope="module")
def composed() -> list[Scene]:
    rng = random.Random(11)
    return [compose.compose(rng) for _ in range(1500)]


def test_one_in_seventeen_combinations_is_held_out_of_each_kind() -> None:
    for options in (LOOKS, NUMBERS, tuple(HUES)):
        held = [is_held_out(t, options, o) for t in range(len(things())) for o in options]
        assert sum(held) == len(held) // 17


def test_no_scene_shows_a_combination_that_is_held_out(scenes: list[Scene]) -> None:
    for scene in scenes:
        for one in scene.placed:
            assert not is_held_out(one.thing, LOOKS, scene.look or scene.drawn)
            assert not (one.colour and is_held_out(one.thing, tuple(HUES), one.colour))
        if scene.kind == "several":
            assert not is_held_out(scene.placed[0].thing, NUMBERS, len(scene.placed))


def test_a_scene_with_a_held_out_number_is_not_seen(scenes: list[Scene]) -> None:
    several = next(scene for scene in scenes if scene.kind == "several")
    number = len(several.placed)
    held = next(t for t in range(len(things())) if is_held_out(t, NUMBERS, number))
    moved = tuple(replace(one, thing=held) for one in several.placed)
    assert not is_seen(replace(several, placed=moved))


def test_drawings_stand_on_the_grid_and_inside_the_picture(scenes: list[Scene]) -> None:
    for one in (placed for scene in scenes for placed in scene.placed):
        assert one.left % CELL == one.top % CELL == 0
        assert min(one.left, one.top) >= 0
        assert max(one.left, one.top) + one.edge <= SIZE


def test_every_number_look_and_kind_is_shown(scenes: list[Scene]) -> None:
    several = Counter(len(scene.placed) for scene in scenes if scene.kind == "several")
    assert set(several) == set(NUMBERS)
    assert {scene.look or scene.drawn for scene in scenes} == set(LOOKS)
    assert {scene.kind for scene in scenes} >= {"one", *compose.RELATIONS}


def test_large_things_stand_in_the_middle(scenes: list[Scene]) -> None:
    for scene in scenes:
        for one in scene.placed:
            if scene.kind == "one" and one.edge in LARGE:
                assert abs(one.left + one.edge // 2 - SIZE // 2) <= CELL
