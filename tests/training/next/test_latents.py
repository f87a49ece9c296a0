"""Claims about what the networks learn from."""

import random
from pathlib import Path
from typing import cast

import keras
import numpy as np
import pytest

from generation.prompts.tokenizer import Tokenizer
from training.next import latents
from training.next.networks import CONTEXT_LENGTH
from training.next.vocabulary import MERGES
from training.world.backgrounds import as_array
from training.world.scenes import Scene

SCENES = 8


class Averages:
    """An encoder that averages cells, with a fourth channel of zeros."""

    def predict_on_batch(self, pictures: np.ndarray) -> np.ndarray:
        """Reduce pictures (batch, 256, 256, 3) to (batch, 32, 32, 4)."""
        means = pictures.reshape(len(pictures), 32, 8, 32, 8, 3).mean((2, 4))
        return np.concatenate([means, np.zeros((*means.shape[:3], 1))], axis=-1)


@pytest.fixture(autouse=True)
def one_small_shard(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(latents, "SHARD", SCENES)
    monkeypatch.setattr(latents, "LATENTS", tmp_path)
    latents._shard.cache_clear()
    latents._encode(0, cast(keras.Model, Averages()))


def test_a_shard_has_the_same_scenes_each_time_and_another_one_has_others() -> None:
    assert latents.shard_scenes(0) == latents.shard_scenes(0)
    assert latents.shard_scenes(0) != latents.shard_scenes(1)


def number_word(scene: Scene) -> str:
    """Write a caption that no other scene of the shard has: where it stands in it."""
    return str(latents.shard_scenes(0).index(scene))


def test_each_latent_comes_with_a_caption_of_its_scene(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latents, "caption", lambda scene, _: number_word(scene))
    tokenizer, scenes = Tokenizer.from_file(MERGES), latents.shard_scenes(0)
    nothing = tokenizer.pad("", CONTEXT_LENGTH)
    pictures = np.stack([as_array(scene.paint()) for scene in scenes])
    encoded = Averages().predict_on_batch(pictures).astype(np.float16)
    (shown, tokens), _ = next(latents.batches(64, 1, random.Random(1)))
    for latent, row in zip(shown, tokens.tolist(), strict=True):
        index = int(np.abs(encoded - latent).sum((1, 2, 3)).argmin())
        np.testing.assert_array_equal(latent, encoded[index])
        assert row in (nothing, tokenizer.pad(number_word(scenes[index]), CONTEXT_LENGTH))


def test_one_caption_in_ten_is_left_out() -> None:
    nothing = Tokenizer.from_file(MERGES).pad("", CONTEXT_LENGTH)
    (_, tokens), _ = next(latents.batches(1000, 1, random.Random(2)))
    assert 60 < sum(row == nothing for row in tokens.tolist()) < 140
