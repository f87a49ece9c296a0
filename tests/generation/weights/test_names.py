"""Our names for single files against diffusers' own reader of them: no numbers, only names."""

from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="parity extra is not installed")
pytest.importorskip("diffusers", reason="parity extra is not installed")
pytest.importorskip("transformers", reason="parity extra is not installed")

from diffusers.loaders import single_file_utils  # noqa: E402

from tests.generation.weights import published  # noqa: E402


def mark_parameters(module: Any) -> dict[str, Any]:
    """Set every parameter to a distinct small value of the same rank."""
    return {
        name: torch.full((3,) + (1,) * (value.ndim - 1), float(index))
        for index, (name, value) in enumerate(module.state_dict().items())
    }


def with_text_model(state: dict[str, Any]) -> dict[str, Any]:
    """Name parameters as transformers did before version 5, and as the files do."""
    return {f"text_model.{name.removeprefix('text_model.')}": v for name, v in state.items()}


def assert_read_back(found: dict[str, Any], state: dict[str, Any]) -> None:
    assert found.keys() == state.keys()
    for name, value in state.items():
        assert torch.equal(found[name].flatten(), value.flatten()), name


@pytest.mark.parametrize("version", [1, 2])
def test_diffusers_reads_our_names_of_the_diffusion_model(version: int) -> None:
    with torch.device("meta"):
        module = published.bare_diffusion_model(version)
    state = mark_parameters(module)
    file = published.in_single_file("diffusion_model", state, version)
    found = single_file_utils.convert_ldm_unet_checkpoint(file, dict(module.config))
    assert_read_back(found, state)


def test_diffusers_reads_our_names_of_the_autoencoder() -> None:
    with torch.device("meta"):
        module = published.bare_autoencoder()
    state = mark_parameters(module)
    file = published.in_single_file("decoder", state, 1)
    found = single_file_utils.convert_ldm_vae_checkpoint(file, dict(module.config))
    assert_read_back(found, state)


def test_diffusers_reads_our_names_of_the_first_text_encoder() -> None:
    with torch.device("meta"):
        module = published.bare_text_encoder(1)
    state = with_text_model(mark_parameters(module))
    file = published.in_single_file("text_encoder", state, 1)
    assert_read_back(single_file_utils.convert_ldm_clip_checkpoint(file), state)


def test_diffusers_reads_our_names_of_the_second_text_encoder() -> None:
    with torch.device("meta"):
        module = published.bare_text_encoder(2)
    state = with_text_model(mark_parameters(module))
    file = published.in_single_file("text_encoder", state, 2)
    # Tells diffusers that a third of q, k and v has 3 rows here.
    file["cond_stage_model.model.text_projection"] = torch.zeros(3, 3)
    found = single_file_utils.convert_open_clip_checkpoint(module, file)
    found.pop("text_projection.weight", None)
    assert_read_back(found, state)
