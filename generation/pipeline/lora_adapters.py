"""LoRAs that networks wear, put on and taken off without compiling or loading anything anew."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from math import prod
from pathlib import Path
from typing import Any

import keras
import numpy as np

from generation.arrays import Float32Array
from generation.errors import LoraUnavailable, ModelUnavailable
from generation.request import MAX_LORAS
from generation.validation import validation_error
from generation.weights.checkpoint import PARAMETERS, as_keras, as_torch, torch_shape
from generation.weights.headers import Shape
from generation.weights.lora.deltas import Change, LoraDelta, delta
from generation.weights.lora.file import read_lora
from generation.weights.lora.targets import KernelRef
from generation.weights.names_diffusers import leaves

# In the sentence that a member reads; a folder may hold a thousand.
MOST_NAMED = 10
ROLES = ("text_encoder", "diffusion_model")
ActiveLoras = tuple[tuple[str, float], ...]
Changes = Sequence[tuple[float, Change]]
Deltas = Sequence[tuple[float, LoraDelta]]


class Adapters:
    """Merges LoRAs into the variables of networks, and takes them out exactly.

    Every merge starts from the untouched kernel, of which a copy is kept as long as a LoRA
    changes it: nothing adds up, and taking all off restores every bit. A network whose weights
    are constants in a program gets a LoRA's matrices as arguments, see `factors`.

    Args:
        networks: Stable Diffusion's by their field in `Networks`, at any size, since sizes share
            the variables.
        files: of the LoRAs, by name.
        constant: the networks that are not merged into; nothing of them is held.
    """

    def __init__(
        self,
        networks: Mapping[str, keras.Model],
        files: Mapping[str, Path],
        constant: Sequence[str] = (),
    ) -> None:
        self._files = dict(files)
        variables = {
            place: variable
            for role, network in networks.items()
            for place, variable in _variables(role, network)
        }
        self._shapes = {place: torch_shape(variable) for place, variable in variables.items()}
        self._variables = {
            place: variable for place, variable in variables.items() if place.role not in constant
        }
        self._bases: dict[KernelRef, Float32Array] = {}
        self._worn: ActiveLoras = ()
        # What can be worn together; in float32 a file of rank 32 takes about 80 MB.
        self._read = lru_cache(maxsize=MAX_LORAS)(self._read_file)
        self._factors = lru_cache(maxsize=1)(self._stacked)

    @property
    def names(self) -> tuple[str, ...]:
        """List the LoRAs there are."""
        return tuple(self._files)

    def kernels(self, role: str) -> dict[str, Shape]:
        """Tell the shapes of what can be changed of a network, in torch's layout, by name."""
        return {place.name: self._shapes[place] for place in self._places(role)}

    def is_low_rank(self, role: str, loras: Sequence[tuple[str, float]]) -> bool:
        """Test whether `factors` can express what LoRAs change of a network.

        Raises:
            InvalidRequest: there is no LoRA of a name.
            LoraUnavailable: a file is damaged or for another model.
        """
        return all(
            isinstance(change, LoraDelta)
            for place, changes in self._changes(_sorted(loras)).items()
            if place.role == role
            for _, change in changes
        )

    def wear(self, loras: Sequence[tuple[str, float]]) -> None:
        """Set the networks' weights to base plus these LoRAs, and no others.

        Costs nothing where they are worn already; their order is of no matter. Compiled functions
        that read the variables see the change, copies of the weights elsewhere do not.

        Args:
            loras: names and strengths, 1 as trained; empty takes all off.

        Raises:
            InvalidRequest: there is no LoRA of a name; nothing is changed.
            LoraUnavailable: a file is damaged or for another model; nothing is changed.
        """
        wanted = _sorted(loras)
        if wanted == self._worn:
            return
        changes = self._changes(wanted)
        # Unknown until all is done: a merge that breaks off is repeated by the next call.
        self._worn = (("", 0.0),)
        for place in {*self._bases, *changes} & self._variables.keys():
            self._set(place, changes.get(place, []))
        self._worn = wanted

    def factors(self, role: str, loras: Sequence[tuple[str, float]]) -> list[Float32Array]:
        """Stack the matrices of LoRAs for a network whose weights are constants.

        Args:
            role: of the network.
            loras: names and strengths, 1 as trained.

        Returns:
            Of each of `kernels`, in their order, down (inputs, window * rank) and up (rank,
            outputs), where window counts a convolution's places; zeros of rank 1 where nothing
            changes.

        Raises:
            InvalidRequest: there is no LoRA of a name.
            LoraUnavailable: a file is damaged or for another model.
        """
        return self._factors(role, _sorted(loras))

    def _stacked(self, role: str, wanted: ActiveLoras) -> list[Float32Array]:
        changes = self._changes(wanted)
        return [
            factor
            for place in self._places(role)
            for factor in _factors(_deltas(changes.get(place, [])), self._shapes[place])
        ]

    def _places(self, role: str) -> list[KernelRef]:
        """List the kernels of a network."""
        return [
            place for place, shape in self._shapes.items() if place.role == role and len(shape) > 1
        ]

    def _changes(self, wanted: ActiveLoras) -> dict[KernelRef, list[tuple[float, Change]]]:
        changes: dict[KernelRef, list[tuple[float, Change]]] = {}
        for name, strength in wanted:
            if name not in self._files:
                more = " …" if len(self._files) > MOST_NAMED else ""
                known = ", ".join(islice(self._files, MOST_NAMED)) + more or "none"
                raise validation_error("LoRA", name, "lora-known", choices=known)
            for place, change in self._read(name).items():
                changes.setdefault(place, []).append((strength, change))
        return changes

    def _set(self, place: KernelRef, changes: Changes) -> None:
        variable: Any = self._variables[place]
        if place not in self._bases:
            self._bases[place] = variable.numpy().copy()
        value = base = self._bases[place]
        for strength, change in changes:
            change_of = delta(change, as_torch(base.astype(np.float32), variable))
            value = value + strength * as_keras(change_of, variable)
        variable.assign(value)
        if not changes:
            del self._bases[place]

    def _read_file(self, name: str) -> dict[KernelRef, Change]:
        try:
            return read_lora(self._files[name], self._shapes)
        except ModelUnavailable as error:
            raise LoraUnavailable(name, str(error)) from error


def _variables(role: str, network: keras.Model) -> Iterator[tuple[KernelRef, Any]]:
    """List what LoRAs can change of a network: kernels, scales and biases, but no tables."""
    for name, leaf in leaves(role, network).items():
        for variable in leaf.variables:
            if variable.name != "embeddings":
                yield KernelRef(role, name, PARAMETERS[variable.name]), variable


def _deltas(changes: Changes) -> Deltas:
    """Pick out the changes of low rank."""
    return [(strength, change) for strength, change in changes if isinstance(change, LoraDelta)]


def _sorted(loras: Sequence[tuple[str, float]]) -> ActiveLoras:
    return tuple(sorted((name, strength) for name, strength in loras if strength))


def _factors(changes: Deltas, shape: Shape) -> tuple[Float32Array, Float32Array]:
    """Lay several LoRAs' matrices of one kernel side by side; see `Adapters.factors`."""
    outputs, inputs, *window = shape
    if not changes:
        return np.zeros((inputs, prod(window)), np.float32), np.zeros((1, outputs), np.float32)
    down = np.concatenate([patch.down for _, patch in changes])
    up = np.concatenate([strength * patch.scale * patch.up for strength, patch in changes], axis=1)
    return np.moveaxis(down, 0, -1).reshape(inputs, -1), up.T
