"""LoRAs on a small text encoder; against PEFT in test_lora_parity.py."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest

from generation.errors import InvalidRequest, LoraUnavailable, ModelUnavailable
from generation.request import MAX_LORAS
from generation.weights.adapters import Adapters
from generation.weights.architecture import Place
from generation.weights.headers import read_header
from generation.weights.lora import check_lora, read_lora
from generation.weights.updates import Full
from tests.generation.weights.made_up import Tensors, text_encoder, write

RANK = 2
QUERY = Place("text_encoder", "text_model.encoder.layers.0.self_attn.q_proj")
CONVOLUTION = Place("diffusion_model", "down_blocks.0.resnets.0.conv1")
PROJECTION = Place("diffusion_model", "down_blocks.0.attentions.0.proj_in")
ATTENTION = "mid_block.attentions.0.transformer_blocks.0.attn1"
OUT = Place("diffusion_model", f"{ATTENTION}.to_out.0")
QUERIES = f"text_encoder.{QUERY.name}"
KERNELS = {
    QUERY: (8, 8),
    CONVOLUTION: (6, 4, 3, 3),
    PROJECTION: (6, 6, 1, 1),
    OUT: (6, 6),
}
WINGS = (("a", (8, RANK)), ("b", (RANK, 8)))
FLAT = "lora_te_text_model_encoder_layers_{}_self_attn_q_proj"


@pytest.fixture(scope="module")
def network() -> keras.Model:
    keras.mixed_precision.set_global_policy("float32")
    return text_encoder()


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    return {
        "one": write(tmp_path / "one.safetensors", kohya(0, seed=1) | kohya(1, seed=2)),
        "two": write(tmp_path / "two.safetensors", kohya(1, seed=3)),
        "bad": write(tmp_path / "bad.safetensors", {"lora_unet_x.lora_up.weight": np.zeros(1)}),
    }


# The diffusion model of full size is too slow for quick tests.
@pytest.fixture
def wardrobe(network: keras.Model, files: dict[str, Path]) -> Adapters:
    return Adapters({"text_encoder": network}, files)


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


def query(network: keras.Model, layer: int) -> Any:
    return network.layers[3 + layer].clip_attn.q_proj.kernel.numpy()


def delta(layer: int, seed: int) -> Any:
    down, up = halves((RANK, 8), (8, RANK), seed)
    return (up @ down / RANK).T


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
    tmp_path: Path, place: Place, down: str, up: str
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
    norm = Place("text_encoder", "text_model.encoder.layers.0.layer_norm1")
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


Loras = tuple[tuple[str, float], ...]


def expected(base: Mapping[int, Any], loras: Loras) -> list[Any]:
    value = dict(base)
    for name, strength in loras:
        for layer, seed in {"one": ((0, 1), (1, 2)), "two": ((1, 3),)}[name]:
            value[layer] = value[layer] + strength * delta(layer, seed)
    return [value[0], value[1]]


def test_loras_are_merged_by_strength_and_taken_off_to_the_last_bit(
    network: keras.Model, wardrobe: Adapters
) -> None:
    base = {layer: query(network, layer) for layer in (0, 1)}
    outfits: list[Loras] = [
        (("one", 0.8),),
        (("one", 0.8), ("two", -0.5)),
        (("two", 1.0),),
        (("two", 0.3), ("one", 1.0)),
    ]
    for outfit in [*outfits, *outfits[::-1]]:
        wardrobe.wear(outfit)
        for layer, value in enumerate(expected(base, outfit)):
            np.testing.assert_allclose(query(network, layer), value, rtol=1e-5, atol=1e-6)
    wardrobe.wear(())
    for layer in (0, 1):
        np.testing.assert_array_equal(query(network, layer), base[layer])


def test_the_order_of_loras_changes_no_bit(network: keras.Model, wardrobe: Adapters) -> None:
    wardrobe.wear((("one", 0.7), ("two", 0.9)))
    first = query(network, 1)
    wardrobe.wear(())
    wardrobe.wear((("two", 0.9), ("one", 0.7)))
    np.testing.assert_array_equal(query(network, 1), first)
    wardrobe.wear(())


def test_a_strength_of_zero_is_not_worn(network: keras.Model, wardrobe: Adapters) -> None:
    base = query(network, 0)
    wardrobe.wear((("one", 0.0),))
    np.testing.assert_array_equal(query(network, 0), base)


@pytest.mark.parametrize(("name", "error"), [("three", InvalidRequest), ("bad", ModelUnavailable)])
def test_an_outfit_that_fails_changes_nothing(
    network: keras.Model, wardrobe: Adapters, name: str, error: type[Exception]
) -> None:
    wardrobe.wear((("two", 1.0),))
    before = [query(network, layer) for layer in (0, 1)]
    with pytest.raises(error):
        wardrobe.wear((("one", 1.0), (name, 1.0)))
    for layer in (0, 1):
        np.testing.assert_array_equal(query(network, layer), before[layer])
    wardrobe.wear(())


def test_of_many_loras_some_are_named_where_one_is_not_known(network: keras.Model) -> None:
    files = {f"{index:03}": Path(f"{index:03}.safetensors") for index in range(1000)}
    wardrobe = Adapters({"text_encoder": network}, files)
    with pytest.raises(InvalidRequest, match=r"there are: 000, .*, 009 …") as refusal:
        wardrobe.wear((("ink", 1.0),))
    assert len(str(refusal.value)) < 200


def test_a_lora_that_cannot_be_worn_is_an_error_of_its_own(wardrobe: Adapters) -> None:
    with pytest.raises(LoraUnavailable, match="a LoRA for another model") as refusal:
        wardrobe.wear((("bad", 1.0),))
    assert refusal.value.name == "bad"


def test_changes_of_any_form_are_worn_and_taken_off_to_the_last_bit(
    network: keras.Model, tmp_path: Path
) -> None:
    rng = np.random.default_rng(4)

    def drawn(*shape: int) -> Any:
        return rng.standard_normal(shape, np.float32)

    name = FLAT.format(0)
    norms = np.abs(drawn(8, 1)) + 1
    tensors = {f"{name}.hada_w{n}_{half}": drawn(*shape) for n in (1, 2) for half, shape in WINGS}
    tensors |= {f"{name}.dora_scale": norms, f"{name}.diff_b": drawn(8)}
    files = {"form": write(tmp_path / "form.safetensors", tensors)}
    wardrobe = Adapters({"text_encoder": network}, files)
    layer = network.layers[3].clip_attn.q_proj
    kernel, bias = layer.kernel.numpy(), layer.bias.numpy()
    wardrobe.wear((("form", 0.5),))
    one, other = (tensors[f"{name}.hada_w{n}_a"] @ tensors[f"{name}.hada_w{n}_b"] for n in (1, 2))
    turned = kernel.T + one * other
    worn = norms * turned / np.linalg.norm(turned, axis=1, keepdims=True)
    halfway = kernel + 0.5 * (worn.T - kernel)
    np.testing.assert_allclose(layer.kernel.numpy(), halfway, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(
        layer.bias.numpy(), bias + 0.5 * tensors[f"{name}.diff_b"], rtol=1e-5, atol=1e-6
    )
    assert not wardrobe.is_low_rank("text_encoder", (("form", 0.5),))
    wardrobe.wear(())
    np.testing.assert_array_equal(layer.kernel.numpy(), kernel)
    np.testing.assert_array_equal(layer.bias.numpy(), bias)


def test_as_many_files_are_remembered_as_can_be_worn_together(
    network: keras.Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reading(path: Path, kernels: Mapping[Place, tuple[int, ...]]) -> Any:
        read.append(path.stem)
        return read_lora(path, kernels)

    read: list[str] = []
    monkeypatch.setattr("generation.weights.adapters.read_lora", reading)
    names = [str(index) for index in range(MAX_LORAS + 1)]
    files = {name: write(tmp_path / f"{name}.safetensors", kohya(0, seed=1)) for name in names}
    wardrobe = Adapters({"text_encoder": network}, files)
    together = [(name, 1.0) for name in names[1:]]
    for outfit in ([(names[0], 1.0)], together, together[1:], together, [(names[0], 1.0)], []):
        wardrobe.wear(outfit)
    assert read == [*names, names[0]]


def test_loras_of_constant_weights_are_given_as_factors_and_merged_nowhere(
    network: keras.Model, files: dict[str, Path]
) -> None:
    wardrobe = Adapters({"text_encoder": network}, files, constant=("text_encoder",))
    base = {layer: query(network, layer) for layer in (0, 1)}
    outfit: Loras = (("one", 0.8), ("two", -0.5))
    wardrobe.wear(outfit)
    factors = wardrobe.factors("text_encoder", outfit)
    pairs = zip(factors[::2], factors[1::2], strict=True)
    changes = {
        name: down @ up
        for name, (down, up) in zip(wardrobe.kernels("text_encoder"), pairs, strict=True)
    }
    for layer, value in enumerate(expected(base, outfit)):
        np.testing.assert_array_equal(query(network, layer), base[layer])
        change = changes.pop(f"text_model.encoder.layers.{layer}.self_attn.q_proj")
        np.testing.assert_allclose(base[layer] + change, value, rtol=1e-5, atol=1e-6)
    assert not any(change.any() for change in changes.values())


def test_changing_loras_compiles_nothing_anew(network: keras.Model, wardrobe: Adapters) -> None:
    import tensorflow as tf

    traces = []

    @tf.function
    def encode(tokens: Any, positions: Any) -> Any:
        traces.append(1)
        return network([tokens, positions])

    inputs = tf.constant([[1, 2, 3, 4, 5]]), tf.range(5)[None]
    plain = encode(*inputs).numpy()
    wardrobe.wear((("one", 1.0),))
    worn = encode(*inputs).numpy()
    wardrobe.wear(())
    assert np.abs(worn - plain).max() > 1e-3
    np.testing.assert_array_equal(encode(*inputs).numpy(), plain)
    assert len(traces) == 1
