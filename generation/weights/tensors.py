"""Reading one tensor at a time of a safetensors file whose header is checked."""

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
from generation.files.regular_files import shown
from generation.weights.headers import FLOATS, WHOLES, Header, Source, read_header


@dataclass(frozen=True)
class TensorFile:
    """An open safetensors file; nothing but its header is in memory.

    Args:
        header: checked.
        handle: what safetensors opened.
    """

    header: Header
    handle: Any

    @property
    def path(self) -> Path:
        """The file's path."""
        return self.header.path

    def read(self, source: Source) -> Float32Array:
        """Read one parameter as float32.

        Raises:
            ModelUnavailable: a value is infinite or not a number.
        """
        self.header.entry(source.key, FLOATS)
        tensor = self._finite(source.key)
        return tensor if source.third is None else np.array_split(tensor, 3)[source.third]

    def number(self, key: str) -> float:
        """Read a tensor that is a single number; whole ones are read, too.

        Raises:
            ModelUnavailable: it is none, or not finite.
        """
        shape = self.header.entry(key, FLOATS + WHOLES).shape
        if math.prod(shape) != 1:
            raise ModelUnavailable(
                f"{self.path.name} is refused: {shown(key)} is no number, it has shape "
                f"{list(shape)}."
            )
        return float(self._finite(key).item())

    def _finite(self, key: str) -> Float32Array:
        stored = self.header.tensors[key].stored
        with np.errstate(over="ignore"):  # What float32 cannot hold becomes infinite.
            tensor: Float32Array = self.handle.get_tensor(stored).astype(np.float32)
        if not np.isfinite(tensor).all():
            raise ModelUnavailable(f"{self.path.name} is refused: {shown(key)} is not finite.")
        return tensor


@contextmanager
def opened(path: Path) -> Iterator[TensorFile]:
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
