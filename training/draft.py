"""Stage two: the text encoder of `starter` learns to draft, a plain regression from text to latent.

python -m training.draft --steps 3000

This is what the diffusion model would learn at its noisiest timestep, at a tenth of the cost.
"""

import argparse
from pathlib import Path

import keras
from keras import ops

from generation.models import starter
from training.fit import anneal, fit
from training.latents import batches
from training.restore import restore

Tensor = keras.KerasTensor


class Drafter(keras.Model):
    """Text encoder and draft; its output is the squared error of each sample."""

    def __init__(self) -> None:
        super().__init__()
        self.text_encoder = starter.text_encoder()
        self.draft = starter.draft(128, 128)
        self.networks = {"text_encoder": self.text_encoder, "draft": self.draft}

    def call(self, inputs: tuple[Tensor, Tensor]) -> Tensor:
        """Draft from tokens and compare with latents: (batch,) float32 errors."""
        latents, tokens = inputs
        return draft_error(self.draft, context(self.text_encoder, tokens), latents)


def context(text_encoder: keras.Model, tokens: Tensor) -> Tensor:
    """Encode tokens (batch, 32) → (batch, 32, 256)."""
    positions = ops.broadcast_to(ops.arange(starter.CONTEXT_LENGTH), ops.shape(tokens))
    return text_encoder({"tokens": tokens, "positions": positions})


def draft_error(draft: keras.Model, encoded: Tensor, latents: Tensor) -> Tensor:
    """Compare drafts with latents: (batch,) mean squared differences, float32."""
    difference = ops.cast(draft(encoded), "float32") - ops.cast(latents, "float32")
    return ops.mean(ops.square(difference), axis=(1, 2, 3))


def train(out: Path, steps: int, batch: int, rate: float, seed: int) -> None:
    """Train from what there is, and leave the average of the weights in `out`."""
    keras.mixed_precision.set_global_policy("mixed_bfloat16")
    data = batches(out, batch, seed)
    model = Drafter()
    model(next(data)[0])
    checkpoint = out / "draft.safetensors"
    if checkpoint.exists():
        restore(model.networks, checkpoint)
    fit(model, data, steps, anneal(rate, steps), checkpoint, f"draft-{seed}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("checkpoints"))
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=0)
    train(**vars(parser.parse_args()))
