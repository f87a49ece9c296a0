"""Stage two: the text encoder and the diffusion model of `starter`.

python -m training.diffusion --out checkpoints --steps 6000
python -m training.diffusion --out checkpoints --steps 1500 --anneal
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import keras
import numpy as np
from keras import ops

from generation.models import starter
from generation.models.catalogue import STARTER
from generation.schedule import TRAIN_TIMESTEPS, alphas_cumprod, timestep_embedding
from generation.tokenizer import Tokenizer
from training.restore import Keep, restore
from training.scenes import Scene, scenes

Tensor = keras.KerasTensor
CAPTION_DROPOUT = 0.1
ROUNDS, PAIRS = 40, 0.3
STEPS_PER_EPOCH = 100


class Denoiser(keras.Model):
    """Text encoder and diffusion model; its output is the v-prediction error of each sample.

    Reference: v-prediction, Salimans & Ho, arXiv:2202.00512, appendix D.
    """

    def __init__(self) -> None:
        super().__init__()
        self.text_encoder = starter.text_encoder()
        self.diffusion_model = starter.diffusion_model(128, 128)
        self.networks = {
            "text_encoder": self.text_encoder,
            "diffusion_model": self.diffusion_model,
        }
        self.random = keras.random.SeedGenerator()
        products = alphas_cumprod(STARTER.beta_start, STARTER.beta_end)
        self.signal = np.sqrt(products).astype(np.float32)
        self.embeddings = timestep_embedding(np.arange(TRAIN_TIMESTEPS))

    def call(self, inputs: tuple[Tensor, Tensor]) -> Tensor:
        """Noise (latents, tokens) at random timesteps and predict: (batch,) float32 errors."""
        latents, tokens = inputs
        latents = ops.cast(latents, "float32")
        batch = ops.shape(latents)[0]
        timestep = keras.random.randint((batch,), 0, TRAIN_TIMESTEPS, seed=self.random)
        noise = keras.random.normal(ops.shape(latents), dtype="float32", seed=self.random)
        signal = ops.take(self.signal, timestep)[:, None, None, None]
        sigma = ops.sqrt(1 - signal**2)
        positions = ops.broadcast_to(ops.arange(starter.CONTEXT_LENGTH), ops.shape(tokens))
        predicted = self.diffusion_model(
            {
                "latent": signal * latents + sigma * noise,
                "timestep_embedding": ops.take(self.embeddings, timestep, axis=0),
                "context": self.text_encoder({"tokens": tokens, "positions": positions}),
            }
        )
        error = ops.cast(predicted, "float32") - (signal * noise - sigma * latents)
        return ops.mean(ops.square(error), axis=(1, 2, 3))


def encoded(encoder: keras.Model, composed: list[Scene]) -> np.ndarray:
    """Encode scenes to latents: (scenes, 16, 16, 4) float16."""
    latents = []
    for start in range(0, len(composed), 64):
        pictures = np.stack([scene.paint() for scene in composed[start : start + 64]])
        latents.append(np.asarray(encoder.predict_on_batch(pictures), np.float16))
    return np.concatenate(latents)


def batches(
    latents: np.ndarray, composed: list[Scene], tokenizer: Tokenizer, batch: int, seed: int
) -> Iterator[tuple[tuple[np.ndarray, np.ndarray], np.ndarray]]:
    """Yield ((latents, tokens), zeros) for ever; a scene is captioned anew each time."""
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


def learning_rate(
    rate: float, steps: int, anneal: bool
) -> keras.optimizers.schedules.LearningRateSchedule:
    """Warm up and stay, so that training can stop anywhere; or fall to zero at the end."""
    if anneal:
        return keras.optimizers.schedules.PolynomialDecay(rate, steps, rate / 50)
    warmup = [round(rate * (i + 1) / 10, 8) for i in range(10)]
    return keras.optimizers.schedules.PiecewiseConstantDecay([30 * i for i in range(1, 10)], warmup)


def load_latents(out: Path, seed: int) -> tuple[np.ndarray, list[Scene]]:
    """Compose scenes afresh and encode them with the trained image encoder."""
    encoder = starter.image_encoder()
    if not restore({"image_encoder": encoder}, out / "autoencoder.safetensors"):
        raise SystemExit("There is no image encoder yet: run python -m training.autoencoder first.")
    composed = scenes(ROUNDS, PAIRS, random.Random(seed))
    return encoded(encoder, composed), composed


def train(out: Path, steps: int, batch: int, rate: float, anneal: bool, seed: int) -> None:
    """Train for some steps from what there is, leaving the average of the weights in `out`."""
    keras.mixed_precision.set_global_policy("mixed_bfloat16")
    latents, composed = load_latents(out, seed)
    tokenizer = Tokenizer.from_file(STARTER.local["vocabulary"])
    data = batches(latents, composed, tokenizer, batch, seed)
    model = Denoiser()
    model(next(data)[0])
    restore(model.networks, out / "denoiser.safetensors")
    optimizer = keras.optimizers.Adam(
        learning_rate(rate, steps, anneal), clipnorm=1.0, use_ema=True, ema_momentum=0.998
    )
    model.compile(optimizer, lambda _, error: ops.mean(error), jit_compile=False)
    callbacks = [
        keras.callbacks.BackupAndRestore(str(out / f"diffusion-{seed}")),
        keras.callbacks.SwapEMAWeights(swap_on_epoch=True),
        Keep(model.networks, out / "denoiser.safetensors"),
    ]
    model.fit(
        data,
        epochs=steps // STEPS_PER_EPOCH,
        steps_per_epoch=STEPS_PER_EPOCH,
        callbacks=callbacks,
        verbose=2,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("checkpoints"))
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--anneal", action="store_true", help="let the learning rate fall to zero")
    parser.add_argument("--seed", type=int, default=0)
    train(**vars(parser.parse_args()))
