"""Claims about which files are TAESD's, and what is said of the others."""

from pathlib import Path

import numpy as np
import pytest

from generation.errors import ModelUnavailable
from generation.weights.headers import read_header
from generation.weights.taesd import check, is_taesd, parameters
from tests.generation.weights.made_up import Tensors, headers, lora, write
from tests.generation.weights.tiny_weights import ROLES, as_diffusers, original


@pytest.mark.parametrize("role", ROLES)
def test_both_layouts_of_names_are_read(role: str, tmp_path: Path) -> None:
    for number, tensors in enumerate([original(role), as_diffusers(role, original(role))]):
        path = write(tmp_path / f"{number}.safetensors", tensors)
        check(path, role)
        assert is_taesd(read_header(path))


def test_one_file_of_diffusers_holds_both_networks(tmp_path: Path) -> None:
    tensors: Tensors = {}
    for role in ROLES:
        tensors |= as_diffusers(role, original(role))
    path = write(tmp_path / "both.safetensors", tensors)
    for role in ROLES:
        check(path, role)


def test_the_decoder_has_the_published_number_of_parameters() -> None:
    counts = [sum(map(np.prod, parameters(role).values())) for role in ROLES]
    assert counts == [1_222_531, 1_222_532]


def with_sixteen_channels() -> Tensors:
    tensors = original("tiny_decoder")
    return tensors | {"1.weight": np.zeros((64, 16, 3, 3), np.float32)}


def not_finite() -> Tensors:
    tensors = original("tiny_decoder")
    tensors["19.bias"][1] = np.nan
    return tensors


@pytest.mark.parametrize(
    ("tensors", "rule"),
    [
        (
            with_sixteen_channels(),
            r"1\.weight has shape \(64, 16, 3, 3\), expected \(64, 4, 3, 3\)",
        ),
        (original("tiny_encoder"), r"it has no 1\.weight and no decoder\.layers\.0\.weight"),
        (headers(), "it has no"),
        (not_finite(), "is not finite"),
    ],
)
def test_another_family_is_refused_with_the_file_and_the_rule(
    tensors: Tensors, rule: str, tmp_path: Path
) -> None:
    path = write(tmp_path / "taesd_decoder.safetensors", tensors)
    with pytest.raises(ModelUnavailable, match=rf"taesd_decoder\.safetensors .*{rule}") as refusal:
        check(path, "tiny_decoder")
    assert str(refusal.value).count("\n") == 0


def test_a_file_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "taesd_decoder.safetensors", original("tiny_decoder"))
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ModelUnavailable, match=r"taesd_decoder\.safetensors .*are missing"):
        check(path, "tiny_decoder")


def test_what_is_no_tiny_autoencoder_is_not_taken_for_one(tmp_path: Path) -> None:
    for number, tensors in enumerate([headers(), lora()]):
        assert not is_taesd(read_header(write(tmp_path / f"{number}.safetensors", tensors)))
