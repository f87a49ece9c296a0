"""Writes one of KerasCV's networks as Keras 2 does, with what it answers.

Run in a process of its own, since a process has either Keras 2 or 3:

    TF_USE_LEGACY_KERAS=1 python -m tests.generation.weights.keras2_writer decoder FOLDER
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np

SIZE = 128
CONTEXT_LENGTH = 77


def build(network: str) -> Any:
    """Build a network of Stable Diffusion 1.4 in the Keras of this process."""
    from keras_cv.src.models.stable_diffusion.decoder import Decoder
    from keras_cv.src.models.stable_diffusion.diffusion_model import DiffusionModel
    from keras_cv.src.models.stable_diffusion.image_encoder import ImageEncoder
    from keras_cv.src.models.stable_diffusion.text_encoder import TextEncoder

    if network == "text_encoder":
        return TextEncoder(CONTEXT_LENGTH, download_weights=False)
    if network == "diffusion_model":
        return DiffusionModel(SIZE, SIZE, CONTEXT_LENGTH, download_weights=False)
    if network == "decoder":
        return Decoder(SIZE, SIZE, download_weights=False)
    return ImageEncoder(download_weights=False)


def inputs(network: str) -> Any:
    """Make up inputs of a network."""
    rng = np.random.default_rng(7)
    latent = rng.standard_normal((1, SIZE // 8, SIZE // 8, 4), np.float32)
    if network == "text_encoder":
        tokens = rng.integers(0, 49_408, (1, CONTEXT_LENGTH), np.int32)
        return [tokens, np.arange(CONTEXT_LENGTH, dtype=np.int32)[None]]
    if network == "diffusion_model":
        context = rng.standard_normal((1, CONTEXT_LENGTH, 768), np.float32)
        return [latent, rng.standard_normal((1, 320), np.float32), context]
    if network == "decoder":
        return latent
    return rng.uniform(-1, 1, (1, SIZE, SIZE, 3)).astype(np.float32)


def write(network: str, folder: Path) -> None:
    """Write `NETWORK.h5` and `NETWORK.npy`, its output, into a folder."""
    model = build(network)
    rng = np.random.default_rng(1)
    # Fresh biases are all zeros and fresh scales all ones: two swapped would not be noticed.
    for weight in model.weights:
        weight.assign_add(0.02 * rng.standard_normal(tuple(weight.shape), np.float32))
    np.save(folder / f"{network}.npy", np.asarray(model(inputs(network))))
    model.save_weights(str(folder / f"{network}.h5"))


if __name__ == "__main__":
    write(sys.argv[1], Path(sys.argv[2]))
