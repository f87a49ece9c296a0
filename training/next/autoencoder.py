"""Stage one: image encoder and decoder of the next starter, from today's weights.

python -m training.next.autoencoder            # trains for its budget, or what is left of it
python -m training.next.autoencoder --measure  # PSNR on scenes that were not trained on
"""

import argparse
import random
from collections.abc import Iterator
from typing import Any

import keras
import numpy as np
from keras import ops
from numpy.typing import NDArray

from generation.models import starter
from generation.models.catalogue import STARTER
from generation.weights import safetensors
from training.next.fit import Plan, Run
from training.world.backgrounds import SIZE, as_array
from training.world.compose import compose
from training.world.drawings import FOLDER
from training.world.scenes import CELL

# Pixels of the crops, crops at a time, and the plan: small ones are cheap, but the group
# normalizations see whole pictures when the model serves.
STAGES = (
    (64, 16, Plan("autoencoder-64", 2700, 8e-4)),
    (128, 4, Plan("autoencoder-128", 1800, 4e-4)),
    (SIZE, 2, Plan("autoencoder-256", 1500, 2e-4)),
)
CROPS = 4  # Of a scene.
LATENT_NOISE = 0.05
MEASURED = 48
WEIGHTS = FOLDER / "autoencoder.safetensors"
# Keras is untyped: the tensors of its layers are Any to mypy.
Tensor = Any
Pictures = NDArray[np.float32]


class Autoencoder(keras.Model):
    """Encoder and decoder with latent noise of a fixed variance between them."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.encoder = starter.image_encoder()
        self.decoder = starter.decoder(size, size)
        self.noise = keras.layers.GaussianNoise(LATENT_NOISE)
        self.networks = {"image_encoder": self.encoder, "decoder": self.decoder}

    def call(self, pictures: Tensor, training: bool = False) -> Tensor:
        """Encode, disturb and decode."""
        latents = self.encoder(pictures)
        self.add_loss(1e-3 * ops.mean(ops.square(ops.cast(latents, "float32"))))
        return self.decoder(self.noise(latents, training=training))


def sharpness_loss(pictures: Tensor, decoded: Tensor) -> Tensor:
    """L1 on pixels and on their differences, which keeps edges crisp, and L2, which is PSNR's."""
    error = ops.cast(pictures, "float32") - ops.cast(decoded, "float32")
    down, right = error[:, 1:] - error[:, :-1], error[:, :, 1:] - error[:, :, :-1]
    edges = ops.mean(ops.abs(down)) + ops.mean(ops.abs(right))
    return ops.mean(ops.abs(error)) + edges + 2 * ops.mean(ops.square(error))


def crops(size: int, rng: random.Random) -> Iterator[Pictures]:
    """Yield crops of scenes for ever, on the grid of latent cells."""
    while True:
        picture = as_array(compose(rng).paint())
        for _ in range(CROPS if size < SIZE else 1):
            top, left = (rng.randrange(0, SIZE - size + 1, CELL) for _ in range(2))
            yield picture[top : top + size, left : left + size]


def batches(size: int, batch: int, rng: random.Random) -> Iterator[tuple[Pictures, Pictures]]:
    """Yield pictures as input and target for ever, from several scenes at a time."""
    source = crops(size, rng)
    while True:
        pictures = [next(source) for _ in range(8 * batch)]
        rng.shuffle(pictures)
        for start in range(0, len(pictures), batch):
            stacked = np.stack(pictures[start : start + batch])
            yield stacked, stacked


def scenes(number: int, seed: int) -> Pictures:
    """Paint scenes: (number, 256, 256, 3)."""
    rng = random.Random(seed)
    return np.stack([as_array(compose(rng).paint()) for _ in range(number)])


def whiten(model: Autoencoder) -> None:
    """Fold the latents' mean and standard deviation into the 1x1 convolutions around them.

    The diffusion model then needs no scale factor: its latents have mean 0 and variance 1.
    """
    latents = np.asarray(model.encoder.predict(scenes(256, seed=1), batch_size=8, verbose=0))
    mean, deviation = latents.mean((0, 1, 2)), latents.std((0, 1, 2))
    into, out_of = model.encoder.get_layer("to_latent"), model.decoder.get_layer("from_latent")
    kernel, bias = into.get_weights()
    into.set_weights([kernel / deviation, (bias - mean) / deviation])
    kernel, bias = out_of.get_weights()
    scaled = kernel * deviation[None, None, :, None]
    out_of.set_weights([scaled, bias + np.einsum("i,hwio->o", mean, kernel)])


def train() -> None:
    """Go through the stages, and leave `autoencoder.safetensors`."""
    if WEIGHTS.exists():
        return
    before = STARTER.local["weights"]
    for size, batch, plan in STAGES:
        model = Autoencoder(size)
        model(np.zeros((1, size, size, 3), np.float32))
        safetensors.load(model.networks, before)
        optimizer = keras.optimizers.Adam(plan.rate, clipnorm=1.0)
        model.compile(optimizer, sharpness_loss, jit_compile=False)
        run = Run(model, plan, FOLDER)
        run.train(batches(size, batch, random.Random(f"{plan.name} {run.steps}")))
        before = run.networks
    whiten(model)
    safetensors.save(model.networks, WEIGHTS)


def measure() -> None:
    """Print the PSNR on scenes that were not trained on."""
    found = [FOLDER / f"{plan.name}.safetensors" for *_, plan in STAGES] + [WEIGHTS]
    source = [path for path in (STARTER.local["weights"], *found) if path.exists()][-1]
    networks = {"image_encoder": starter.image_encoder(), "decoder": starter.decoder(SIZE, SIZE)}
    safetensors.load(networks, source)
    pictures = scenes(MEASURED, seed=99)
    latents = networks["image_encoder"].predict(pictures, batch_size=4, verbose=0)
    decoded = networks["decoder"].predict(latents, batch_size=4, verbose=0)
    error = np.square(np.clip(decoded, -1, 1) - pictures).mean((1, 2, 3)) / 4
    print(f"{source.name}: {(-10 * np.log10(error)).mean():.2f} dB over {MEASURED} scenes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", action="store_true")
    if parser.parse_args().measure:
        measure()
    else:
        train()
