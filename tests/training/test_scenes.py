"""Claims about what starter learns from."""

import random

import numpy as np
import pytest

from generation.models.catalogue import STARTER
from generation.prompts.tokenizer import Tokenizer
from training.emoji import FONT, render, things
from training.scenes import BACKGROUNDS, CELL, SIZE, Scene, pair, scenes, single

RNG = random.Random(5)
pytestmark = pytest.mark.skipif(not FONT.exists(), reason="fonts-noto-color-emoji is not installed")


def test_there_are_at_least_three_hundred_things_and_no_name_means_two_of_them() -> None:
    words = [word for thing in things() for word in thing.words]
    assert len(things()) >= 300
    assert len(words) == len(set(words))


def test_every_thing_has_a_picture_in_the_font() -> None:
    assert not [thing.name for thing in things() if render(thing.emoji).getbbox() is None]


def test_the_model_has_a_token_for_every_word_of_a_caption_and_room_for_all_of_them() -> None:
    tokenizer = Tokenizer.from_file(STARTER.local["vocabulary"])
    captions = [scene.caption(RNG) for _ in range(3) for scene in scenes(2, 0.5, RNG)]
    assert not {word for caption in captions for word in tokenizer.unknown_words(caption)}
    assert max(len(tokenizer.encode(caption)) for caption in captions) <= STARTER.context_length


@pytest.mark.parametrize("background", BACKGROUNDS)
def test_a_scene_stands_on_the_background_it_names(background: str) -> None:
    scene = Scene(single(things()[0], RNG).placed, background)
    corner = (scene.paint()[0, 0] + 1) * 127.5
    np.testing.assert_allclose(corner, BACKGROUNDS[background], atol=0.01)


def test_things_stand_on_the_grid_of_latent_cells_inside_the_picture() -> None:
    composed = [single(thing, RNG) for thing in things()]
    composed += [pair(things()[0], things()[1], RNG) for _ in range(50)]
    for one in (placed for scene in composed for placed in scene.placed):
        assert one.left % CELL == one.top % CELL == 4
        assert min(one.left, one.top) >= 0
        assert max(one.left, one.top) + one.edge <= SIZE


def test_the_first_of_a_pair_is_where_the_caption_says() -> None:
    for _ in range(50):
        scene = pair(things()[0], things()[1], RNG)
        first, second = scene.placed
        assert {
            "beside": first.left < second.left,
            "above": first.top < second.top,
            "below": first.top > second.top,
        }[scene.relation]
