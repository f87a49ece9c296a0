"""Reading of LoRA files: changes of parameters in the forms of LoRA, LoHa, LoKr and DoRA.

Reference: the forms as LyCORIS, kohya's trainer and PEFT write them; see `deltas` for the papers.
"""

import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from generation.errors import ModelUnavailable
from generation.files.regular_files import format_value, parse_object
from generation.weights.headers import Header, Shape
from generation.weights.lora.deltas import (
    Change,
    Decomposed,
    Full,
    Hadamard,
    Kronecker,
    LoraDelta,
    Tucker,
    Update,
)
from generation.weights.lora.names import DOTTED, Modules
from generation.weights.lora.parts import Parts
from generation.weights.lora.targets import KernelRef
from generation.weights.tensors import TensorFile, open_tensors

__all__ = ["KernelRef", "check_lora", "read_lora"]


def read_lora(path: Path, parameters: Mapping[KernelRef, Shape]) -> dict[KernelRef, Change]:
    """Read a LoRA file.

    Args:
        path: of the safetensors file.
        parameters: shapes in torch's layout of the parameters that can be changed.

    Raises:
        ModelUnavailable: the file is damaged, of another kind of adapter, or for another model.
    """
    with open_tensors(path) as file:
        changes, _ = _read_changes(file.header, parameters, file)
    return changes


def check_lora(header: Header, parameters: Mapping[KernelRef, Shape]) -> tuple[str, ...]:
    """Check a LoRA file's names and shapes against a model, without reading its tensors.

    Args:
        header: of the file.
        parameters: shapes in torch's layout of the parameters that can be changed.

    Returns:
        The keys that belong to no adapter and are not read.

    Raises:
        ModelUnavailable: the file is of another kind of adapter, or for another model.
    """
    _, ignored = _read_changes(header, parameters, None)
    return ignored


def _read_changes(
    header: Header, parameters: Mapping[KernelRef, Shape], file: TensorFile | None
) -> tuple[dict[KernelRef, Change], tuple[str, ...]]:
    keys_by_place, ignored = _cached_modules(frozenset(parameters)).group_keys(header)
    if not keys_by_place:
        raise ModelUnavailable(f"{header.path.name} is an empty LoRA: it changes no layer.")
    alphas, changes = _read_alphas(header), dict[KernelRef, Change]()
    for place, keys in keys_by_place.items():
        parts = Parts(header, file, keys, parameters[place])
        if keys.keys() - {"diff_b", "alpha"}:
            changes[place] = _read_change(parts, alphas.get(place.role))
        if "diff_b" in parts:
            bias = place._replace(parameter="bias")
            changes[bias] = Full(parts.take("diff_b", *parameters.get(bias, ())))
        parts.refuse_rest()
    return changes, ignored


_cached_modules = lru_cache(maxsize=4)(Modules)


def _read_change(parts: Parts, stated_alpha: float | None) -> Change:
    if "diff" in parts:
        return Full(parts.take("diff", *parts.kernel))
    if len(parts.kernel) < 2:
        raise parts.misfit_error("changes a scale as if it were a kernel")
    outputs, inputs, *window = parts.kernel
    update: Update
    if parts.any("hada_"):
        one, other = (
            _read_tucker(parts, f"hada_w{index}", f"hada_t{index}", outputs, inputs)
            for index in (1, 2)
        )
        update = Hadamard(one, other, parts.scale(one.rank, stated_alpha), parts.kernel)
    elif parts.any("lokr_"):
        update = _read_kronecker(parts, stated_alpha)
    else:
        rank = parts.rank("down")
        up, scale = parts.take("up", outputs, rank), parts.scale(rank, stated_alpha)
        if "mid" in parts:
            core = parts.take("mid", rank, rank, *window)
            down = parts.multiply_core(core, parts.take("down", rank, inputs))
        else:
            down = parts.take("down", rank, inputs, *window)
        update = LoraDelta(down, up, scale)
    magnitude = parts.magnitude()
    return update if magnitude is None else Decomposed(update, magnitude)


def _read_kronecker(parts: Parts, stated_alpha: float | None) -> Kronecker:
    outputs, inputs, *window = parts.kernel
    whole = "lokr_w1" in parts
    rows = parts.size("lokr_w1" if whole else "lokr_w1_a", 0)
    columns = parts.size("lokr_w1" if whole else "lokr_w1_b", 1)
    if not rows or not columns or outputs % rows or inputs % columns:
        raise parts.misfit_error(f"is a product with {rows} x {columns}")
    rest = outputs // rows, inputs // columns
    one = (
        parts.take("lokr_w1", rows, columns)
        if whole
        else _read_factors(parts, "lokr_w1", rows, columns)
    )
    other = (
        parts.take("lokr_w2", *rest, *window)
        if "lokr_w2" in parts
        else _read_tucker(parts, "lokr_w2", "lokr_t2", *rest)
    )
    ranks = [part.rank for part in (one, other) if isinstance(part, Tucker)]
    scale = parts.scale(ranks[0], stated_alpha) if ranks else 1.0
    return Kronecker(one, other, scale, parts.kernel)


def _read_tucker(parts: Parts, matrix: str, core: str, outputs: int, inputs: int) -> Tucker:
    """Read a tensor of the kernel's window: two factors, or two and a core."""
    window = parts.kernel[2:]
    if core not in parts:
        return _read_factors(parts, matrix, outputs, inputs * math.prod(window))
    rank = parts.rank(core)
    up, down = parts.take(f"{matrix}_a", rank, outputs), parts.take(f"{matrix}_b", rank, inputs)
    return Tucker(up.T, down, parts.take(core, rank, rank, *window))


def _read_factors(parts: Parts, matrix: str, outputs: int, inputs: int) -> Tucker:
    rank = parts.rank(f"{matrix}_b")
    return Tucker(parts.take(f"{matrix}_a", outputs, rank), parts.take(f"{matrix}_b", rank, inputs))


def _read_alphas(header: Header) -> dict[str, float]:
    """Read the alpha of each network from diffusers' metadata in the header.

    Raises:
        ModelUnavailable: the metadata are damaged, or state a scaling that is not supported.
    """
    try:
        stated = parse_object(header.metadata.get("lora_adapter_metadata", "{}"))
        options = ("alpha_pattern", "use_rslora")
        if any(stated.get(prefix + name) for prefix in DOTTED.values() for name in options):
            raise ModelUnavailable(f"{header.path.name} scales its layers in an unknown way.")
        found = {role: stated.get(f"{prefix}lora_alpha") for role, prefix in DOTTED.items()}
        alphas = {role: float(alpha) for role, alpha in found.items() if alpha is not None}
        if not all(map(math.isfinite, alphas.values())):
            raise ValueError("an alpha is not finite")
    except (ValueError, TypeError) as error:
        reason = f"{header.path.name} has damaged metadata: {format_value(str(error))}."
        raise ModelUnavailable(reason) from error
    return alphas
