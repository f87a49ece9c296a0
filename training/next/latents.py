"""What the networks learn from: shards of encoded scenes, captioned anew each time.

A shard's scenes are composed from its number, so only their latents are kept.
"""

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import keras
import numpy as np
from numpy.typing import NDArray

from generation.models import starter
from generation.prompts.tokenizer import Tokenizer
from generation.weights import safetensors
from training.next.autoencoder import WEIGHTS
from training.next.networks import CONTEXT_LENGTH
from training.next.vocabulary import MERGES
from training.world.backgrounds import as_array
from training.world.captions import caption
from training.world.compose import compose
from training.world.drawings import FOLDER
from training.world.scenes import Scene

SHARD = 2048  # Scenes.
AT_ONCE = 16  # Scenes to encode.
CAPTION_DROPOUT = 0.1
LATENTS = FOLDER / "latents"
Latents = NDArray[np.float16]
Batch = tuple[tuple[Latents, NDArray[np.int32]], NDArray[np.float32]]


def shard_scenes(number: int) -> list[Scene]:
    """Compose the scenes of a shard; the same ones each time."""
    rng = random.Random(f"shard {number}")
    return [compose(rng) for _ in range(SHARD)]


def encode_shards(most: int) -> None:
    """Paint and encode shards until there are so many."""
    LATENTS.mkdir(exist_ok=True)
    missing = [number for number in range(most) if not _path(number).exists()]
    if not missing:
        return
    encoder = starter.image_encoder()
    safetensors.load({"image_encoder": encoder}, WEIGHTS)
    for number in missing:
        _encode(number, encoder)
        print(f"shard {number} of {most}", flush=True)


def _path(number: int) -> Path:
    return LATENTS / f"{number:04}.npy"


def _encode(number: int, encoder: keras.Model) -> None:
    composed, latents = shard_scenes(number), []
    for start in range(0, SHARD, AT_ONCE):
        scenes = composed[start : start + AT_ONCE]
        pictures = np.stack([as_array(scene.paint()) for scene in scenes])
        latents.append(np.asarray(encoder.predict_on_batch(pictures), np.float16))
    unfinished = _path(number).with_suffix(".part.npy")
    np.save(unfinished, np.concatenate(latents))
    unfinished.replace(_path(number))


@cache
def _shard(number: int) -> tuple[Latents, list[Scene]]:
    return np.load(_path(number), mmap_mode="r"), shard_scenes(number)


def batches(batch: int, shards: int, rng: random.Random) -> Iterator[Batch]:
    """Yield ((latents, tokens), zeros) for ever; now and then a caption is left out.

    Args:
        batch: samples at a time.
        shards: the first so many are drawn from.
        rng: chooses scenes and words.
    """
    tokenizer = Tokenizer.from_file(MERGES)
    while True:
        chosen = [(rng.randrange(shards), rng.randrange(SHARD)) for _ in range(batch)]
        latents = np.stack([_shard(number)[0][index] for number, index in chosen])
        texts = [
            "" if rng.random() < CAPTION_DROPOUT else caption(_shard(number)[1][index], rng)
            for number, index in chosen
        ]
        tokens = np.array([tokenizer.pad(text, CONTEXT_LENGTH) for text in texts], np.int32)
        yield (latents, tokens), np.zeros((batch,), np.float32)
