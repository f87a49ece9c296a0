"""Stage one: the image encoder and the decoder of `starter`.

python -m training.autoencoder
python -m training.autoencoder --sharpen 1500    # later: the decoder alone; latents stay valid
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import keras
import numpy as np
from keras import ops
from PIL import Image

from generation.models import starter
from generation.weights import safetensors
from training.emoji import as_array, every_emoji, paste, things
from training.restore import restore
from training.scenes import scenes

# Half the steps are on 64-pixel crops, where the pictures are all foreground and four
# times cheaper; the rest on whole pictures, whose group statistics are those of service.
STAGES = ((64, 64, 1700, 1.5e-3), (128, 16, 900, 8e-4))
LATENT_NOISE = 0.1
Tensor = keras.KerasTensor
Pictures = tuple[np.ndarray, np.ndarray]


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
        self.add_loss(2e-3 * ops.mean(ops.square(ops.cast(latents, "float32"))))
        return self.decoder(self.noise(latents, training=training))


def sharpness_loss(pictures: Tensor, decoded: Tensor) -> Tensor:
    """L1 on pixels and on their differences, which keeps edges crisp."""
    error = ops.cast(pictures, "float32") - ops.cast(decoded, "float32")
    down, right = error[:, 1:] - error[:, :-1], error[:, :, 1:] - error[:, :, :-1]
    return ops.mean(ops.abs(error)) + ops.mean(ops.abs(down)) + ops.mean(ops.abs(right))


def picture(size: int, rng: random.Random) -> np.ndarray:
    """Paint one or two emoji over a plain colour, seen whole or in a crop."""
    background = tuple(rng.choice((rng.randrange(256), 255, 0)) for _ in range(3))
    canvas = Image.new("RGB", (size, size), background)
    for _ in range(rng.choice((1, 1, 2))):
        known = rng.random() < 0.6
        emoji = rng.choice(things()).emoji if known else rng.choice(every_emoji())
        edge = rng.randrange(40, 121, 4)
        reach = max(edge - size, 0) + edge // 6
        left, top = (rng.randint(-reach, max(size - edge, 0) + edge // 6) for _ in range(2))
        paste(canvas, emoji, edge, left, top)
    return as_array(canvas)


def batches(size: int, batch: int, seed: int) -> Iterator[Pictures]:
    """Yield pictures as input and target for ever."""
    rng = random.Random(seed)
    while True:
        pictures = np.stack([picture(size, rng) for _ in range(batch)])
        yield pictures, pictures


def scene_batches(batch: int, seed: int) -> Iterator[Pictures]:
    """Yield the pictures that the diffusion model learns to draw, as input and target for ever."""
    rng = random.Random(seed)
    while True:
        composed = scenes(1, 0.5, rng)
        rng.shuffle(composed)
        for start in range(0, len(composed) - batch + 1, batch):
            pictures = np.stack([scene.paint() for scene in composed[start : start + batch]])
            yield pictures, pictures


def whiten(model: Autoencoder) -> None:
    """Fold the latents' mean and standard deviation into the 1x1 convolutions around them.

    The diffusion model then needs no scale factor: its latents have mean 0 and variance 1.
    """
    pictures, _ = next(scene_batches(256, seed=1))
    latents = np.asarray(model.encoder.predict(pictures, batch_size=16, verbose=0), np.float32)
    mean, deviation = latents.mean((0, 1, 2)), latents.std((0, 1, 2))
    into, out_of = model.encoder.get_layer("to_latent"), model.decoder.get_layer("from_latent")
    kernel, bias = into.get_weights()
    into.set_weights([kernel / deviation, (bias - mean) / deviation])
    kernel, bias = out_of.get_weights()
    scaled = kernel * deviation[None, None, :, None]
    out_of.set_weights([scaled, bias + np.einsum("i,hwio->o", mean, kernel)])


def fit(model: Autoencoder, data: Iterator[Pictures], steps: int, rate: float, run: Path) -> None:
    """Train with a rate that falls to almost nothing; an interrupted run goes on from `run`."""
    schedule = keras.optimizers.schedules.CosineDecay(
        0.0, steps, warmup_target=rate, warmup_steps=min(100, steps // 4), alpha=0.02
    )
    optimizer = keras.optimizers.Adam(schedule, clipnorm=1.0)
    model.compile(optimizer, sharpness_loss, jit_compile=False)
    model.fit(
        data,
        epochs=steps // 100,
        steps_per_epoch=100,
        shuffle=False,
        callbacks=[keras.callbacks.BackupAndRestore(str(run), save_freq=100)],
        verbose=2,
    )


def built(size: int) -> Autoencoder:
    """Build both networks for pictures of one size."""
    model = Autoencoder(size)
    model(np.zeros((1, size, size, 3), np.float32))
    return model


def train(out: Path) -> None:
    """Run the stages and leave `autoencoder.safetensors` in `out`."""
    weights = None
    for seed, (size, batch, steps, rate) in enumerate(STAGES):
        model = built(size)
        if weights is not None:
            model.set_weights(weights)
        fit(model, batches(size, batch, seed), steps, rate, out / f"autoencoder-{size}")
        weights = model.get_weights()
    whiten(model)
    safetensors.save(model.networks, out / "autoencoder.safetensors")


def sharpen(out: Path, steps: int) -> None:
    """Train the decoder on with the encoder frozen, on scenes as the diffusion model draws them."""
    checkpoint = out / "autoencoder.safetensors"
    model = built(128)
    restore(model.networks, checkpoint)
    model.encoder.trainable = False
    fit(model, scene_batches(16, seed=steps), steps, 8e-4, out / f"sharpen-{steps}")
    safetensors.save(model.networks, checkpoint)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("checkpoints"))
    parser.add_argument("--sharpen", type=int, help="so many steps of the decoder alone")
    arguments = parser.parse_args()
    arguments.out.mkdir(exist_ok=True)
    keras.mixed_precision.set_global_policy("mixed_bfloat16")
    if arguments.sharpen:
        sharpen(arguments.out, arguments.sharpen)
    else:
        train(arguments.out)
