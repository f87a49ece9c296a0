"""LoRA files: low-rank changes of kernels, under kohya's names or those of diffusers and PEFT.

Reference: Hu et al., "LoRA: Low-Rank Adaptation of Large Language Models", arXiv:2106.09685, §4.1:
our down is their A, our up their B, our scale their alpha / r.
"""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generation.errors import ModelUnavailable
from generation.weights.tensors import Floats, Shape, Source, TensorFile, opened, shown

_DOWN, _UP, _ALPHA = "down", "up", "alpha"
# kohya, PEFT, diffusers before PEFT, and diffusers' text encoders before PEFT.
_PARTS: Mapping[str, str] = {
    "lora_down.weight": _DOWN,
    "lora_up.weight": _UP,
    "lora_A.weight": _DOWN,
    "lora_B.weight": _UP,
    "lora.down.weight": _DOWN,
    "lora.up.weight": _UP,
    "lora_linear_layer.down.weight": _DOWN,
    "lora_linear_layer.up.weight": _UP,
    "alpha": _ALPHA,
}
# diffusers' first form: "….attn1.processor.to_q_lora.down.weight".
_PROCESSOR = re.compile(r"(.+)\.processor\.(to_[a-z]+)_lora\.(down|up)\.weight")
_DOTTED = {"diffusion_model": "unet.", "text_encoder": "text_encoder."}
# diffusers' converter counts the text encoders even where there is one.
_FLAT = {"diffusion_model": ("lora_unet_",), "text_encoder": ("lora_te_", "lora_te1_")}


class Place(NamedTuple):
    """A kernel: the network's field in `Networks`, and diffusers' name of the module."""

    role: str
    name: str


@dataclass(frozen=True)
class Patch:
    """The change of one kernel.

    Args:
        down: (rank, inputs) or (rank, inputs, height, width).
        up: (outputs, rank), windows of a 1x1 convolution left out.
        scale: alpha / rank.
    """

    down: Floats
    up: Floats
    scale: float

    def delta(self) -> Floats:
        """Multiply out what is added to the kernel at strength 1, in torch's layout."""
        change: Floats = self.up @ self.down.reshape(len(self.down), -1) * self.scale
        return change.reshape(len(self.up), *self.down.shape[1:])


def read_lora(path: Path, kernels: Mapping[Place, Shape]) -> dict[Place, Patch]:
    """Read a LoRA file.

    Args:
        path: of the safetensors file.
        kernels: shapes, in torch's layout, of what can be changed.

    Raises:
        ModelUnavailable: the file is damaged, of another kind of adapter, or for another model.
    """
    places = {alias: place for place in kernels for alias in _aliases(place)}
    with opened(path) as file:
        alphas = _alphas(file)
        return {
            place: _patch(file, parts, kernels[place], alphas.get(place.role))
            for place, parts in _grouped(file, places).items()
        }


def _aliases(place: Place) -> tuple[str, ...]:
    """List what LoRA files call a module."""
    # transformers from version 5 on leave "text_model." out.
    names = (place.name, place.name.removeprefix("text_model."))
    dotted = (_DOTTED[place.role] + name for name in names)
    flat = (start + name.replace(".", "_") for start in _FLAT[place.role] for name in names)
    return *dotted, *flat


def _grouped(file: TensorFile, places: Mapping[str, Place]) -> dict[Place, dict[str, str]]:
    """Find the keys of each module's down, up and alpha."""
    grouped: dict[Place, dict[str, str]] = {}
    for key in sorted(file.keys):
        module, part = _split(file, key)
        place = places.get(module) or places.get(f"unet.{module}")
        if place is None:
            raise ModelUnavailable(
                f"{file.path.name} is a LoRA for another model: {shown(module)}."
            )
        if part in grouped.setdefault(place, {}):
            raise ModelUnavailable(f"{file.path.name} says twice what changes {place.name}.")
        grouped[place][part] = key
    if not grouped:
        raise ModelUnavailable(f"{file.path.name} is an empty LoRA.")
    return grouped


def _split(file: TensorFile, key: str) -> tuple[str, str]:
    """Split a key into the module and what of it this is."""
    if found := _PROCESSOR.fullmatch(key):
        module, projection, part = found.groups()
        return f"{module}.{projection}{'.0' if projection == 'to_out' else ''}", part
    for suffix, part in _PARTS.items():
        if key.endswith(f".{suffix}"):
            return key.removesuffix(f".{suffix}").removeprefix("base_model.model."), part
    raise ModelUnavailable(
        f"{file.path.name} is no LoRA of down and up matrices (LoHa, LoKr, DoRA and CP "
        f"decompositions are not read): {shown(key)}."
    )


def _patch(
    file: TensorFile, parts: Mapping[str, str], kernel: Shape, stated_alpha: float | None
) -> Patch:
    if not {_DOWN, _UP} <= parts.keys():
        half = shown(next(iter(parts.values())))
        raise ModelUnavailable(f"{file.path.name} lacks a half of {half}.")
    down, up = Source(parts[_DOWN]), Source(parts[_UP])
    rank = file.shape(down)[0]
    if not rank:
        raise ModelUnavailable(f"{file.path.name} is empty at {shown(down.key)}.")
    _check(file, down, (rank, *kernel[1:]))
    _check(file, up, (kernel[0], rank))
    alpha = file.number(parts[_ALPHA]) if _ALPHA in parts else stated_alpha
    return Patch(
        file.read(down).reshape(rank, *kernel[1:]),
        file.read(up).reshape(kernel[0], rank),
        1.0 if alpha is None else alpha / rank,
    )


def _check(file: TensorFile, source: Source, expected: Shape) -> None:
    """Hold a half against the kernel; a dense layer may stand for a 1x1 convolution."""
    found = file.shape(source)
    if _without_ones(found) != _without_ones(expected):
        raise ModelUnavailable(
            f"{file.path.name} is a LoRA for another model: {shown(source.key)} has shape {found}, "
            f"expected {expected}."
        )


def _without_ones(shape: Shape) -> Shape:
    return shape[:-2] if shape[2:] == (1, 1) else shape


def _alphas(file: TensorFile) -> dict[str, float]:
    """Read the alpha of each network from what diffusers writes into the header.

    Raises:
        ModelUnavailable: the header asks for a scaling that is not known here.
    """
    try:
        stated = json.loads(file.metadata.get("lora_adapter_metadata", "{}"))
        options = ("alpha_pattern", "use_rslora", "use_dora")
        if any(stated.get(prefix + name) for prefix in _DOTTED.values() for name in options):
            raise ModelUnavailable(f"{file.path.name} scales its layers in an unknown way.")
        found = {role: stated.get(f"{prefix}lora_alpha") for role, prefix in _DOTTED.items()}
        alphas = {role: float(alpha) for role, alpha in found.items() if alpha is not None}
        if not all(map(math.isfinite, alphas.values())):
            raise ValueError("an alpha is not finite")
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        reason = f"{file.path.name} has damaged metadata: {shown(str(error))}."
        raise ModelUnavailable(reason) from error
    return alphas
