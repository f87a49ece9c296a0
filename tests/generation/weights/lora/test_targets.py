"""The table of what LoRAs can change, against the networks that it describes."""

import keras
import pytest

from generation.models.stable_diffusion import architectures
from generation.pipeline.lora_adapters import _variables
from generation.weights.checkpoint import torch_shape
from generation.weights.lora.targets import KernelRef, parameters


@pytest.mark.parametrize(("version", "text", "diffusion"), [(1, 194, 686), (2, 370, 686)])
def test_as_many_parameters_are_listed_as_the_published_models_have(
    version: int, text: int, diffusion: int
) -> None:
    roles = [place.role for place in parameters(version)]
    assert (roles.count("text_encoder"), roles.count("diffusion_model")) == (text, diffusion)


@pytest.mark.slow
@pytest.mark.parametrize("version", [1, 2])
def test_the_table_lists_what_the_networks_have(version: int) -> None:
    keras.mixed_precision.set_global_policy("float32")
    factories = architectures(version, 128, 128)
    found = {
        place: torch_shape(variable)
        for role in ("text_encoder", "diffusion_model")
        for place, variable in _variables(role, factories[role]())
    }
    assert found == dict(parameters(version))


@pytest.mark.parametrize("version", [1, 2])
def test_the_table_lists_what_diffusers_has(version: int) -> None:
    torch = pytest.importorskip("torch", reason="parity extra is not installed")
    pytest.importorskip("diffusers", reason="parity extra is not installed")
    from tests.generation.weights import published

    with torch.device("meta"):
        module = published.bare_diffusion_model(version)
    found = {name: tuple(value.shape) for name, value in module.state_dict().items()}
    assert found == {
        f"{name}.{parameter}": shape
        for (role, name, parameter), shape in parameters(version).items()
        if role == "diffusion_model"
    }


def test_the_versions_differ_by_the_width_of_the_text_alone() -> None:
    key = KernelRef("diffusion_model", "mid_block.attentions.0.transformer_blocks.0.attn2.to_k")
    assert (parameters(1)[key], parameters(2)[key]) == ((1280, 768), (1280, 1024))
