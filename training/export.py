"""Stage four: the trained networks as the one file that ships in the package.

python -m training.export --out checkpoints
"""

import argparse
from pathlib import Path

from generation.models import starter
from generation.models.catalogue import STARTER
from generation.weights import safetensors
from training.restore import restore


def export(out: Path, target: Path) -> None:
    """Write one file of what the stages left in `out`; what they did not make stays as it is."""
    stages = {
        "denoiser.safetensors": {
            "text_encoder": starter.text_encoder(),
            "diffusion_model": starter.diffusion_model(128, 128),
        },
        "autoencoder.safetensors": {
            "decoder": starter.decoder(128, 128),
            "image_encoder": starter.image_encoder(),
        },
    }
    for name, networks in stages.items():
        if not restore(networks, out / name):
            raise SystemExit(f"{out / name} is missing: run that stage first.")
    safetensors.save({k: v for networks in stages.values() for k, v in networks.items()}, target)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("checkpoints"))
    parser.add_argument("--target", type=Path, default=STARTER.local["weights"])
    arguments = parser.parse_args()
    export(arguments.out, arguments.target)
