"""Small layers wearing adapters as LyCORIS and PEFT make them, and the kernels that come of it.

`python -m tests.generation.weights.lora.lycoris_cases` writes them down, for machines without
torch; it needs `pip install -e ".[parity]"`. The kernels are measured, by what the layers answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import peft
import torch
from lycoris.modules.locon import LoConModule
from lycoris.modules.loha import LohaModule
from lycoris.modules.lokr import LokrModule
from safetensors.torch import save_file

GOLDEN = Path(__file__).with_name("lycoris_golden.safetensors")
RANK, ALPHA, INPUTS, OUTPUTS = 2, 3.0, 6, 12
Tensors = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """A kernel, the file's tensors by their part of the key, and the kernel that wears them."""

    name: str
    base: Any
    parts: Tensors
    worn: Any

    def tensors(self) -> Tensors:
        named = {f"{self.name}/parts/{part}": value for part, value in self.parts.items()}
        return named | {f"{self.name}/base": self.base, f"{self.name}/worn": self.worn}


def _layer(window: int) -> Any:
    if window:
        return torch.nn.Conv2d(INPUTS, OUTPUTS, window, bias=False)
    return torch.nn.Linear(INPUTS, OUTPUTS, bias=False)


def _kernel(layer: Any, shape: Any) -> Any:
    """Measure a layer's kernel by what it answers to one input at a time."""
    count = int(np.prod(shape[1:]))
    answers = layer(torch.eye(count).reshape(count, *shape[1:])).detach()
    return answers.reshape(count, OUTPUTS).T.reshape(shape).contiguous()


def lycoris_case(name: str, make: Any, window: int, **options: Any) -> Case:
    layer = _layer(window)
    base = layer.weight.detach().clone()
    adapter = make("layer", layer, 1.0, **{"lora_dim": RANK, "alpha": ALPHA} | options)
    with torch.no_grad():
        for parameter in adapter.parameters():
            parameter.add_(0.3 * torch.randn_like(parameter))
    adapter.eval()
    adapter.apply_to()
    worn = _kernel(layer, base.shape)
    state = adapter.state_dict()
    adapter.restore()
    return Case(name, base, {key: value.detach().clone() for key, value in state.items()}, worn)


class _Wrapped(torch.nn.Module):
    def __init__(self, layer: Any) -> None:
        super().__init__()
        self.layer = layer


def peft_case(name: str, window: int) -> Case:
    layer = _layer(window)
    base = layer.weight.detach().clone()
    config = peft.LoraConfig(
        r=RANK, lora_alpha=RANK, target_modules=["layer"], use_dora=True, init_lora_weights=False
    )
    model = peft.get_peft_model(_Wrapped(layer), config).eval()
    with torch.no_grad():
        for key, parameter in model.named_parameters():
            if "magnitude" in key:
                parameter.add_(0.3 * torch.randn_like(parameter))
    worn = _kernel(model.base_model.model.layer, base.shape)
    start = "base_model.model.layer."
    state = peft.get_peft_model_state_dict(model)
    parts = {key.removeprefix(start): value.detach().clone() for key, value in state.items()}
    return Case(name, base, parts, worn)


def cases(seed: int) -> Iterator[Case]:
    """Make all kinds of adapters on a dense layer and on a convolution."""
    torch.manual_seed(seed)
    for window, where in ((0, "dense"), (1, "point"), (2, "window")):
        for decomposed, dora in (
            ("", {}),
            ("-dora-out", {"weight_decompose": True, "wd_on_out": True}),
            ("-dora-in", {"weight_decompose": True, "wd_on_out": False}),
        ):
            yield lycoris_case(f"lora{decomposed}-{where}", LoConModule, window, **dora)
            yield lycoris_case(f"loha{decomposed}-{where}", LohaModule, window, **dora)
            yield lycoris_case(f"lokr{decomposed}-{where}", LokrModule, window, factor=2, **dora)
        both = {"factor": 4, "decompose_both": True, "lora_dim": 1}
        yield lycoris_case(f"lokr-both-{where}", LokrModule, window, **both)
        yield lycoris_case(f"lokr-full-{where}", LokrModule, window, factor=2, full_matrix=True)
        yield peft_case(f"peft-dora-{where}", window)
    tucker = {"use_tucker": True}
    yield lycoris_case("lora-tucker", LoConModule, 2, **tucker)
    yield lycoris_case("loha-tucker", LohaModule, 2, **tucker)
    yield lycoris_case("lokr-tucker", LokrModule, 2, factor=2, **tucker)


if __name__ == "__main__":
    # A 1x1 convolution is a dense layer; the parity test has both.
    kept = (case for case in cases(0) if not case.name.endswith("-point"))
    tensors = {key: value for case in kept for key, value in case.tensors().items()}
    save_file({key: value.contiguous() for key, value in tensors.items()}, GOLDEN)
