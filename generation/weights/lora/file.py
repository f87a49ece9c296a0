"""LoRA files: changes of kernels, biases and scales in the forms of LoRA, LoHa, LoKr and DoRA.

Reference: the forms as LyCORIS, kohya's trainer and PEFT write them; see `updates` for the papers.
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
        parameters: shapes, in torch's layout, of what can be changed.

    Raises:
        ModelUnavailable: the file is damaged, of another kind of adapter, or for another model.
    """
    with open_tensors(path) as file:
        changes, _ = _changes(file.header, parameters, file)
    return changes


def check_lora(header: Header, parameters: Mapping[KernelRef, Shape]) -> tuple[str, ...]:
    """Check a LoRA file's names and shapes against a model, without reading its tensors.

    Args:
        header: of the file.
        parameters: shapes, in torch's layout, of what can be changed.

    Returns:
        The keys that are of no adapter, and not read.

    Raises:
        ModelUnavailable: the file is of another kind of adapter, or for another model.
    """
    _, ignored = _changes(header, parameters, None)
    return ignored


def _changes(
    header: Header, parameters: Mapping[KernelRef, Shape], file: TensorFile | None
) -> tuple[dict[KernelRef, Change], tuple[str, ...]]:
    grouped, ignored = _modules(frozenset(parameters)).grouped(header)
    if not grouped:
        raise ModelUnavailable(f"{header.path.name} is an empty LoRA: it changes no layer.")
    alphas, changes = _alphas(header), dict[KernelRef, Change]()
    for place, keys in grouped.items():
        parts = Parts(header, file, keys, parameters[place])
        if keys.keys() - {"diff_b", "alpha"}:
            changes[place] = _change(parts, alphas.get(place.role))
        if "diff_b" in parts:
            bias = place._replace(parameter="bias")
            changes[bias] = Full(parts.take("diff_b", *parameters.get(bias, ())))
        parts.refuse_rest()
    return changes, ignored


@lru_cache(maxsize=4)
def _modules(places: frozenset[KernelRef]) -> Modules:
    return Modules(places)


def _change(parts: Parts, stated_alpha: float | None) -> Change:
    if "diff" in parts:
        return Full(parts.take("diff", *parts.kernel))
    if len(parts.kernel) < 2:
        raise parts.misfit("changes a scale as if it were a kernel")
    update = _update(parts, stated_alpha)
    magnitude = parts.magnitude()
    return update if magnitude is None else Decomposed(update, magnitude)


def _update(parts: Parts, stated_alpha: float | None) -> Update:
    if parts.any("hada_"):
        return _hadamard(parts, stated_alpha)
    if parts.any("lokr_"):
        return _kronecker(parts, stated_alpha)
    return _low_rank(parts, stated_alpha)


def _low_rank(parts: Parts, stated_alpha: float | None) -> LoraDelta:
    outputs, inputs, *window = parts.kernel
    rank = parts.rank("down")
    up, scale = parts.take("up", outputs, rank), parts.scale(rank, stated_alpha)
    if "mid" not in parts:
        return LoraDelta(parts.take("down", rank, inputs, *window), up, scale)
    core, down = parts.take("mid", rank, rank, *window), parts.take("down", rank, inputs)
    return LoraDelta(parts.joined(core, down), up, scale)


def _hadamard(parts: Parts, stated_alpha: float | None) -> Hadamard:
    one, other = (
        _tucker(parts, f"hada_w{index}", f"hada_t{index}", *parts.kernel[:2]) for index in (1, 2)
    )
    return Hadamard(one, other, parts.scale(one.rank, stated_alpha), parts.kernel)


def _kronecker(parts: Parts, stated_alpha: float | None) -> Kronecker:
    outputs, inputs, *window = parts.kernel
    whole = "lokr_w1" in parts
    rows = parts.size("lokr_w1" if whole else "lokr_w1_a", 0)
    columns = parts.size("lokr_w1" if whole else "lokr_w1_b", 1)
    if not rows or not columns or outputs % rows or inputs % columns:
        raise parts.misfit(f"is a product with {rows} x {columns}")
    rest = outputs // rows, inputs // columns
    one = (
        parts.take("lokr_w1", rows, columns) if whole else _factors(parts, "lokr_w1", rows, columns)
    )
    other = (
        parts.take("lokr_w2", *rest, *window)
        if "lokr_w2" in parts
        else _tucker(parts, "lokr_w2", "lokr_t2", *rest)
    )
    ranks = [part.rank for part in (one, other) if isinstance(part, Tucker)]
    scale = parts.scale(ranks[0], stated_alpha) if ranks else 1.0
    return Kronecker(one, other, scale, parts.kernel)


def _tucker(parts: Parts, matrix: str, core: str, outputs: int, inputs: int) -> Tucker:
    """Take a tensor of the kernel's window in two factors, or in two beside a core."""
    window = parts.kernel[2:]
    if core not in parts:
        return _factors(parts, matrix, outputs, inputs * math.prod(window))
    rank = parts.rank(core)
    up, down = parts.take(f"{matrix}_a", rank, outputs), parts.take(f"{matrix}_b", rank, inputs)
    return Tucker(up.T, down, parts.take(core, rank, rank, *window))


def _factors(parts: Parts, matrix: str, outputs: int, inputs: int) -> Tucker:
    rank = parts.rank(f"{matrix}_b")
    return Tucker(parts.take(f"{matrix}_a", outputs, rank), parts.take(f"{matrix}_b", rank, inputs))


def _alphas(header: Header) -> dict[str, float]:
    """Read the alpha of each network from what diffusers writes into the header.

    Raises:
        ModelUnavailable: the header asks for a scaling that is not known here.
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
