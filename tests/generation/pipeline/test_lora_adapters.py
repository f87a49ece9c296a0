"""LoRAs in a small text encoder; against PEFT in test_checkpoint_parity.py."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest

from generation.engines.cuda.devices import Device
from generation.errors import InvalidRequest, LoraUnavailable, ModelUnavailable
from generation.pipeline import lora_adapters
from generation.pipeline.lora_adapters import Adapters
from generation.prepared import MAX_LORAS
from generation.weights.checkpoint import as_keras
from generation.weights.lora.deltas import LoraDelta
from generation.weights.lora.file import read_lora
from generation.weights.lora.targets import KernelRef
from tests.generation.weights.lora.test_file import FLAT, RANK, halves, kohya
from tests.generation.weights.made_up import text_encoder, write

WINGS = (("a", (8, RANK)), ("b", (RANK, 8)))


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
def adapters(network: keras.Model, files: dict[str, Path]) -> Adapters:
    return Adapters({"text_encoder": network}, files)


def query(network: keras.Model, layer: int) -> Any:
    return network.layers[3 + layer].clip_attn.q_proj.kernel.numpy()


def delta(layer: int, seed: int) -> Any:
    down, up = halves((RANK, 8), (8, RANK), seed)
    return (up @ down / RANK).T


Loras = tuple[tuple[str, float], ...]


def expected(base: Mapping[int, Any], loras: Loras) -> list[Any]:
    value = dict(base)
    for name, strength in loras:
        for layer, seed in {"one": ((0, 1), (1, 2)), "two": ((1, 3),)}[name]:
            value[layer] = value[layer] + strength * delta(layer, seed)
    return [value[0], value[1]]


def test_loras_are_merged_by_strength_and_taken_off_to_the_last_bit(
    network: keras.Model, adapters: Adapters
) -> None:
    base = {layer: query(network, layer) for layer in (0, 1)}
    outfits: list[Loras] = [
        (("one", 0.8),),
        (("one", 0.8), ("two", -0.5)),
        (("two", 1.0),),
        (("two", 0.3), ("one", 1.0)),
    ]
    for outfit in [*outfits, *outfits[::-1]]:
        adapters.set_active_loras(outfit)
        for layer, value in enumerate(expected(base, outfit)):
            np.testing.assert_allclose(query(network, layer), value, rtol=1e-5, atol=1e-6)
    adapters.set_active_loras(())
    for layer in (0, 1):
        np.testing.assert_array_equal(query(network, layer), base[layer])


def test_the_order_of_loras_changes_no_bit(network: keras.Model, adapters: Adapters) -> None:
    adapters.set_active_loras((("one", 0.7), ("two", 0.9)))
    first = query(network, 1)
    adapters.set_active_loras(())
    adapters.set_active_loras((("two", 0.9), ("one", 0.7)))
    np.testing.assert_array_equal(query(network, 1), first)
    adapters.set_active_loras(())


def test_a_strength_of_zero_is_not_active(network: keras.Model, adapters: Adapters) -> None:
    base = query(network, 0)
    adapters.set_active_loras((("one", 0.0),))
    np.testing.assert_array_equal(query(network, 0), base)


@pytest.mark.parametrize(("name", "error"), [("three", InvalidRequest), ("bad", ModelUnavailable)])
def test_an_outfit_that_fails_changes_nothing(
    network: keras.Model, adapters: Adapters, name: str, error: type[Exception]
) -> None:
    adapters.set_active_loras((("two", 1.0),))
    before = [query(network, layer) for layer in (0, 1)]
    with pytest.raises(error):
        adapters.set_active_loras((("one", 1.0), (name, 1.0)))
    for layer in (0, 1):
        np.testing.assert_array_equal(query(network, layer), before[layer])
    adapters.set_active_loras(())


def test_of_many_loras_some_are_named_where_one_is_not_known(network: keras.Model) -> None:
    files = {f"{index:03}": Path(f"{index:03}.safetensors") for index in range(1000)}
    adapters = Adapters({"text_encoder": network}, files)
    with pytest.raises(InvalidRequest, match=r"there are: 000, .*, 009 …") as refusal:
        adapters.set_active_loras((("ink", 1.0),))
    assert len(str(refusal.value)) < 200


def test_a_lora_that_cannot_be_read_is_an_error_of_its_own(adapters: Adapters) -> None:
    with pytest.raises(LoraUnavailable, match="a LoRA for another model") as refusal:
        adapters.set_active_loras((("bad", 1.0),))
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
    adapters = Adapters({"text_encoder": network}, files)
    layer = network.layers[3].clip_attn.q_proj
    kernel, bias = layer.kernel.numpy(), layer.bias.numpy()
    adapters.set_active_loras((("form", 0.5),))
    one, other = (tensors[f"{name}.hada_w{n}_a"] @ tensors[f"{name}.hada_w{n}_b"] for n in (1, 2))
    turned = kernel.T + one * other
    merged = norms * turned / np.linalg.norm(turned, axis=1, keepdims=True)
    halfway = kernel + 0.5 * (merged.T - kernel)
    np.testing.assert_allclose(layer.kernel.numpy(), halfway, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(
        layer.bias.numpy(), bias + 0.5 * tensors[f"{name}.diff_b"], rtol=1e-5, atol=1e-6
    )
    assert not adapters.is_low_rank("text_encoder", (("form", 0.5),))
    adapters.set_active_loras(())
    np.testing.assert_array_equal(layer.kernel.numpy(), kernel)
    np.testing.assert_array_equal(layer.bias.numpy(), bias)


def test_as_many_files_are_remembered_as_can_be_worn_together(
    network: keras.Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reading(path: Path, kernels: Mapping[KernelRef, tuple[int, ...]]) -> Any:
        read.append(path.stem)
        return read_lora(path, kernels)

    read: list[str] = []
    monkeypatch.setattr("generation.pipeline.lora_adapters.read_lora", reading)
    names = [str(index) for index in range(MAX_LORAS + 1)]
    files = {name: write(tmp_path / f"{name}.safetensors", kohya(0, seed=1)) for name in names}
    adapters = Adapters({"text_encoder": network}, files)
    together = [(name, 1.0) for name in names[1:]]
    for outfit in ([(names[0], 1.0)], together, together[1:], together, [(names[0], 1.0)], []):
        adapters.set_active_loras(outfit)
    assert read == [*names, names[0]]


def test_loras_of_constant_weights_are_given_as_factors_and_merged_nowhere(
    network: keras.Model, files: dict[str, Path]
) -> None:
    adapters = Adapters({"text_encoder": network}, files, constant=("text_encoder",))
    base = {layer: query(network, layer) for layer in (0, 1)}
    outfit: Loras = (("one", 0.8), ("two", -0.5))
    adapters.set_active_loras(outfit)
    factors = adapters.factors("text_encoder", outfit)
    pairs = zip(factors[::2], factors[1::2], strict=True)
    changes = {
        name: down @ up
        for name, (down, up) in zip(adapters.kernels("text_encoder"), pairs, strict=True)
    }
    for layer, value in enumerate(expected(base, outfit)):
        np.testing.assert_array_equal(query(network, layer), base[layer])
        change = changes.pop(f"text_model.encoder.layers.{layer}.self_attn.q_proj")
        np.testing.assert_allclose(base[layer] + change, value, rtol=1e-5, atol=1e-6)
    assert not any(change.any() for change in changes.values())


def test_changing_loras_compiles_nothing_anew(network: keras.Model, adapters: Adapters) -> None:
    import tensorflow as tf

    traces = []

    @tf.function
    def encode(tokens: Any, positions: Any) -> Any:
        traces.append(1)
        return network([tokens, positions])

    inputs = tf.constant([[1, 2, 3, 4, 5]]), tf.range(5)[None]
    plain = encode(*inputs).numpy()
    adapters.set_active_loras((("one", 1.0),))
    active = encode(*inputs).numpy()
    adapters.set_active_loras(())
    assert np.abs(active - plain).max() > 1e-3
    np.testing.assert_array_equal(encode(*inputs).numpy(), plain)
    assert len(traces) == 1


def test_on_a_card_only_a_loras_small_matrices_are_sent_and_multiplied_there(
    network: keras.Model, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lora_adapters, "device", lambda: Device("RTX 3060", (8, 6)))
    monkeypatch.setattr(LoraDelta, "delta", lambda _: pytest.fail("multiplied by numpy"))
    base = {layer: query(network, layer) for layer in (0, 1)}
    adapters = Adapters({"text_encoder": network}, files)
    outfit: Loras = (("one", 0.8), ("two", -0.5))
    adapters.set_active_loras(outfit)
    for layer, value in enumerate(expected(base, outfit)):
        np.testing.assert_allclose(query(network, layer), value, rtol=1e-5, atol=1e-6)
    adapters.set_active_loras(())
    for layer in (0, 1):
        np.testing.assert_array_equal(query(network, layer), base[layer])


def test_a_convolutions_lora_is_multiplied_in_the_order_of_its_kernel() -> None:
    down, up = halves((RANK, 5, 3, 3), (7, RANK))
    change = LoraDelta(down, up, 0.5)
    variable = keras.Variable(np.zeros((3, 3, 5, 7)), name="kernel")
    product = lora_adapters._multiply_on_device(change, variable)
    np.testing.assert_allclose(product, as_keras(change.delta(), variable), rtol=1e-5, atol=1e-6)
