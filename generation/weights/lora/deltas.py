"""Changes that an adapter adds to a parameter: low-rank, Hadamard, Kronecker, full, and DoRA.

Reference: LoRA: Hu et al., arXiv:2106.09685, eq. 3; our down is their A, our up their B, our scale
their alpha / r. LoHa: Hyeon-Woo et al., "FedPara", arXiv:2108.06098, Prop. 2. LoKr: Yeh et al.,
"LyCORIS", arXiv:2309.14859, §3.3. DoRA: Liu et al., arXiv:2402.09353, eq. 5.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from jaxtyping import Float32

from generation.arrays import Float32Array
from generation.weights.headers import Shape

# A column of zeros has no direction; dividing by this leaves it at zero.
_EPSILON = float(np.finfo(np.float32).eps)


class Update(Protocol):
    """A change of one parameter that does not depend on the parameter."""

    def delta(self) -> Float32Array:
        """Compute the change at strength 1, shaped as the parameter in torch's layout."""


@dataclass(frozen=True)
class LoraDelta:
    """A change of low rank.

    Args:
        down: (rank, inputs) or (rank, inputs, height, width).
        up: (outputs, rank), windows of a 1x1 convolution left out.
        scale: alpha / rank.
    """

    down: Float32[np.ndarray, "rank inputs *window"]
    up: Float32[np.ndarray, "outputs rank"]
    scale: float

    def delta(self) -> Float32Array:
        """Multiply up and down."""
        change: np.ndarray = self.up @ self.down.reshape(len(self.down), -1) * self.scale
        return change.reshape(len(self.up), *self.down.shape[1:])


@dataclass(frozen=True)
class Tucker:
    """A tensor in up to three factors.

    Args:
        up: (outputs, rank).
        down: (rank, the rest of the tensor); (rank, inputs) beside a core.
        core: (rank, rank, height, width) between the two, or None.
    """

    up: Float32[np.ndarray, "outputs rank"]
    down: Float32[np.ndarray, " other_rank *rest"]
    core: Float32[np.ndarray, "rank other_rank height width"] | None = None

    @property
    def rank(self) -> int:
        """Number of columns of the up factor, the divisor of alpha."""
        return len(self.down)

    def product(self) -> Float32[np.ndarray, " outputs *rest"]:
        """Multiply the factors: (outputs, the rest), or (outputs, inputs, height, width)."""
        product: np.ndarray = (
            self.up @ self.down
            if self.core is None
            else np.einsum("or,rshw,si->oihw", self.up, self.core, self.down, optimize=True)
        )
        return product


@dataclass(frozen=True)
class Hadamard:
    """The product of two tensors of low rank, entry by entry (LoHa).

    Args:
        one: the first.
        other: the second.
        scale: alpha / rank.
        shape: of the parameter.
    """

    one: Tucker
    other: Tucker
    scale: float
    shape: Shape

    def delta(self) -> Float32Array:
        """Multiply the two entry by entry."""
        change: np.ndarray = self.one.product() * self.other.product() * self.scale
        return change.reshape(self.shape)


@dataclass(frozen=True)
class Kronecker:
    """The Kronecker product of a small and a larger matrix, or tensor of a convolution (LoKr).

    Args:
        one: a matrix, in full or in two factors.
        other: a matrix or (outputs, inputs, height, width), in full or in factors.
        scale: alpha / rank; 1 where both are full.
        shape: of the parameter.
    """

    one: Float32Array | Tucker
    other: Float32Array | Tucker
    scale: float
    shape: Shape

    def delta(self) -> Float32Array:
        """Multiply each entry of the first with the whole second."""
        one, other = (
            part.product() if isinstance(part, Tucker) else part for part in (self.one, self.other)
        )
        change: np.ndarray = np.kron(one.reshape(*one.shape, *[1] * (other.ndim - 2)), other)
        return change.reshape(self.shape) * np.float32(self.scale)


@dataclass(frozen=True)
class Full:
    """A change that is stored in full.

    Args:
        change: shaped as the parameter.
    """

    change: Float32Array

    def delta(self) -> Float32Array:
        """Return the change."""
        return self.change


@dataclass(frozen=True)
class Decomposed:
    """A change of direction, with the kernel's norms set to learned ones (DoRA).

    Args:
        update: of the direction.
        magnitude: norms, (outputs, 1, …) or (1, inputs, 1, …) in torch's layout; the norm is taken
            over all axes that are 1.
    """

    update: Update
    magnitude: Float32Array

    def delta_for(self, base: Float32[np.ndarray, "*kernel"]) -> Float32[np.ndarray, "*kernel"]:
        """Compute the change of a kernel at strength 1.

        Args:
            base: the kernel without any adapter, in torch's layout.
        """
        direction = base + self.update.delta()
        axis = 0 if self.magnitude.shape[0] == len(base) else 1
        others = tuple(index for index in range(base.ndim) if index != axis)
        norm = np.sqrt(np.sum(np.square(direction), axis=others, keepdims=True))
        result: np.ndarray = direction * (self.magnitude / (norm + _EPSILON)) - base
        return result


Change = Update | Decomposed


def delta(change: Change, base: Float32[np.ndarray, "*kernel"]) -> Float32[np.ndarray, "*kernel"]:
    """Compute a change of a parameter at strength 1.

    Args:
        change: of the parameter.
        base: the parameter without any adapter, in torch's layout.
    """
    return change.delta_for(base) if isinstance(change, Decomposed) else change.delta()
