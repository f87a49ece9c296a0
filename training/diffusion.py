"""Stage three: the text encoder and the diffusion model of `starter`.

python -m training.diffusion --steps 6000
python -m training.diffusion --steps 1500 --anneal --seed 1
"""

import argparse
from pathlib import Path

import keras
import numpy as np
from keras import ops

from generation.models import starter
from generation.models.catalogue import STARTER
from generation.sampling.schedules import TRAIN_TIMESTEPS, alphas_cumprod, timestep_embedding
from training.draft import context, draft_error
from training.fit import anneal, fit, warm_up
from training.latents import batches
from training.restore import restore

Tensor = keras.KerasTensor
DRAFT_WEIGHT = 0.3  # Keeps the draft a draft while the diffusion model learns to read it.


class Denoiser(keras.Model):
    """Text encoder and diffusion model; its output is the v-prediction error of each sample.

    Reference: v-prediction, Salimans & Ho, arXiv:2202.00512, appendix D.
    """

    def __init__(self) -> None:
        super().__init__()
        self.text_encoder = starter.text_encoder()
        self.diffusion_model = starter.diffusion_model(128, 128)
        self.draft = self.diffusion_model.get_layer("draft")
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
        timestep = keras.random.randint(
            (ops.shape(latents)[0],), 0, TRAIN_TIMESTEPS, seed=self.random
        )
        noise = keras.random.normal(ops.shape(latents), dtype="float32", seed=self.random)
        signal = ops.take(self.signal, timestep)[:, None, None, None]
        sigma = ops.sqrt(1 - signal**2)
        encoded = context(self.text_encoder, tokens)
        predicted = self.diffusion_model(
            {
                "latent": signal * latents + sigma * noise,
                "timestep_embedding": ops.take(self.embeddings, timestep, axis=0),
                "context": encoded,
            }
        )
        error = ops.cast(predicted, "float32") - (signal * noise - sigma * latents)
        drafted = DRAFT_WEIGHT * draft_error(self.draft, encoded, latents)
        return ops.mean(ops.square(error), axis=(1, 2, 3)) + drafted


def resume(model: Denoiser, out: Path) -> None:
    """Go on from this stage's checkpoint, from the draft's, or from the package."""
    checkpoint, drafted = out / "denoiser.safetensors", out / "draft.safetensors"
    if drafted.exists() and not checkpoint.exists():
        restore({"text_encoder": model.text_encoder, "draft": model.draft}, drafted)
    else:
        restore(model.networks, checkpoint)


def train(out: Path, steps: int, batch: int, rate: float, settle: bool, seed: int) -> None:
    """Train for some steps from what there is, leaving the average of the weights in `out`."""
    keras.mixed_precision.set_global_policy("mixed_bfloat16")
    data = batches(out, batch, seed)
    model = Denoiser()
    model(next(data)[0])
    resume(model, out)
    schedule = anneal(rate, steps) if settle else warm_up(rate)
    fit(model, data, steps, schedule, out / "denoiser.safetensors", f"diffusion-{seed}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("checkpoints"))
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument(
        "--anneal", action="store_true", dest="settle", help="let the learning rate fall to zero"
    )
    parser.add_argument("--seed", type=int, default=0)
    train(**vars(parser.parse_args()))
