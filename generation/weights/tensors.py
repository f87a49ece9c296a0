"""Reading of single tensors from a safetensors file whose header is checked."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError, safe_open

from generation.arrays import Float32Array
from generation.errors import ModelUnavailable
from generation.files.regular_files import format_value
from generation.weights.headers import FLOATS, WHOLES, Header, Source, read_header


@dataclass(frozen=True)
class TensorFile:
    """An open safetensors file; nothing but its header is in memory.

    Args:
        header: checked.
        handle: the file as safetensors opened it.
    """

    header: Header
    handle: Any

    @property
    def path(self) -> Path:
        """Path of the file."""
        return self.header.path

    def read(self, source: Source) -> Float32Array:
        """Read one parameter.

        Returns:
            float32, shaped as `Header.shape` says.

        Raises:
            ModelUnavailable: a value is infinite or not a number.
        """
        self.header.entry(source.key, FLOATS)
        tensor = self._read_finite(source.key)
        return tensor if source.third is None else np.array_split(tensor, 3)[source.third]

    def number(self, key: str) -> float:
        """Read a tensor that is a single number, of floats or of integers.

        Raises:
            ModelUnavailable: the tensor holds more than a number, or is not finite.
        """
        shape = self.header.entry(key, FLOATS + WHOLES).shape
        if math.prod(shape) != 1:
            raise ModelUnavailable(
                f"{self.path.name} is refused: {format_value(key)} is no number, it has shape "
                f"{list(shape)}."
            )
        return float(self._read_finite(key).item())

    def _read_finite(self, key: str) -> Float32Array:
        stored = self.header.tensors[key].stored
        with np.errstate(over="ignore"):  # Values beyond float32 become infinite.
            tensor: np.ndarray = self.handle.get_tensor(stored).astype(np.float32)
        if not np.isfinite(tensor).all():
            raise ModelUnavailable(
                f"{self.path.name} is refused: {format_value(key)} is not finite."
            )
        return tensor


@contextmanager
def open_tensors(path: Path) -> Iterator[TensorFile]:
    """Open a safetensors file for reading single tensors.

    Raises:
        ModelUnavailable: the file is missing, damaged, cut short or of another format.
    """
    header = read_header(path)
    try:
        handle = safe_open(path, framework="numpy")
    except (OSError, SafetensorError) as error:
        reason = " ".join(str(error).split()).rstrip(".")
        raise ModelUnavailable(
            f"{path.name} is no whole safetensors file ({reason}); fetch it again."
        ) from error
    with handle as file:
        yield TensorFile(header, file)
