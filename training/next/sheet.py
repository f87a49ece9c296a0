"""Draws a contact sheet with the checkpoints as they are, to see how training goes.

python -m training.next.sheet sheet.png "three red apples" "a cat at night, pixel art"
"""

import argparse
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import keras
import numpy as np
from keras import ops
from numpy.typing import NDArray
from PIL import Image

from generation.models import starter
from generation.models.catalogue import STARTER
from generation.prompts.tokenizer import Tokenizer
from generation.sampling.samplers import SAMPLERS, SPACINGS
from generation.sampling.schedules import timestep_embedding
from generation.weights import safetensors
from training.next import networks
from training.next.autoencoder import WEIGHTS
from training.next.denoiser import DENOISER, context
from training.next.vocabulary import MERGES
from training.world.backgrounds import SIZE
from training.world.captions import caption
from training.world.compose import compose
from training.world.drawings import FOLDER

SAMPLER, STEPS, GUIDANCE = SAMPLERS["dpm++2m"], 20, 2.0
COLUMNS = 8
Floats = NDArray[np.float32]
Predict = Callable[[Floats, Floats], Floats]


def encode(text_encoder: keras.Model, prompts: Sequence[str]) -> Any:
    """Encode prompts: (prompts, 42, 256)."""
    tokenizer = Tokenizer.from_file(MERGES)
    tokens = [tokenizer.pad(prompt, networks.CONTEXT_LENGTH) for prompt in prompts]
    return context(text_encoder, ops.array(tokens, "int32"))


def sample(predict: Predict, number: int, rng: np.random.Generator) -> Floats:
    """Denoise latents from noise.

    Args:
        predict: latents and timestep embeddings (batch, 320) → v, with guidance applied.
        number: of latents.
        rng: draws the noise.

    Returns:
        (number, 32, 32, 4) float32.
    """
    edge = networks.LATENT_EDGE
    schedule = SPACINGS[SAMPLER.spacing](STEPS, STARTER.beta_start, STARTER.beta_end)
    recurrence = SAMPLER.recurrence(schedule)
    state = np.zeros((3, number, edge, edge, 4), np.float32)
    state[0] = rng.standard_normal(state[0].shape)
    for call, timestep in enumerate(recurrence.timesteps):
        embedding = np.repeat(timestep_embedding(timestep[None]), number, axis=0)
        alpha, sigma = recurrence.alpha[call], recurrence.sigma[call]
        denoised = alpha * state[0] - sigma * predict(state[0], embedding)
        noise = rng.standard_normal(denoised.shape)
        columns = np.stack([*state, denoised, noise])
        state = np.tensordot(recurrence.matrices[call], columns, 1).astype(np.float32)
    latents: Floats = state[0]
    return latents


def draw(prompts: Sequence[str], seed: int) -> list[Image.Image]:
    """Draw one picture a prompt."""
    text_encoder, denoiser = networks.text_encoder(), networks.diffusion_model()
    trained = {"text_encoder": text_encoder, "diffusion_model": denoiser}
    safetensors.load(trained, (FOLDER / DENOISER.name).with_suffix(".safetensors"))
    decoder = starter.decoder(SIZE, SIZE)
    safetensors.load({"decoder": decoder}, WEIGHTS)
    contexts = ops.concatenate([encode(text_encoder, p) for p in ([""] * len(prompts), prompts)])

    def predict(latents: Floats, embedding: Floats) -> Floats:
        inputs = {
            "latent": np.concatenate([latents, latents]),
            "timestep_embedding": np.concatenate([embedding, embedding]),
            "context": contexts,
        }
        negative, positive = np.split(np.asarray(denoiser.predict_on_batch(inputs)), 2)
        guided: Floats = negative + GUIDANCE * (positive - negative)
        return guided

    latents = sample(predict, len(prompts), np.random.default_rng(seed))
    decoded = decoder.predict(latents, batch_size=4, verbose=0)
    pixels = ((np.asarray(decoded).clip(-1, 1) + 1) * 127.5).round().astype(np.uint8)
    return [Image.fromarray(picture) for picture in pixels]


def main(path: Path, prompts: Sequence[str], seed: int) -> None:
    """Draw the prompts, or scenes that training never composed, and print what is asked for."""
    if not prompts:
        rng = random.Random(f"sheet {seed}")
        prompts = [caption(compose(rng), rng) for _ in range(4 * COLUMNS)]
    sheet = Image.new("RGB", (COLUMNS * SIZE, -(-len(prompts) // COLUMNS) * SIZE))
    for index, picture in enumerate(draw(prompts, seed)):
        sheet.paste(picture, (index % COLUMNS * SIZE, index // COLUMNS * SIZE))
        print(prompts[index])
    sheet.save(path)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("prompts", nargs="*")
    parser.add_argument("--seed", type=int, default=7)
    main(**vars(parser.parse_args()))
