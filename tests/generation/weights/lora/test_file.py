"""LoRA files, by names and shapes; worn in test_adapters.py."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from generation.errors import ModelUnavailable
from generation.weights.headers import read_header
from generation.weights.lora.deltas import Full
from generation.weights.lora.file import check_lora, read_lora
from generation.weights.lora.targets import KernelRef
from tests.generation.weights.made_up import Tensors, write

RANK = 2
QUERY = KernelRef("text_encoder", "text_model.encoder.layers.0.self_attn.q_proj")
CONVOLUTION = KernelRef("diffusion_model", "down_blocks.0.resnets.0.conv1")
PROJECTION = KernelRef("diffusion_model", "down_blocks.0.attentions.0.proj_in")
ATTENTION = "mid_block.attentions.0.transformer_blocks.0.attn1"
OUT = KernelRef("diffusion_model", f"{ATTENTION}.to_out.0")
QUERIES = f"text_encoder.{QUERY.name}"
KERNELS = {
    QUERY: (8, 8),
    CONVOLUTION: (6, 4, 3, 3),
    PROJECTION: (6, 6, 1, 1),
    OUT: (6, 6),
}
FLAT = "lora_te_text_model_encoder_layers_{}_self_attn_q_proj"


def halves(down: tuple[int, ...], up: tuple[int, ...], seed: int = 0) -> tuple[Any, Any]:
    rng = np.random.default_rng(seed)
    return rng.standard_normal(down, np.float32), rng.standard_normal(up, np.float32)


def kohya(layer: int, seed: int, alpha: float = 1.0) -> Tensors:
    down, up = halves((RANK, 8), (8, RANK), seed)
    name = FLAT.format(layer)
    return {
        f"{name}.lora_down.weight": down,
        f"{name}.lora_up.weight": up,
        f"{name}.alpha": np.array(alpha, np.float32),
    }


@pytest.mark.parametrize(
    ("place", "down", "up"),
    [
        (QUERY, FLAT.format(0) + ".lora_down.weight", FLAT.format(0) + ".lora_up.weight"),
        (
            QUERY,
            "lora_te1_encoder_layers_0_self_attn_q_proj.lora_down.weight",
            "lora_te1_encoder_layers_0_self_attn_q_proj.lora_up.weight",
        ),
        (QUERY, f"{QUERIES}.lora_A.weight", f"{QUERIES}.lora_B.weight"),
        (QUERY, f"{QUERIES}.lora.down.weight", f"{QUERIES}.lora.up.weight"),
        (
            QUERY,
            f"{QUERIES}.lora_linear_layer.down.weight",
            f"{QUERIES}.lora_linear_layer.up.weight",
        ),
        (OUT, f"unet.{OUT.name}.lora_A.weight", f"unet.{OUT.name}.lora_B.weight"),
        (OUT, f"base_model.model.{OUT.name}.lora_A.weight", f"unet.{OUT.name}.lora_B.weight"),
        (
            OUT,
            f"unet.{ATTENTION}.processor.to_out_lora.down.weight",
            f"unet.{ATTENTION}.processor.to_out_lora.up.weight",
        ),
    ],
)
def test_each_way_of_naming_reaches_its_kernel(
    tmp_path: Path, place: KernelRef, down: str, up: str
) -> None:
    outputs, inputs = KERNELS[place]
    a, b = halves((RANK, inputs), (outputs, RANK))
    patches = read_lora(write(tmp_path / "a.safetensors", {down: a, up: b}), KERNELS)
    assert list(patches) == [place]
    np.testing.assert_allclose(patches[place].delta(), b @ a, rtol=1e-6)


def test_a_convolution_is_the_chain_of_its_two_halves(tmp_path: Path) -> None:
    down, up = halves((RANK, 4, 3, 3), (6, RANK, 1, 1))
    name = "lora_unet_down_blocks_0_resnets_0_conv1"
    tensors = {f"{name}.lora_down.weight": down, f"{name}.lora_up.weight": up}
    patch = read_lora(write(tmp_path / "a.safetensors", tensors), KERNELS)[CONVOLUTION]
    expected = np.einsum("or,rihw->oihw", up[:, :, 0, 0], down)
    np.testing.assert_allclose(patch.delta(), expected, rtol=1e-5, atol=1e-6)


def test_a_dense_lora_fits_a_convolution_of_one_pixel(tmp_path: Path) -> None:
    down, up = halves((RANK, 6), (6, RANK))
    name = f"unet.{PROJECTION.name}"
    tensors = {f"{name}.lora_A.weight": down, f"{name}.lora_B.weight": up}
    patch = read_lora(write(tmp_path / "a.safetensors", tensors), KERNELS)[PROJECTION]
    np.testing.assert_allclose(patch.delta()[:, :, 0, 0], up @ down, rtol=1e-6)


def test_alpha_over_rank_scales(tmp_path: Path) -> None:
    path = write(tmp_path / "a.safetensors", kohya(0, seed=1, alpha=6.0))
    assert read_lora(path, KERNELS)[QUERY].scale == 3.0


def test_a_whole_number_is_an_alpha_too(tmp_path: Path) -> None:
    tensors = kohya(0, seed=1) | {FLAT.format(0) + ".alpha": np.array(6)}
    assert read_lora(write(tmp_path / "a.safetensors", tensors), KERNELS)[QUERY].scale == 3.0


def test_diffusers_alpha_is_read_from_the_metadata(tmp_path: Path) -> None:
    down, up = halves((RANK, 8), (8, RANK))
    name = f"text_encoder.{QUERY.name}"
    tensors = {f"{name}.lora_A.weight": down, f"{name}.lora_B.weight": up}
    stated = {"lora_adapter_metadata": json.dumps({"text_encoder.lora_alpha": 8})}
    path = write(tmp_path / "a.safetensors", tensors, stated)
    assert read_lora(path, KERNELS)[QUERY].scale == 4.0


@pytest.mark.parametrize(
    ("tensors", "reason"),
    [
        ({"lora_te1_x.lora_up.weight": np.zeros(1)}, "a LoRA for another model: lora_te1_x"),
        ({FLAT.format(0) + ".hada_w1_a": np.zeros(1)}, "lacks a half of .*: hada_w1_b"),
        ({FLAT.format(0) + ".dora_scale": np.zeros(1)}, "lacks a half of .*: down"),
        ({FLAT.format(0) + ".lora_up.weight": np.zeros((8, 2), np.float32)}, "lacks a half of"),
        (
            kohya(0, 1) | {FLAT.format(0) + ".lora_up.weight": np.zeros((9, 2), np.float32)},
            r"for another model: .* has shape \(9, 2\), expected \(8, 2\)",
        ),
        (
            kohya(0, 1) | {FLAT.format(0) + ".lora_up.weight": np.full((8, 2), np.nan)},
            "is not finite",
        ),
        (kohya(0, 1) | {FLAT.format(0) + ".alpha": np.zeros(2, np.float32)}, r"has shape \[2\]"),
        (kohya(0, 1) | {FLAT.format(0) + ".alpha": np.float32([np.inf])}, "is not finite"),
        (
            kohya(0, 1) | {f"{QUERIES}.lora_A.weight": np.zeros((2, 8), np.float32)},
            f"says twice what changes {QUERY.name}",
        ),
        (
            {
                FLAT.format(0) + ".lora_down.weight": np.zeros((0, 8), np.float32),
                FLAT.format(0) + ".lora_up.weight": np.zeros((8, 0), np.float32),
            },
            "is empty at",
        ),
        ({"x" * 100_000 + ".lora_up.weight": np.zeros(1)}, "for another model: x{100}…"),
    ],
)
def test_a_lora_that_does_not_fit_is_refused_with_the_reason(
    tmp_path: Path, tensors: Tensors, reason: str
) -> None:
    with pytest.raises(ModelUnavailable, match=rf"a\.safetensors .*{reason}"):
        read_lora(write(tmp_path / "a.safetensors", tensors), KERNELS)


@pytest.mark.parametrize(
    "extra",
    [
        "bundle_emb.mytoken.clip_l",
        "bundle_emb.mytoken.string_to_param.*",
        "emb_params",
        "epoch",
        f"{FLAT.format(0)}.scalar",
    ],
)
def test_what_changes_no_layer_is_left_out_and_named(tmp_path: Path, extra: str) -> None:
    path = write(tmp_path / "a.safetensors", kohya(0, 1) | {extra: np.zeros((2, 768), np.float32)})
    assert list(read_lora(path, KERNELS)) == [QUERY]
    assert check_lora(read_header(path), KERNELS) == (extra,)


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        (f"{FLAT.format(0)}.oft_blocks", r"in a way that is not read \(OFT\)"),
        (f"{FLAT.format(0)}.a1.weight", r"in a way that is not read \(GLoRA\)"),
        (f"{QUERIES}.lora_B.bias", r"\(biases of the up matrix\)"),
        (f"base_model.model.{QUERIES}.something", r"in a way that is not read \(unknown\)"),
        ("lora_te2_text_model_x.lora_down.weight", "a LoRA for Stable Diffusion XL"),
        ("lora_unet_double_blocks_0_img_attn_qkv.lora_down.weight", "a LoRA for FLUX"),
        ("lora_unet_nowhere.something", "a LoRA for another model: lora_unet_nowhere"),
        ("transformer.x.lora_A.weight", "a LoRA for another model"),
        (f"{FLAT.format(0)}.diff", "changes one layer in two ways"),
        (f"{FLAT.format(0)}.hada_w1_a", "lacks a half of"),
        (f"{FLAT.format(0)}.diff_b", r"for another model: .* expected \(\)"),
    ],
)
def test_one_key_that_changes_the_meaning_refuses_the_file_and_is_named(
    tmp_path: Path, key: str, reason: str
) -> None:
    path = write(tmp_path / "a.safetensors", kohya(0, 1) | {key: np.zeros((8, 8), np.float32)})
    for check in (lambda: read_lora(path, KERNELS), lambda: check_lora(read_header(path), KERNELS)):
        with pytest.raises(ModelUnavailable, match=rf"a\.safetensors .*{reason}"):
            check()


@pytest.mark.parametrize("name", [".default", ".my_adapter", ""])
def test_pefts_name_of_the_adapter_is_read_over(tmp_path: Path, name: str) -> None:
    down, up = halves((RANK, 8), (8, RANK))
    start = f"base_model.model.{QUERIES}"
    tensors = {f"{start}.lora_A{name}.weight": down, f"{start}.lora_B{name}.weight": up}
    path = write(tmp_path / "a.safetensors", tensors)
    np.testing.assert_allclose(read_lora(path, KERNELS)[QUERY].delta(), up @ down, rtol=1e-6)


def test_a_scale_of_the_files_own_wins_over_alpha(tmp_path: Path) -> None:
    tensors = kohya(0, 1, alpha=6.0) | {f"{FLAT.format(0)}.scale": np.array(0.25, np.float32)}
    path = write(tmp_path / "a.safetensors", tensors)
    assert read_lora(path, KERNELS)[QUERY].scale == 0.25


def test_full_changes_of_kernels_biases_and_scales_are_read(tmp_path: Path) -> None:
    norm = KernelRef("text_encoder", "text_model.encoder.layers.0.layer_norm1")
    bias, offset = (place._replace(parameter="bias") for place in (QUERY, norm))
    parameters = KERNELS | {bias: (8,), norm: (8,), offset: (8,)}
    flat = "lora_te_text_model_encoder_layers_0_layer_norm1"
    values = np.random.default_rng(0).standard_normal((4, 8, 8), np.float32)
    tensors = {
        f"{FLAT.format(0)}.diff": values[0],
        f"{FLAT.format(0)}.diff_b": values[1, 0],
        f"{flat}.w_norm": values[2, 0],
        f"{flat}.b_norm": values[3, 0],
    }
    changes = read_lora(write(tmp_path / "a.safetensors", tensors), parameters)
    expected = {QUERY: values[0], bias: values[1, 0], norm: values[2, 0], offset: values[3, 0]}
    assert changes.keys() == expected.keys()
    for place, change in changes.items():
        assert isinstance(change, Full)
        np.testing.assert_array_equal(change.delta(), expected[place])


def test_names_and_shapes_are_checked_without_reading_a_value(tmp_path: Path) -> None:
    tensors = kohya(0, 1) | {f"{FLAT.format(0)}.lora_up.weight": np.full((8, 2), np.nan)}
    path = write(tmp_path / "a.safetensors", tensors)
    assert check_lora(read_header(path), KERNELS) == ()
    with pytest.raises(ModelUnavailable, match="is not finite"):
        read_lora(path, KERNELS)


@pytest.mark.parametrize(
    "stated",
    [
        "{",
        "[]",
        "[" * 100_000,
        '{"unet.lora_alpha": "x"}',
        '{"unet.lora_alpha": NaN}',
        '{"unet.use_rslora": true}',
    ],
)
def test_metadata_that_is_not_understood_is_refused(tmp_path: Path, stated: str) -> None:
    path = write(tmp_path / "a.safetensors", kohya(0, 1), {"lora_adapter_metadata": stated})
    with pytest.raises(ModelUnavailable, match=r"damaged metadata|in an unknown way"):
        read_lora(path, KERNELS)
