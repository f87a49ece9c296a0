"""Tensors of one module's change, each checked against the kernel before it is read."""

import math
from collections.abc import Mapping

import numpy as np
from jaxtyping import Float32

from generation.arrays import Float32Array
from generation.errors import ModelUnavailable
from generation.files.regular_files import format_value
from generation.weights.headers import FLOATS, WHOLES, Header, Shape, Source
from generation.weights.tensors import TensorFile

# No kernel of Stable Diffusion has a higher rank, and few LoRAs have one over 256.
MOST_RANK = 4096
_ZERO = np.zeros(1, np.float32)


class Parts:
    """Tensors of one module's change in a file.

    Args:
        header: of the file.
        file: the same file to read from, or None to check only names and shapes; all values are
            then zeros that take no memory.
        keys: by part.
        kernel: shape of the parameter that is changed, in torch's layout.
    """

    def __init__(
        self, header: Header, file: TensorFile | None, keys: Mapping[str, str], kernel: Shape
    ) -> None:
        self._header, self._file, self._keys, self.kernel = header, file, keys, kernel
        # A change without a rank does not use an alpha, and is the same with one.
        self._taken = {"alpha"}

    def __contains__(self, part: str) -> bool:
        return part in self._keys

    def any(self, prefix: str) -> bool:
        """Check whether the name of any part begins with a prefix."""
        return any(part.startswith(prefix) for part in self._keys)

    def size(self, part: str, axis: int) -> int:
        """Look up the size of a part along an axis.

        Args:
            part: its name.
            axis: index of the axis.

        Raises:
            ModelUnavailable: the part is missing, or has fewer axes.
        """
        shape = self._shape(part)
        if len(shape) <= axis:
            raise self._shape_error(part, "more axes")
        return shape[axis]

    def rank(self, part: str) -> int:
        """Look up the rank of a change, the size of a part's first axis."""
        rank = self.size(part, 0)
        if not rank:
            raise ModelUnavailable(
                f"{self._header.path.name} is empty at {format_value(self._keys[part])}."
            )
        if rank > MOST_RANK:
            raise self._shape_error(part, f"a rank of at most {MOST_RANK}")
        return rank

    def take(self, part: str, *shape: int) -> Float32Array:
        """Read a part.

        Args:
            part: its name.
            shape: expected; a dense layer may stand for a 1x1 convolution.

        Raises:
            ModelUnavailable: the part is missing, or is of another shape.
        """
        if _without_ones(self._shape(part)) != _without_ones(shape):
            raise self._shape_error(part, str(shape))
        self._taken.add(part)
        if self._file is None:
            return _zeros(shape)
        return self._file.read(Source(self._keys[part])).reshape(shape)

    def scale(self, rank: int, stated_alpha: float | None) -> float:
        """Compute the factor of a change: alpha / rank unless the file states the factor.

        Args:
            rank: of the change.
            stated_alpha: of the file's metadata, for a change without an alpha of its own.
        """
        if "scale" in self:
            return self._read_number("scale")
        alpha = self._read_number("alpha") if "alpha" in self else stated_alpha
        return 1.0 if alpha is None else alpha / rank

    def magnitude(self) -> Float32Array | None:
        """Read DoRA's norms, shaped to be broadcast over the kernel; None without any.

        PEFT's norms are always of the outputs, LyCORIS' and OneTrainer's of either axis, by shape.
        """
        outputs, inputs, *window = self.kernel
        ones = [1] * len(window)
        if "magnitude" in self:
            return self._read_norms("magnitude", (outputs, 1, *ones))
        if "dora_scale" not in self:
            return None
        is_by_output = self._shape("dora_scale")[:1] == (outputs,)
        return self._read_norms(
            "dora_scale", (outputs, 1, *ones) if is_by_output else (1, inputs, *ones)
        )

    def multiply_core(
        self,
        core: Float32[np.ndarray, "rank other_rank height width"],
        down: Float32[np.ndarray, "other_rank inputs"],
    ) -> Float32[np.ndarray, "rank inputs height width"]:
        """Multiply the core of a Tucker decomposition with its down factor.

        Args:
            core: (rank, rank, height, width).
            down: (rank, inputs).

        Returns:
            (rank, inputs, height, width) float32.
        """
        if self._file is None:
            return _zeros((core.shape[0], down.shape[1], *core.shape[2:]))
        product: np.ndarray = np.einsum("rs...,si->ri...", core, down, optimize=True)
        return product

    def refuse_rest(self) -> None:
        """Refuse a file that holds more parts of the change than were taken.

        Raises:
            ModelUnavailable: a part is left; names it.
        """
        for part in sorted(self._keys.keys() - self._taken):
            raise self.misfit_error(
                f"changes one layer in two ways: {format_value(self._keys[part])}"
            )

    def misfit_error(self, what: str) -> ModelUnavailable:
        """Build the error of a change that does not fit the kernel."""
        key = format_value(next(iter(self._keys.values())))
        return ModelUnavailable(
            f"{self._header.path.name} {what} at {key}, whose layer has shape {self.kernel}."
        )

    def _read_norms(self, part: str, shape: Shape) -> Float32Array:
        found = self._shape(part)
        if math.prod(found) != math.prod(shape):
            raise self._shape_error(part, str(shape))
        return self.take(part, *found).reshape(shape)

    def _read_number(self, part: str) -> float:
        self._taken.add(part)
        key = self._keys[part]
        if self._file is not None:
            return self._file.number(key)
        if math.prod(shape := self._header.entry(key, FLOATS + WHOLES).shape) != 1:
            raise self._shape_error(part, f"one number, not {list(shape)}")
        return 1.0

    def _shape(self, part: str) -> Shape:
        if part not in self._keys:
            half = format_value(next(iter(self._keys.values())))
            raise ModelUnavailable(f"{self._header.path.name} lacks a half of {half}: {part}.")
        return self._header.shape(Source(self._keys[part]))

    def _shape_error(self, part: str, expected: str) -> ModelUnavailable:
        key = self._keys[part]
        return ModelUnavailable(
            f"{self._header.path.name} is a LoRA for another model: {format_value(key)} has shape "
            f"{self._header.shape(Source(key))}, expected {expected}."
        )


def _zeros(shape: Shape) -> Float32Array:
    """Build zeros in the memory of one; forty times faster than numpy's broadcast_to."""
    return np.ndarray(shape, np.float32, _ZERO, strides=(0,) * len(shape))


def _without_ones(shape: Shape) -> Shape:
    return shape[:-2] if shape[2:] == (1, 1) else shape
