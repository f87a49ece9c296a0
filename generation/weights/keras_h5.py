"""Loading of the h5 files of Keras 2, in which KerasCV published its weights."""

from pathlib import Path

import h5py
import keras
import numpy as np

from generation.errors import ModelUnavailable


def load(model: keras.Model, path: Path) -> None:
    """Read a network's weights.

    Args:
        model: built; its variables are set in the order in which the file lists them.
        path: of the h5 file.

    Raises:
        ModelUnavailable: the file is missing, damaged, of another architecture, or points
            at other files.
    """
    try:
        with h5py.File(path, "r") as file:
            _refuse_links(file, path)
        model.load_weights(path)
    except ModelUnavailable:
        raise
    except (OSError, KeyError, ValueError) as error:
        reason = " ".join(str(error).split()).rstrip(".")
        raise ModelUnavailable(f"{path.name} does not fit the {model.name}: {reason}.") from error
    for variable in model.variables:
        if not np.isfinite(keras.ops.convert_to_numpy(variable)).all():
            raise ModelUnavailable(f"{path.name} is refused: {variable.path} is not finite.")


def _refuse_links(group: h5py.Group, path: Path) -> None:
    """Refuse links, which could make the process read any other file."""
    for name in group:
        link = group.get(name, getlink=True)
        if not isinstance(link, h5py.HardLink):
            raise ModelUnavailable(f"{path.name} is refused: {name} is a link, not data.")
        child = group[name]
        if isinstance(child, h5py.Group):
            _refuse_links(child, path)
        elif child.external or child.is_virtual:
            raise ModelUnavailable(f"{path.name} is refused: {name} lies in another file.")
