"""What the networks learn from: scenes as latents, captioned anew each time they are shown."""

import random
from collections.abc import Iterator
from pathlib import Path

import keras
import numpy as np

from generation.models import starter
from generation.models.catalogue import STARTER
from generation.prompts.tokenizer import Tokenizer
from training.restore import restore
from training.scenes import Scene, scenes

CAPTION_DROPOUT = 0.1
ROUNDS, PAIRS = 30, 1.5
Batch = tuple[tuple[np.ndarray, np.ndarray], np.ndarray]


def encoded(encoder: keras.Model, composed: list[Scene]) -> np.ndarray:
    """Encode scenes to latents: (scenes, 16, 16, 4) float16."""
    latents = []
    for start in range(0, len(composed), 64):
        pictures = np.stack([scene.paint() for scene in composed[start : start + 64]])
        latents.append(np.asarray(encoder.predict_on_batch(pictures), np.float16))
    return np.concatenate(latents)


def compose(out: Path, seed: int) -> tuple[np.ndarray, list[Scene]]:
    """Compose scenes afresh and encode them with the trained image encoder."""
    encoder = starter.image_encoder()
    if not restore({"image_encoder": encoder}, out / "autoencoder.safetensors"):
        raise SystemExit("There is no image encoder yet: run python -m training.autoencoder first.")
    composed = scenes(ROUNDS, PAIRS, random.Random(seed))
    return encoded(encoder, composed), composed


def batches(out: Path, batch: int, seed: int) -> Iterator[Batch]:
    """Yield ((latents, tokens), zeros) for ever; now and then a caption is left out.

    Args:
        out: where the stages leave their weights.
        batch: samples at a time.
        seed: another one composes other scenes.
    """
    latents, composed = compose(out, seed)
    tokenizer = Tokenizer.from_file(STARTER.local["vocabulary"])
    rng = random.Random(seed)
    nothing = np.zeros((batch,), np.float32)
    while True:
        order = rng.sample(range(len(composed)), len(composed) // batch * batch)
        for start in range(0, len(order), batch):
            chosen = order[start : start + batch]
            captions = [
                "" if rng.random() < CAPTION_DROPOUT else composed[i].caption(rng) for i in chosen
            ]
            tokens = [tokenizer.pad(text, starter.CONTEXT_LENGTH) for text in captions]
            yield (latents[chosen], np.array(tokens, np.int32)), nothing
