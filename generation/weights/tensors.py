"""Reading one tensor at a time of a safetensors file, and refusing what is none."""

import json
import math
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from generation.errors import ModelUnavailable

Floats = NDArray[np.float32]
Shape = tuple[int, ...]

PICKLES = (".ckpt", ".pt", ".pth", ".bin")
FLOATS = ("F16", "BF16", "F32", "F64")
WHOLES = ("I8", "I16", "I32", "I64", "U8")
MOST_SHOWN = 100
MOST_CONFIG_BYTES = 1_000_000


class Source(NamedTuple):
    """Where a parameter is found: a key, and which third of its rows (None: all of them)."""

    key: str
    third: int | None = None


def refuse_pickle(path: Path) -> None:
    """Refuse formats that run code when they are opened.

    Raises:
        ModelUnavailable: says the way out.
    """
    if path.suffix.lower() in PICKLES:
        raise ModelUnavailable(
            f"{path.name} is refused: a {path.suffix} file can run code when it is opened; "
            "take the same weights as .safetensors."
        )


def shown(value: object) -> str:
    """Spell out what a file states, short and without characters that steer a terminal."""
    text = value if isinstance(value, str) else repr(value)
    clean = "".join(char if char.isprintable() else "?" for char in text[:MOST_SHOWN])
    return clean + "…" * (len(text) > MOST_SHOWN)


@dataclass(frozen=True)
class TensorFile:
    """An open safetensors file; nothing but its header is in memory.

    Args:
        path: of the file.
        handle: what safetensors opened.
        keys: the names of its tensors.
        metadata: the header's strings.
    """

    path: Path
    handle: Any
    keys: frozenset[str]
    metadata: Mapping[str, str]

    def shape(self, source: Source) -> Shape:
        """Tell a parameter's shape without reading it.

        Raises:
            ModelUnavailable: the tensor is not of floats.
        """
        rows, *rest = self._of(source.key, FLOATS).get_shape() or (1,)
        # What has no thirds keeps its shape, which then does not fit.
        return (rows if source.third is None or rows % 3 else rows // 3, *rest)

    def _of(self, key: str, dtypes: tuple[str, ...]) -> Any:
        tensor = self.handle.get_slice(key)
        if tensor.get_dtype() not in dtypes:
            raise ModelUnavailable(
                f"{self.path.name} is refused: {shown(key)} is of {tensor.get_dtype()}, "
                "and only float16, bfloat16 and float32 are read."
            )
        return tensor

    def read(self, source: Source) -> Floats:
        """Read one parameter as float32.

        Raises:
            ModelUnavailable: a value is infinite or not a number.
        """
        self._of(source.key, FLOATS)
        tensor = self._finite(source.key)
        return tensor if source.third is None else np.array_split(tensor, 3)[source.third]

    def number(self, key: str) -> float:
        """Read a tensor that is a single number; whole ones are read, too.

        Raises:
            ModelUnavailable: it is none, or not finite.
        """
        shape = self._of(key, FLOATS + WHOLES).get_shape()
        if math.prod(shape) != 1:
            raise ModelUnavailable(
                f"{self.path.name} is refused: {shown(key)} is no number, it has shape {shape}."
            )
        return float(self._finite(key).item())

    def _finite(self, key: str) -> Floats:
        with np.errstate(over="ignore"):  # What float32 cannot hold becomes infinite.
            tensor: Floats = self.handle.get_tensor(key).astype(np.float32)
        if not np.isfinite(tensor).all():
            raise ModelUnavailable(f"{self.path.name} is refused: {shown(key)} is not finite.")
        return tensor


@contextmanager
def opened(path: Path) -> Iterator[TensorFile]:
    """Open a safetensors file for reading single tensors.

    Raises:
        ModelUnavailable: the file is missing, damaged, cut short or of another format.
    """
    refuse_pickle(path)
    if not os.path.isfile(path):  # noqa: PTH113  # Path.is_file raises where it may not look.
        raise ModelUnavailable(f"{path.name} is not there, or is no file.")
    try:
        handle = safe_open(path, framework="numpy")
    except (OSError, SafetensorError) as error:
        reason = " ".join(str(error).split()).rstrip(".")
        raise ModelUnavailable(
            f"{path.name} is no whole safetensors file ({reason}); fetch it again."
        ) from error
    with handle as file:
        yield TensorFile(path, file, frozenset(file.keys()), file.metadata() or {})


def read_json(path: Path) -> dict[str, Any]:
    """Read a small JSON object, such as a diffusers config.

    Raises:
        ModelUnavailable: the file is missing, too large for a config, or no JSON object.
    """
    try:
        if path.stat().st_size > MOST_CONFIG_BYTES:
            raise ValueError("it is too large for a config")
        content = json.loads(path.read_text("utf-8"))
        if not isinstance(content, dict):
            raise ValueError("it holds no object")
    except (OSError, ValueError, RecursionError) as error:
        place = f"{path.parent.name}/{path.name}"
        raise ModelUnavailable(f"{place} cannot be read: {error}.") from error
    return content


def start_of(path: Path) -> str:
    """Read the first megabyte of a text that may be there; what cannot be read says nothing."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_CONFIG_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""
