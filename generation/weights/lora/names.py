"""Keys of LoRA files, parsed into a module and the part of its change.

kohya's trainer, LyCORIS, PEFT, diffusers before PEFT and OneTrainer each name them differently.
"""

import re
from collections.abc import Iterable
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
# Prefixes of keys that belong to a network, of any model.
_NETWORKS = ("lora_unet_", "lora_te", "lycoris_", "unet.", "text_encoder", _PEFT, "transformer.")
# Parts without an effect: LyCORIS resets the scalar to 1 when it reads a file.
_WITHOUT_EFFECT = ("scalar",)
# Kinds of adapters that are not read, by the prefix of a part.
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
# Models of foreign modules, by a part of the key.
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
_LONGEST_CACHED = 200


class Key(NamedTuple):
    """A parsed key: the module, and the part of its change."""

    module: str
    part: str


def split(key: str) -> Key | None:
    """Split a key into its module and the part of its change; None for any other key."""
    return _cached_split(key) if len(key) <= _LONGEST_CACHED else _split(key)


def _split(key: str) -> Key | None:
    if found := _PROCESSOR.fullmatch(key):
        module, projection, part = found.groups()
        return Key(f"{module}.{projection}{'.0' if projection == 'to_out' else ''}", part)
    match = _MATRIX.fullmatch(key) or _TENSOR.fullmatch(key)
    if match is None:
        return None
    return Key(match["module"].removeprefix(_PEFT), _SAME.get(match["part"], match["part"]))


# LoRAs of one trainer have the same keys.
_cached_split = lru_cache(maxsize=4096)(_split)


def is_adapter(keys: Iterable[str]) -> bool:
    """Check whether any key is named as an adapter's."""
    return any(key.startswith(_NETWORKS[:3]) or _MATRIX.fullmatch(key) for key in keys)


class Modules:
    """Lookup of modules by their names in LoRA files.

    Args:
        places: the parameters that can be changed.
    """

    def __init__(self, places: Iterable[KernelRef]) -> None:
        self._places: dict[str, KernelRef] = {}
        for place in places:
            if place.parameter != "weight":
                continue
            # transformers from version 5 on omits "text_model.".
            for name in {place.name, place.name.removeprefix("text_model.")}:
                self._places[DOTTED[place.role] + name] = place
                for prefix in _FLAT[place.role]:
                    self._places[prefix + name.replace(".", "_")] = place

    def find(self, module: str) -> KernelRef | None:
        """Look up the weight of a module by its name in a file."""
        return self._places.get(module) or self._places.get(f"unet.{module}")

    def group_keys(self, header: Header) -> tuple[dict[KernelRef, dict[str, str]], tuple[str, ...]]:
        """Group the keys of a file by the module that they change.

        Returns:
            For each module its keys by part; and the keys that belong to no adapter.

        Raises:
            ModelUnavailable: a key changes an unknown module, or in a way that is not supported.
        """
        groups: dict[KernelRef, dict[str, str]] = {}
        ignored = []
        for key in sorted(header.tensors):
            parsed = split(key)
            place = self.find(parsed.module) if parsed else None
            if parsed is None or place is None:
                self._refuse_change(header, key)
                ignored.append(key)
                continue
            parts = groups.setdefault(place, {})
            if parsed.part in parts:
                raise ModelUnavailable(f"{header.path.name} says twice what changes {place.name}.")
            parts[parsed.part] = key
        return groups, tuple(ignored)

    def _refuse_change(self, header: Header, key: str) -> None:
        """Refuse a key without a known module and part, if it belongs to an adapter."""
        name = header.path.name
        pieces = key.removeprefix(_PEFT).split(".", _MOST_PARTS)
        splits = ((pieces[:count], pieces[count:]) for count in range(len(pieces) - 1, 0, -1))
        # The rest of a key after the name of a known module.
        part = next((".".join(rest) for module, rest in splits if self.find(".".join(module))), "")
        if part:
            if part in _WITHOUT_EFFECT:
                return
            kind = next(
                (kind for start, kind in _KINDS.items() if part.startswith(start)), "unknown"
            )
            raise ModelUnavailable(
                f"{name} changes a layer in a way that is not read ({kind}): {format_value(key)}."
            )
        if family := next((family for part, family in _FAMILIES.items() if part in key), ""):
            raise ModelUnavailable(
                f"{name} is a LoRA for {family}, which cannot be drawn with: {format_value(key)}."
            )
        if key.startswith(_NETWORKS) or _MATRIX.fullmatch(key):
            raise ModelUnavailable(f"{name} is a LoRA for another model: {format_value(key)}.")
