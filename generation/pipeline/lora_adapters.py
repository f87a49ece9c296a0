"""Activate LoRAs in the weights of networks, and restore the weights, without recompiling."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from math import prod
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from jaxtyping import Float32

from generation.engines.cuda.devices import device
from generation.errors import LoraUnavailable, ModelUnavailable
from generation.prepared import MAX_LORAS
from generation.validation import validation_error
from generation.weights.checkpoint import PARAMETERS, as_keras, as_torch, torch_shape
from generation.weights.headers import Shape
from generation.weights.lora.deltas import Change, LoraDelta, delta
from generation.weights.lora.file import read_lora
from generation.weights.lora.targets import KernelRef
from generation.weights.names_diffusers import leaves

# In an error text for members; a folder may hold a thousand LoRAs.
MOST_NAMED = 10
ROLES = ("text_encoder", "diffusion_model")
Factor = Float32[np.ndarray, "_ _"]
ActiveLoras = tuple[tuple[str, float], ...]
Changes = Sequence[tuple[float, Change]]
Deltas = Sequence[tuple[float, LoraDelta]]


class Adapters:
    """LoRAs of a model, merged into the variables of its networks and removed exactly.

    Every merge starts from the base kernel, of which a copy is held as long as a LoRA changes
    it: rounding errors do not accumulate, and without LoRAs every bit is restored. On a graphics
    card the copy stays there, and only the LoRA's small matrices are sent to it. For a network
    whose weights are constants in a program, `factors` returns LoRAs' matrices as arguments.

    Args:
        networks: by their field in `Networks`, at any size, since sizes share the variables.
        files: of the LoRAs, by name.
        constant: fields of the networks into which no LoRA is merged; this class holds no
            reference to their variables.
    """

    def __init__(
        self,
        networks: Mapping[str, keras.Model],
        files: Mapping[str, Path],
        constant: Sequence[str] = (),
    ) -> None:
        self._files = dict(files)
        variables = {
            ref: variable
            for role, network in networks.items()
            for ref, variable in _variables(role, network)
        }
        self._shapes = {ref: torch_shape(variable) for ref, variable in variables.items()}
        self._variables = {
            ref: variable for ref, variable in variables.items() if ref.role not in constant
        }
        self._bases: dict[KernelRef, tf.Tensor] = {}
        self._on_card = device() is not None
        self._active_loras: ActiveLoras = ()
        # As many as can be active together; in float32 a file of rank 32 takes about 80 MB.
        self._read = lru_cache(maxsize=MAX_LORAS)(
            lambda name: read_lora(self._files[name], self._shapes)
        )
        self._cached_factors = lru_cache(maxsize=1)(self._stack_factors)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the LoRAs."""
        return tuple(self._files)

    def kernels(self, role: str) -> dict[str, Shape]:
        """Return the shapes of the kernels of a network, in torch's layout, by name."""
        return {ref.name: self._shapes[ref] for ref in self._kernel_refs(role)}

    def is_low_rank(self, role: str, loras: Sequence[tuple[str, float]]) -> bool:
        """Check whether `factors` can express all changes of LoRAs to a network.

        Args:
            role: the network's field in `Networks`.
            loras: names and strengths, 1 as trained.

        Raises:
            InvalidRequest: a name is not that of a LoRA.
            LoraUnavailable: a file is damaged or for another model.
        """
        return all(
            isinstance(change, LoraDelta)
            for ref, changes in self._changes(_canonical(loras)).items()
            if ref.role == role
            for _, change in changes
        )

    def set_active_loras(self, loras: Sequence[tuple[str, float]]) -> None:
        """Set the networks' weights to the base weights plus exactly these LoRAs.

        This costs nothing where the same LoRAs are active already, in any order. Compiled
        functions that read the variables see the change, copies of the weights elsewhere do not.

        Args:
            loras: names and strengths, 1 as trained; empty restores the base weights.

        Raises:
            InvalidRequest: a name is not that of a LoRA; nothing is changed.
            LoraUnavailable: a file is damaged or for another model; nothing is changed.
        """
        wanted = _canonical(loras)
        if wanted == self._active_loras:
            return
        changes = self._changes(wanted)
        # No request equals this until all kernels are set: the next call repeats a merge that an
        # error interrupted.
        self._active_loras = (("", 0.0),)
        for ref in {*self._bases, *changes} & self._variables.keys():
            self._set_kernel(ref, changes.get(ref, []))
        self._active_loras = wanted

    def factors(self, role: str, loras: Sequence[tuple[str, float]]) -> list[Factor]:
        """Stack the matrices of LoRAs for a network whose weights are constants.

        Args:
            role: the network's field in `Networks`.
            loras: names and strengths, 1 as trained.

        Returns:
            For each of `kernels`, in their order, down (inputs, window * rank) and up (rank,
            outputs), both float32, where window is the number of positions in a convolution's
            window; zeros of rank 1 for a kernel that no LoRA changes.

        Raises:
            InvalidRequest: a name is not that of a LoRA.
            LoraUnavailable: a file is damaged or for another model.
        """
        return self._cached_factors(role, _canonical(loras))

    def _stack_factors(self, role: str, loras: ActiveLoras) -> list[Factor]:
        changes = self._changes(loras)
        factors: list[Factor] = []
        for ref in self._kernel_refs(role):
            low_rank = [
                (strength, change)
                for strength, change in changes.get(ref, [])
                if isinstance(change, LoraDelta)
            ]
            factors.extend(_factors(low_rank, self._shapes[ref]))
        return factors

    def _kernel_refs(self, role: str) -> list[KernelRef]:
        """List the kernels of a network: its variables but scales and biases."""
        return [ref for ref, shape in self._shapes.items() if ref.role == role and len(shape) > 1]

    def _changes(self, loras: ActiveLoras) -> dict[KernelRef, list[tuple[float, Change]]]:
        """Read LoRAs, and collect their changes with their strengths by kernel."""
        changes: dict[KernelRef, list[tuple[float, Change]]] = {}
        for name, strength in loras:
            if name not in self._files:
                more = " …" if len(self._files) > MOST_NAMED else ""
                known = ", ".join(islice(self._files, MOST_NAMED)) + more or "none"
                raise validation_error("LoRA", name, "lora-known", choices=known)
            try:
                lora = self._read(name)
            except ModelUnavailable as error:
                raise LoraUnavailable(name, str(error)) from error
            for ref, change in lora.items():
                changes.setdefault(ref, []).append((strength, change))
        return changes

    def _set_kernel(self, ref: KernelRef, changes: Changes) -> None:
        """Set a kernel to its base plus changes; the base is held while there are changes."""
        variable: Any = self._variables[ref]
        if ref not in self._bases:
            self._bases[ref] = tf.identity(variable.value)
        if not changes:
            variable.assign(self._bases.pop(ref))
            return
        value = base = tf.cast(self._bases[ref], tf.float32)
        for strength, change in changes:
            if isinstance(change, LoraDelta) and self._on_card:
                difference = _multiply_on_device(change, variable)
            else:
                difference = as_keras(delta(change, as_torch(base.numpy(), variable)), variable)
            value += strength * difference
        variable.assign(tf.cast(value, variable.dtype))


def _multiply_on_device(change: LoraDelta, variable: Any) -> Float32[tf.Tensor, "..."]:
    """Multiply the two matrices of a LoRA on the device that holds the variable."""
    # (rank, inputs, window) → (window * inputs, rank), in the order of Keras' kernels.
    rows = np.moveaxis(change.down, (0, 1), (-1, -2)).reshape(-1, len(change.down))
    product = tf.matmul(rows, (change.scale * change.up).T)
    return tf.reshape(product, variable.shape)


def _variables(role: str, network: keras.Model) -> Iterator[tuple[KernelRef, Any]]:
    """List the variables of a network that LoRAs can change: kernels, scales and biases."""
    for name, leaf in leaves(role, network).items():
        for variable in leaf.variables:
            if variable.name != "embeddings":
                yield KernelRef(role, name, PARAMETERS[variable.name]), variable


def _canonical(loras: Sequence[tuple[str, float]]) -> ActiveLoras:
    """Sort LoRAs, and drop those of strength 0, so that equal settings compare equal."""
    return tuple(sorted((name, strength) for name, strength in loras if strength))


def _factors(changes: Deltas, shape: Shape) -> tuple[Factor, Factor]:
    """Concatenate several LoRAs' matrices of one kernel along the rank; see `Adapters.factors`.

    Args:
        changes: strengths and LoRAs' matrices of the kernel.
        shape: of the kernel in torch's layout: outputs, inputs, window.

    Returns:
        down (inputs, window * rank) and up (rank, outputs), both float32.
    """
    outputs, inputs, *window = shape
    if not changes:
        return np.zeros((inputs, prod(window)), np.float32), np.zeros((1, outputs), np.float32)
    down = np.concatenate([patch.down for _, patch in changes])
    up = np.concatenate([strength * patch.scale * patch.up for strength, patch in changes], axis=1)
    return np.moveaxis(down, 0, -1).reshape(inputs, -1), up.T
