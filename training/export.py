"""Stage three: the trained networks as the one file that ships in the package.

python -m training.export --out checkpoints
"""

import argparse
from pathlib import Path

import numpy as np

from generation.models import starter
from generation.models.catalogue import STARTER
from generation.weights import safetensors
from training.diffusion import Denoiser


def export(out: Path, target: Path) -> None:
    """Write `starter.safetensors` from the averaged weights and the autoencoder in `out`."""
    denoiser = Denoiser()
    latents = np.zeros((1, 16, 16, starter.LATENT_CHANNELS), np.float32)
    denoiser((latents, np.zeros((1, starter.CONTEXT_LENGTH), np.int32)))
    denoiser.load_weights(out / "denoiser.weights.h5")
    encoder, decoder = starter.image_encoder(), starter.decoder(128, 128)
    encoder.load_weights(out / "encoder.weights.h5")
    decoder.load_weights(out / "decoder.weights.h5")
    networks = {
        "text_encoder": denoiser.text_encoder,
        "diffusion_model": denoiser.diffusion_model,
        "decoder": decoder,
        "image_encoder": encoder,
    }
    safetensors.save(networks, target)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("checkpoints"))
    parser.add_argument("--target", type=Path, default=STARTER.local["weights"])
    arguments = parser.parse_args()
    export(arguments.out, arguments.target)
