"""KerasCV's `StableDiffusion` as shipped: XLA, float32, two passes a step, 50 steps."""

from typing import Any

import numpy as np
from keras_cv.models import StableDiffusion
from keras_cv.src.models.stable_diffusion.decoder import Decoder
from keras_cv.src.models.stable_diffusion.diffusion_model import DiffusionModel
from keras_cv.src.models.stable_diffusion.text_encoder import TextEncoder

from benchmarks.contenders.protocol import Parts, Setup

STEPS = 50
LENGTH = 77


class ManyTokens:
    """Stands in for the tokenizer, whose vocabulary would be downloaded."""

    def encode(self, prompt: str) -> list[int]:
        """Take each word for a token."""
        return [49406, *range(1000, 1000 + len(prompt.split())), 49407]


def parts(setup: Setup) -> Parts:
    """Build it with random weights where it would download trained ones; the rest is its own."""
    size = setup.size
    model = StableDiffusion(size, size, jit_compile=True)
    model._tokenizer = ManyTokens()
    for name, network in {
        "_text_encoder": TextEncoder(LENGTH, download_weights=False),
        "_diffusion_model": DiffusionModel(size, size, LENGTH, download_weights=False),
        "_decoder": Decoder(size, size, download_weights=False),
    }.items():
        network.compile(jit_compile=True)
        setattr(model, name, network)
    latent = np.zeros((1, size // 8, size // 8, 4), np.float32)
    inputs = {
        "latent": latent,
        "timestep_embedding": np.zeros((1, 320), np.float32),
        "context": np.zeros((1, LENGTH, 768), np.float32),
    }

    def one_pass() -> Any:
        return model.diffusion_model.predict_on_batch(inputs)

    return {
        "pass": one_pass,
        "step": lambda: (one_pass(), one_pass()),
        "decode": lambda: model.decoder.predict_on_batch(latent),
        "picture": lambda: model.text_to_image("a lighthouse", num_steps=STEPS, seed=7),
    }
