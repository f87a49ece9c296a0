"""LoRAs that networks wear, put on and taken off without compiling or loading anything anew."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import prod
from pathlib import Path
from typing import Any

import keras
import numpy as np

from generation.request import MAX_LORAS
from generation.rules import broken
from generation.weights.checkpoint import as_keras, torch_shape
from generation.weights.lora import Patch, Place, read_lora
from generation.weights.names_diffusers import leaves
from generation.weights.tensors import Floats, Shape

ROLES = ("text_encoder", "diffusion_model")
Worn = tuple[tuple[str, float], ...]
Changes = Sequence[tuple[float, Patch]]


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
        kernels = {
            Place(role, name): leaf.kernel
            for role, network in networks.items()
            for name, leaf in leaves(role, network).items()
            if hasattr(leaf, "kernel")
        }
        self._shapes = {place: torch_shape(kernel) for place, kernel in kernels.items()}
        self._kernels = {
            place: kernel for place, kernel in kernels.items() if place.role not in constant
        }
        self._bases: dict[Place, Floats] = {}
        self._worn: Worn = ()
        # What can be worn together; in float32 a file of rank 32 takes about 80 MB.
        self._read = lru_cache(maxsize=MAX_LORAS)(self._read_file)
        self._factors = lru_cache(maxsize=1)(self._stacked)

    @property
    def names(self) -> tuple[str, ...]:
        """List the LoRAs there are."""
        return tuple(self._files)

    def kernels(self, role: str) -> dict[str, Shape]:
        """Tell the shapes of what can be changed of a network, in torch's layout, by name."""
        return {place.name: shape for place, shape in self._shapes.items() if place.role == role}

    def wear(self, loras: Sequence[tuple[str, float]]) -> None:
        """Set the networks' weights to base plus these LoRAs, and no others.

        Costs nothing where they are worn already; their order is of no matter. Compiled functions
        that read the variables see the change, copies of the weights elsewhere do not.

        Args:
            loras: names and strengths, 1 as trained; empty takes all off.

        Raises:
            InvalidRequest: there is no LoRA of a name; nothing is changed.
            ModelUnavailable: a file is damaged or for another model; nothing is changed.
        """
        wanted = _sorted(loras)
        if wanted == self._worn:
            return
        changes = self._changes(wanted)
        # Unknown until all is done: a merge that breaks off is repeated by the next call.
        self._worn = (("", 0.0),)
        for place in {*self._bases, *changes} & self._kernels.keys():
            self._set(place, changes.get(place, []))
        self._worn = wanted

    def factors(self, role: str, loras: Sequence[tuple[str, float]]) -> list[Floats]:
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
            ModelUnavailable: a file is damaged or for another model.
        """
        return self._factors(role, _sorted(loras))

    def _stacked(self, role: str, wanted: Worn) -> list[Floats]:
        changes = self._changes(wanted)
        return [
            factor
            for place, shape in self._shapes.items()
            if place.role == role
            for factor in _factors(changes.get(place, []), shape)
        ]

    def _changes(self, wanted: Worn) -> dict[Place, list[tuple[float, Patch]]]:
        changes: dict[Place, list[tuple[float, Patch]]] = {}
        for name, strength in wanted:
            if name not in self._files:
                known = ", ".join(self._files) or "none"
                raise broken("LoRA", name, "lora-known", choices=known)
            for place, patch in self._read(name).items():
                changes.setdefault(place, []).append((strength, patch))
        return changes

    def _set(self, place: Place, changes: Changes) -> None:
        kernel: Any = self._kernels[place]
        if place not in self._bases:
            self._bases[place] = kernel.numpy().copy()
        value = self._bases[place]
        for strength, patch in changes:
            value = value + strength * as_keras(patch.delta(), kernel)
        kernel.assign(value)
        if not changes:
            del self._bases[place]

    def _read_file(self, name: str) -> dict[Place, Patch]:
        return read_lora(self._files[name], self._shapes)


def _sorted(loras: Sequence[tuple[str, float]]) -> Worn:
    return tuple(sorted((name, strength) for name, strength in loras if strength))


def _factors(changes: Changes, shape: Shape) -> tuple[Floats, Floats]:
    """Lay several LoRAs' matrices of one kernel side by side; see `Adapters.factors`."""
    outputs, inputs, *window = shape
    if not changes:
        return np.zeros((inputs, prod(window)), np.float32), np.zeros((1, outputs), np.float32)
    down = np.concatenate([patch.down for _, patch in changes])
    up = np.concatenate([strength * patch.scale * patch.up for strength, patch in changes], axis=1)
    return np.moveaxis(down, 0, -1).reshape(inputs, -1), up.T
