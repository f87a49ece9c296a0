"""LoRAs that networks wear, put on and taken off without compiling or loading anything anew."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from generation.models.networks import Networks
from generation.rules import broken
from generation.weights.checkpoint import as_keras, torch_shape
from generation.weights.lora import Patch, Place, read_lora
from generation.weights.names_diffusers import leaves
from generation.weights.tensors import Floats

ROLES = ("text_encoder", "diffusion_model")
# So many files' matrices stay in memory, about 40 MB each.
REMEMBERED = 8

Worn = tuple[tuple[str, float], ...]


class Adapters:
    """Merges LoRAs into the variables of networks, and takes them out exactly.

    Every merge starts from the untouched kernel, of which a copy is kept as long as a LoRA
    changes it: nothing adds up, and taking all off restores every bit.

    Args:
        networks: Stable Diffusion's, at any size, since sizes share the variables.
        files: of the LoRAs, by name.
    """

    def __init__(self, networks: Networks, files: Mapping[str, Path]) -> None:
        self._files = dict(files)
        self._kernels: dict[Place, Any] = {
            Place(role, name): leaf.kernel
            for role in ROLES
            for name, leaf in leaves(role, getattr(networks, role)).items()
            if hasattr(leaf, "kernel")
        }
        self._bases: dict[Place, Floats] = {}
        self._worn: Worn = ()
        self._read = lru_cache(maxsize=REMEMBERED)(self._read_file)

    @property
    def names(self) -> tuple[str, ...]:
        """List the LoRAs there are."""
        return tuple(self._files)

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
        wanted = tuple(sorted((name, strength) for name, strength in loras if strength))
        if wanted == self._worn:
            return
        changes = self._changes(wanted)
        # Unknown until all is done: a merge that breaks off is repeated by the next call.
        self._worn = (("", 0.0),)
        for place in {*self._bases, *changes}:
            self._set(place, changes.get(place, []))
        self._worn = wanted

    def _changes(self, wanted: Worn) -> dict[Place, list[tuple[float, Patch]]]:
        changes: dict[Place, list[tuple[float, Patch]]] = {}
        for name, strength in wanted:
            if name not in self._files:
                known = ", ".join(self._files) or "none"
                raise broken("LoRA", name, "lora-known", choices=known)
            for place, patch in self._read(name).items():
                changes.setdefault(place, []).append((strength, patch))
        return changes

    def _set(self, place: Place, changes: Sequence[tuple[float, Patch]]) -> None:
        kernel = self._kernels[place]
        if place not in self._bases:
            self._bases[place] = kernel.numpy().copy()
        value = self._bases[place]
        for strength, patch in changes:
            value = value + strength * as_keras(patch.delta(), kernel)
        kernel.assign(value)
        if not changes:
            del self._bases[place]

    def _read_file(self, name: str) -> dict[Place, Patch]:
        shapes = {place: torch_shape(kernel) for place, kernel in self._kernels.items()}
        return read_lora(self._files[name], shapes)
