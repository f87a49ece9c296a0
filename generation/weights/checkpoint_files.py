"""Files of a checkpoint's networks: one file for all, or a diffusers folder."""

import os
from collections.abc import Mapping
from pathlib import Path

from generation.errors import ModelUnavailable
from generation.weights.headers import PICKLES, refuse_pickle

# diffusers' subfolders by the network's field in `Networks`.
SUBFOLDERS = {
    "text_encoder": "text_encoder",
    "diffusion_model": "unet",
    "decoder": "vae",
    "image_encoder": "vae",
}
# A folder holds a component in several precisions; the exact one is the first choice.
_CHOICES = ("model", "diffusion_pytorch_model", "model.fp16", "diffusion_pytorch_model.fp16")


def is_folder(path: Path) -> bool:
    """Check whether a checkpoint is a diffusers folder."""
    return os.path.isdir(path / "unet")  # noqa: PTH112  # Path.is_dir raises where access is denied.


def weight_files(path: Path) -> Mapping[str, Path]:
    """Find the files of a checkpoint's networks.

    Args:
        path: of a safetensors file or a diffusers folder.

    Returns:
        Paths by role; a single file has all roles.

    Raises:
        ModelUnavailable: a component is missing, or only a pickle.
    """
    refuse_pickle(path)
    if not path.is_dir():
        return dict.fromkeys(SUBFOLDERS, path)
    return {role: _find_component(path / folder) for role, folder in SUBFOLDERS.items()}


def _find_component(folder: Path) -> Path:
    for name in _CHOICES:
        if (path := folder / f"{name}.safetensors").is_file():
            return path
    whole = f"{folder.parent.name}/{folder.name}"
    names = [path.name.lower() for path in folder.glob("*")]
    if any(name.endswith(".safetensors.index.json") for name in names):
        raise ModelUnavailable(
            f"{whole} holds its weights in several files, which is not read; save them as one."
        )
    if any(name.endswith(PICKLES) for name in names):
        raise ModelUnavailable(
            f"{whole} holds its weights only in a file that can run code when it is opened; "
            "take the same weights as .safetensors."
        )
    raise ModelUnavailable(f"{whole} holds no safetensors file; copy the whole folder again.")
