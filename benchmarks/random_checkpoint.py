"""A whole Stable Diffusion 1.4 checkpoint of random weights: time and memory are the true one's.

    python -m benchmarks.random_checkpoint FOLDER --size 512

Written as a diffusers folder in float16, 2.1 GB, into what `ServiceConfig.models_folder` names.
It has a vocabulary of its own, so that nothing is downloaded.
"""

import argparse
import itertools
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save_file

NAME = "random-sd-v1.4"
# A checkpoint states what it was trained on; less than that is refused.
LEAST_SIZE = 256
# Weights do not depend on the size that networks are traced at.
TRACED_SIZE = 128
# Not a multiple of a layer's width, so that no two rows of it are alike.
DRAWN = 1_048_583

Tensors = Mapping[str, "np.ndarray[Any, Any]"]


def written(folder: Path, size: int) -> None:
    """Write the checkpoint in a process of its own, unless it is there for that size.

    Args:
        folder: the models folder.
        size: pixels, an edge, that it says it was trained on.
    """
    if not _complete(folder / NAME, size):
        command = [sys.executable, "-m", "benchmarks.random_checkpoint", str(folder)]
        subprocess.run([*command, "--size", str(size)], check=True)


def _complete(checkpoint: Path, size: int) -> bool:
    config = checkpoint / "unet" / "config.json"
    return config.exists() and json.loads(config.read_text())["sample_size"] == _cells(size)


def _cells(size: int) -> int:
    return max(size, LEAST_SIZE) // 8


def write(folder: Path, size: int) -> None:
    """Write the checkpoint.

    Args:
        folder: the models folder.
        size: pixels, an edge, that it says it was trained on.
    """
    path = folder / NAME
    for component, roles in COMPONENTS.items():
        tensors = {name: value for role in roles for name, value in _tensors(role).items()}
        (path / component).mkdir(parents=True, exist_ok=True)
        stem = "model" if component == "text_encoder" else "diffusion_pytorch_model"
        save_file(tensors, path / component / f"{stem}.safetensors")
    (path / "tokenizer").mkdir(exist_ok=True)
    (path / "tokenizer" / "merges.txt").write_text("\n".join(_merges()), "utf-8")
    _write_json(path / "scheduler" / "scheduler_config.json", {})
    unet = {"in_channels": 4, "cross_attention_dim": 768}
    # The last file: with it the checkpoint is complete.
    unet["sample_size"] = _cells(size)
    _write_json(path / "unet" / "config.json", unet)


COMPONENTS = {
    "unet": ("diffusion_model",),
    "vae": ("decoder", "image_encoder"),
    "text_encoder": ("text_encoder",),
}


def _merges() -> Iterator[str]:
    """Make up a vocabulary of CLIP's size: pairs of bytes, the second one ending a word."""
    from generation.prompts.tokenizer import BYTE_SYMBOLS, MOST_MERGES

    symbols = list(BYTE_SYMBOLS.values())
    pairs = itertools.product(symbols, symbols)
    yield "#version: 0.2"
    yield from (f"{one} {other}</w>" for one, other in itertools.islice(pairs, MOST_MERGES))


def _write_json(path: Path, content: Mapping[str, int]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content), "utf-8")


def _tensors(role: str) -> Tensors:
    """Draw weights for one of KerasCV's networks, by diffusers' names."""
    from generation.weights.checkpoint import PARAMETERS, torch_shape
    from generation.weights.names_diffusers import leaves

    return {
        f"{name}.{PARAMETERS[variable.name]}": drawn(variable.name, torch_shape(variable))
        for name, leaf in leaves(role, _builders()[role]()).items()
        for variable in leaf.variables
    }


def _builders() -> Mapping[str, Callable[[], Any]]:
    from keras_cv.src.models.stable_diffusion.decoder import Decoder
    from keras_cv.src.models.stable_diffusion.diffusion_model import DiffusionModel
    from keras_cv.src.models.stable_diffusion.image_encoder import ImageEncoder
    from keras_cv.src.models.stable_diffusion.text_encoder import TextEncoder

    size = TRACED_SIZE
    return {
        "diffusion_model": lambda: DiffusionModel(size, size, 77, download_weights=False),
        "decoder": lambda: Decoder(size, size, download_weights=False),
        "image_encoder": lambda: ImageEncoder(download_weights=False),
        "text_encoder": lambda: TextEncoder(77, download_weights=False),
    }


def drawn(parameter: str, shape: tuple[int, ...]) -> "np.ndarray[Any, Any]":
    """Draw a parameter so that what goes through the network keeps its size.

    Args:
        parameter: Keras's name of it.
        shape: as torch has it, outputs first.
    """
    if parameter in ("bias", "beta"):
        return np.zeros(shape, np.float16)
    if parameter == "gamma":
        return np.ones(shape, np.float16)
    spread = np.random.default_rng(len(shape)).standard_normal(DRAWN, np.float32)
    spread /= np.sqrt(np.prod(shape[1:]))
    return np.resize(spread.astype(np.float16), shape)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=int, default=512)
    asked = parser.parse_args()
    write(asked.folder, asked.size)
