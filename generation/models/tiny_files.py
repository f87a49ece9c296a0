"""Files of a tiny autoencoder in a models folder."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from generation.errors import ModelUnavailable
from generation.files.regular_files import is_regular
from generation.models.model import Model
from generation.weights import taesd

# In the models folder itself; all models of Stable Diffusion 1.x and 2.x share them.
TINY_FILES = {
    "tiny_decoder": "taesd_decoder.safetensors",
    "tiny_encoder": "taesd_encoder.safetensors",
}


def find_tiny_files(folder: Path) -> tuple[dict[str, Path], dict[str, str]]:
    """Find and check the files of a tiny autoencoder; they are read in full.

    Args:
        folder: the models folder.

    Returns:
        Paths by role, and by name of a file the sentence for which it is refused.
    """
    found: dict[str, Path] = {}
    refused: dict[str, str] = {}
    for role, name in TINY_FILES.items():
        path = folder / name
        if not is_regular(path):
            continue
        try:
            taesd.check(path, role)
            found[role] = path
        except ModelUnavailable as refusal:
            refused[name] = str(refusal)
    return found, refused


def with_tiny_files(model: Model, tiny: Mapping[str, Path]) -> Model:
    """Return a model with the tiny autoencoder, if it fits and its decoder is there.

    Args:
        model: of the catalogue or the models folder.
        tiny: paths by role.
    """
    if "tiny_decoder" not in tiny or not model.takes_adapters:
        return model
    info = replace(model.info, decoders=("full", "tiny"))
    return replace(model, info=info, local={**model.local, **tiny})
