"""Storage of this project's networks in one safetensors file, a float16 tensor per variable."""

from collections.abc import Mapping
from pathlib import Path

import keras
import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from generation.errors import ModelUnavailable


def _names(network: str, model: keras.Model) -> list[str]:
    """Name a model's variables by their order, which building in code makes stable.

    Keras numbers layers globally ("dense_17"), so its own names depend on what was built before.
    """
    return [f"{network}/{index:03d}/{v.name}" for index, v in enumerate(model.variables)]


def save(networks: Mapping[str, keras.Model], path: Path) -> None:
    """Write networks as float16.

    Args:
        networks: by name; the names become prefixes.
        path: file to write, replaced at once when complete.
    """
    tensors = {
        name: np.asarray(value, np.float16)
        for network, model in networks.items()
        for name, value in zip(_names(network, model), model.get_weights(), strict=True)
    }
    partial = path.with_suffix(".part")
    save_file(tensors, partial)
    partial.chmod(0o644)  # safetensors writes for the owner alone; a package has other readers.
    partial.replace(path)


def load(networks: Mapping[str, keras.Model], path: Path) -> None:
    """Load networks written by `save` into models of the same architecture.

    Args:
        networks: built, by name; set only where all of them fit the file.
        path: of the file.

    Raises:
        ModelUnavailable: the file is missing, damaged or of another architecture.
    """
    try:
        tensors = load_file(path)
    except (OSError, SafetensorError) as error:
        raise ModelUnavailable(f"{path.name} cannot be read: {error}.") from error
    names = {network: _names(network, model) for network, model in networks.items()}
    for network, model in networks.items():
        for name, variable in zip(names[network], model.variables, strict=True):
            if name not in tensors:
                raise ModelUnavailable(f"{path.name} is not a file of this model: no {name}.")
            if tensors[name].shape != tuple(variable.shape):
                raise ModelUnavailable(
                    f"{path.name} is of another architecture: {name} has shape "
                    f"{tensors[name].shape}, expected {tuple(variable.shape)}."
                )
    for network, model in networks.items():
        model.set_weights([tensors[name].astype(np.float32) for name in names[network]])
