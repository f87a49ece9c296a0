"""Reading one tensor at a time of a safetensors file, and refusing what is none."""

import json
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
        tensor = self.handle.get_slice(source.key)
        if tensor.get_dtype() not in FLOATS:
            raise ModelUnavailable(
                f"{self.path.name} is refused: {source.key} is of {tensor.get_dtype()}, "
                "and only float16, bfloat16 and float32 are read."
            )
        rows, *rest = tensor.get_shape() or (1,)
        return (rows if source.third is None else rows // 3, *rest)

    def read(self, source: Source) -> Floats:
        """Read one parameter as float32.

        Raises:
            ModelUnavailable: a value is infinite or not a number.
        """
        tensor: Floats = self.handle.get_tensor(source.key).astype(np.float32)
        if not np.isfinite(tensor).all():
            raise ModelUnavailable(f"{self.path.name} is refused: {source.key} is not finite.")
        return tensor if source.third is None else np.split(tensor, 3)[source.third]


@contextmanager
def opened(path: Path) -> Iterator[TensorFile]:
    """Open a safetensors file for reading single tensors.

    Raises:
        ModelUnavailable: the file is missing, damaged, cut short or of another format.
    """
    refuse_pickle(path)
    try:
        handle = safe_open(path, framework="numpy")
    except FileNotFoundError:
        raise ModelUnavailable(f"{path.name} is not there.") from None
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
        if path.stat().st_size > 1_000_000:
            raise ValueError("it is too large for a config")
        content = json.loads(path.read_text("utf-8"))
        if not isinstance(content, dict):
            raise ValueError("it holds no object")
    except (OSError, ValueError, RecursionError) as error:
        place = f"{path.parent.name}/{path.name}"
        raise ModelUnavailable(f"{place} cannot be read: {error}.") from error
    return content
