"""Loading of Stable Diffusion checkpoints, single files or diffusers folders, into KerasCV's
networks.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras
import numpy as np
from jaxtyping import Float

from generation.errors import ModelUnavailable
from generation.weights import names_diffusers, names_ldm
from generation.weights.checkpoint_files import weight_files
from generation.weights.headers import Shape, Source
from generation.weights.lora.targets import Parameter
from generation.weights.tensors import TensorFile, open_tensors

# Torch's names of parameters, by Keras's.
PARAMETERS: Mapping[str, Parameter] = {
    "kernel": "weight",
    "gamma": "weight",
    "embeddings": "weight",
    "bias": "bias",
    "beta": "bias",
}
# Tensors read before a file is reopened: their memory is counted until the file is closed.
AT_ONCE = 16


@dataclass(frozen=True)
class _Slot:
    """A variable, with the file and the tensor of its value."""

    variable: Any
    file: Path
    source: Source


def load(networks: Mapping[str, keras.Model], path: Path) -> None:
    """Read a checkpoint's weights, one tensor at a time.

    Every name and shape is checked before the first variable is set.

    Args:
        networks: KerasCV's networks of the checkpoint's kind, by their field in `Networks`: all
            of them, or those that are needed now.
        path: of the safetensors file or diffusers folder.

    Raises:
        ModelUnavailable: a file is missing, damaged, of another architecture, or not finite.
    """
    names = names_diffusers.sources if path.is_dir() else names_ldm.sources
    paths = {role: file for role, file in weight_files(path).items() if role in networks}
    with _open_files(paths.values()) as files:
        slots = [
            slot
            for role, network in networks.items()
            for slot in _find_slots(role, network, files[paths[role]], names)
        ]
        for slot in slots:
            found = files[slot.file].header.shape(slot.source)
            expected = torch_shape(slot.variable)
            if _without_ones(found) != _without_ones(expected):
                raise ModelUnavailable(
                    f"{slot.file.name} is of another architecture: {slot.source.key} has shape "
                    f"{found}, expected {expected}."
                )
    for start in range(0, len(slots), AT_ONCE):
        part = slots[start : start + AT_ONCE]
        with _open_files(slot.file for slot in part) as files:
            for slot in part:
                tensor = files[slot.file].read(slot.source)
                slot.variable.assign(as_keras(tensor, slot.variable))


@contextmanager
def _open_files(paths: Iterable[Path]) -> Iterator[dict[Path, TensorFile]]:
    with ExitStack() as stack:
        yield {path: stack.enter_context(open_tensors(path)) for path in set(paths)}


def _find_slots(
    role: str,
    network: keras.Model,
    file: TensorFile,
    names: Callable[[str, str], tuple[Source, ...]],
) -> Iterator[_Slot]:
    for layer_name, leaf in names_diffusers.leaves(role, network).items():
        for variable in leaf.variables:
            name = f"{layer_name}.{PARAMETERS[variable.name]}"
            sources = names(role, name)
            source = next((source for source in sources if source.key in file.header), None)
            if source is None:
                raise ModelUnavailable(
                    f"{file.path.name} is no whole Stable Diffusion checkpoint: it has no "
                    f"{sources[0].key}."
                )
            yield _Slot(variable, file.path, source)


def torch_shape(variable: Any) -> Shape:
    """Return the shape of a Keras variable in torch, whose kernels begin with the outputs."""
    return tuple(variable.shape[axis] for axis in _outputs_first(variable))


def as_keras(tensor: Float[np.ndarray, "..."], variable: Any) -> Float[np.ndarray, "..."]:
    """Convert a torch parameter into the value of a Keras variable.

    Args:
        tensor: of `torch_shape`; a 1x1 convolution may stand for a dense layer and vice versa.
        variable: gives the layout; it is not set.

    Returns:
        Shaped as the variable.
    """
    inverse = np.argsort(_outputs_first(variable))
    return tensor.reshape(torch_shape(variable)).transpose(inverse)


def as_torch(value: Float[np.ndarray, "..."], variable: Any) -> Float[np.ndarray, "..."]:
    """Convert the value of a Keras variable into torch's layout.

    Args:
        value: shaped as the variable.
        variable: gives the layout.

    Returns:
        Of `torch_shape`.
    """
    return value.transpose(_outputs_first(variable))


def _outputs_first(variable: Any) -> tuple[int, ...]:
    """List the axes of a variable in torch's order.

    Keras kernels are (in, out) and (height, width, in, out); other parameters have the same axes
    in both.
    """
    rank = len(variable.shape)
    if variable.name != "kernel":
        return tuple(range(rank))
    return (1, 0) if rank == 2 else (3, 2, 0, 1)


def _without_ones(shape: Shape) -> Shape:
    """Drop the window of a 1x1 convolution, which is a dense layer."""
    return shape[:-2] if len(shape) == 4 and shape[2:] == (1, 1) else shape
