"""The keys of LoRA files: which module each is of, and which part of its change it holds.

kohya's trainer, LyCORIS, PEFT, diffusers before PEFT and OneTrainer name them differently.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from generation.errors import ModelUnavailable
from generation.files.regular_files import format_value
from generation.weights.headers import Header
from generation.weights.lora.targets import KernelRef

# PEFT may put the adapter's name before the ending: "….lora_A.default.weight".
_MATRIX = re.compile(
    r"(?P<module>.+?)\.(?P<part>lora_down|lora_up|lora_mid|lora_A|lora_B"
    r"|lora\.down|lora\.up|lora_linear_layer\.down|lora_linear_layer\.up)(?:\.[^.]+)?\.weight"
)
_TENSOR = re.compile(
    r"(?P<module>.+?)\.(?P<part>alpha|scale|dora_scale|lora_magnitude_vector|diff|diff_b"
    r"|w_norm|b_norm|hada_(?:w[12]_[ab]|t[12])|lokr_(?:w[12](?:_[ab])?|t2))"
    r"(?:\.default)?(?:\.weight)?"
)
_SAME = {
    "lora_down": "down",
    "lora_A": "down",
    "lora.down": "down",
    "lora_linear_layer.down": "down",
    "lora_up": "up",
    "lora_B": "up",
    "lora.up": "up",
    "lora_linear_layer.up": "up",
    "lora_mid": "mid",
    "lora_magnitude_vector": "magnitude",
    "w_norm": "diff",
    "b_norm": "diff_b",
}
# diffusers' first form: "….attn1.processor.to_q_lora.down.weight".
_PROCESSOR = re.compile(r"(.+)\.processor\.(to_[a-z]+)_lora\.(down|up)\.weight")
DOTTED = {"diffusion_model": "unet.", "text_encoder": "text_encoder."}
# diffusers' converter counts the text encoders even where there is one.
_FLAT = {"diffusion_model": ("lora_unet_",), "text_encoder": ("lora_te_", "lora_te1_")}
_PEFT = "base_model.model."
# What a key begins with that is meant for a network, of whatever model.
_NETWORKS = ("lora_unet_", "lora_te", "lycoris_", "unet.", "text_encoder", _PEFT, "transformer.")
# Parts that no longer change anything: LyCORIS resets it to 1 when it reads a file.
_SPENT = ("scalar",)
# What is part of an adapter of a kind that is not read, by the start of the part.
_KINDS = {
    "oft": "OFT",
    "boft": "BOFT",
    "rescale": "OFT",
    "on_input": "(IA)³",
    "a1.": "GLoRA",
    "a2.": "GLoRA",
    "b1.": "GLoRA",
    "b2.": "GLoRA",
    "q_layer": "T-LoRA",
    "lambda_layer": "T-LoRA",
    "bias_": "sparse biases",
    "lora_B.bias": "biases of the up matrix",
}
# For which model a foreign module is, by a part of its key.
_FAMILIES = {
    "lora_te2_": "Stable Diffusion XL",
    "text_encoder_2": "Stable Diffusion XL",
    "lora_unet_input_blocks": "Stable Diffusion XL",
    "lora_unet_output_blocks": "Stable Diffusion XL",
    "double_blocks": "FLUX",
    "single_transformer_blocks": "FLUX",
    "joint_blocks": "Stable Diffusion 3",
}
# Modules' names have eight parts at most; longer keys are not searched for them.
_MOST_PARTS = 16
_LONGEST_REMEMBERED = 200


class Key(NamedTuple):
    """A key, and what it holds of the change of a module."""

    module: str
    part: str


def split(key: str) -> Key | None:
    """Split a key into its module and what of the change it holds; None if it holds neither."""
    return _remembered(key) if len(key) <= _LONGEST_REMEMBERED else _split(key)


def _split(key: str) -> Key | None:
    if found := _PROCESSOR.fullmatch(key):
        module, projection, part = found.groups()
        return Key(f"{module}.{projection}{'.0' if projection == 'to_out' else ''}", part)
    match = _MATRIX.fullmatch(key) or _TENSOR.fullmatch(key)
    if match is None:
        return None
    return Key(match["module"].removeprefix(_PEFT), _SAME.get(match["part"], match["part"]))


# LoRAs of one trainer have the same keys.
_remembered = lru_cache(maxsize=4096)(_split)


def is_adapter(keys: Iterable[str]) -> bool:
    """Test whether some tensors are named as those of an adapter are."""
    return any(key.startswith(_NETWORKS[:3]) or _MATRIX.fullmatch(key) for key in keys)


class Modules:
    """Finds the modules that keys speak of.

    Args:
        places: the parameters that can be changed.
    """

    def __init__(self, places: Iterable[KernelRef]) -> None:
        self._named: Mapping[str, KernelRef] = {
            alias: place
            for place in places
            if place.parameter == "weight"
            for alias in _aliases(place)
        }

    def find(self, module: str) -> KernelRef | None:
        """Look up the weight of a module by the name that a file gives it."""
        return self._named.get(module) or self._named.get(f"unet.{module}")

    def grouped(self, header: Header) -> tuple[dict[KernelRef, dict[str, str]], tuple[str, ...]]:
        """Find the keys of each module's change.

        Returns:
            For each module its keys by part; and the keys that are of no adapter.

        Raises:
            ModelUnavailable: a key changes what is not there, or in a way that is not known.
        """
        grouped: dict[KernelRef, dict[str, str]] = {}
        ignored = []
        for key in sorted(header.tensors):
            named = split(key)
            place = self.find(named.module) if named else None
            if named is None or place is None:
                self._refuse_change(header, key)
                ignored.append(key)
                continue
            parts = grouped.setdefault(place, {})
            if named.part in parts:
                raise ModelUnavailable(f"{header.path.name} says twice what changes {place.name}.")
            parts[named.part] = key
        return grouped, tuple(ignored)

    def _refuse_change(self, header: Header, key: str) -> None:
        """Refuse a key without a known module and part, if it is one of an adapter."""
        name = header.path.name
        if own := self._own_part(key):
            if own in _SPENT:
                return
            kind = next((kind for part, kind in _KINDS.items() if own.startswith(part)), "unknown")
            raise ModelUnavailable(
                f"{name} changes a layer in a way that is not read ({kind}): {format_value(key)}."
            )
        if family := next((family for part, family in _FAMILIES.items() if part in key), ""):
            raise ModelUnavailable(
                f"{name} is a LoRA for {family}, which cannot be drawn with: {format_value(key)}."
            )
        if key.startswith(_NETWORKS) or _MATRIX.fullmatch(key):
            raise ModelUnavailable(f"{name} is a LoRA for another model: {format_value(key)}.")

    def _own_part(self, key: str) -> str:
        """Cut the name of a module that is there from the start of a key."""
        pieces = key.removeprefix(_PEFT).split(".", _MOST_PARTS)
        for count in range(len(pieces) - 1, 0, -1):
            if self.find(".".join(pieces[:count])):
                return ".".join(pieces[count:])
        return ""


def _aliases(place: KernelRef) -> Iterator[str]:
    """List what LoRA files call a module."""
    # transformers from version 5 on leave "text_model." out.
    for name in {place.name, place.name.removeprefix("text_model.")}:
        yield DOTTED[place.role] + name
        yield from (start + name.replace(".", "_") for start in _FLAT[place.role])
