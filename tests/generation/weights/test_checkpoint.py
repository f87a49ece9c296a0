"""Checkpoints into a small text encoder; whole ones in test_checkpoint_parity.py."""

import struct
from pathlib import Path
from typing import Any

import keras
import ml_dtypes
import numpy as np
import pytest

from generation.errors import ModelUnavailable
from generation.models import stable_diffusion
from generation.models.lookup import find
from generation.models.networks import NetworkFactory
from generation.pipeline.loading import build_networks
from generation.weights import checkpoint, keras_h5, names_ldm
from tests.generation.weights.made_up import (
    as_open_clip,
    as_single_file,
    headers,
    text_encoder,
    text_tensors,
    write,
)

QUERY = "cond_stage_model.transformer.text_model.encoder.layers.1.self_attn.q_proj.weight"


@pytest.fixture(scope="module")
def network() -> keras.Model:
    keras.mixed_precision.set_global_policy("float32")
    return text_encoder()


def load_weights(network: keras.Model, path: Path) -> list[Any]:
    checkpoint.load({"text_encoder": network}, path)
    return list(network.get_weights())


def expected_weights() -> list[Any]:
    """The weights in Keras's order and layout, by hand: kernels are turned, q stands first."""
    tensors = {name.removeprefix("text_model."): value for name, value in text_tensors().items()}
    names = ["embeddings.token_embedding", "embeddings.position_embedding"]
    for index in range(2):
        parts = ["layer_norm1", *(f"self_attn.{name}_proj" for name in ("q", "k", "v", "out"))]
        parts += ["layer_norm2", "mlp.fc1", "mlp.fc2"]
        names += [f"encoder.layers.{index}.{part}" for part in parts]
    keys = [
        f"{name}.{kind}" for name in [*names, "final_layer_norm"] for kind in ("weight", "bias")
    ]
    return [
        tensors[key].T if "proj" in key or "fc" in key else tensors[key]
        for key in keys
        if key in tensors
    ]


@pytest.mark.parametrize("named", [as_single_file, as_open_clip])
def test_a_single_file_gives_every_variable_its_tensor(
    network: keras.Model, tmp_path: Path, named: Any
) -> None:
    path = write(tmp_path / "a.safetensors", named(text_tensors()))
    for ours, theirs in zip(load_weights(network, path), expected_weights(), strict=True):
        np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize("dropped", ["", "text_model."])
def test_a_diffusers_folder_gives_every_variable_its_tensor(
    network: keras.Model, tmp_path: Path, dropped: str
) -> None:
    tensors = {name.removeprefix(dropped): value for name, value in text_tensors().items()}
    write(tmp_path / "text_encoder" / "model.safetensors", tensors)
    for other in ("unet", "vae"):
        write(tmp_path / other / "diffusion_pytorch_model.fp16.safetensors", {"a": np.zeros(1)})
    for ours, theirs in zip(load_weights(network, tmp_path), expected_weights(), strict=True):
        np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize("dtype", [np.float16, ml_dtypes.bfloat16])
def test_half_precision_is_read_as_it_is(network: keras.Model, tmp_path: Path, dtype: Any) -> None:
    tensors = {name: value.astype(dtype) for name, value in text_tensors().items()}
    path = write(tmp_path / "a.safetensors", as_single_file(tensors))
    for ours, theirs in zip(load_weights(network, path), expected_weights(), strict=True):
        np.testing.assert_array_equal(ours, theirs.astype(dtype).astype(np.float32))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({QUERY: None}, f"a.safetensors is no whole .* checkpoint: it has no {QUERY}"),
        ({QUERY: np.zeros((9, 8), np.float32)}, r"of another architecture: .* \(9, 8\)"),
        ({QUERY: np.full((8, 8), np.nan, np.float32)}, "q_proj.weight is not finite"),
        ({QUERY: np.full((8, 8), np.inf, np.float16)}, "q_proj.weight is not finite"),
        ({QUERY: np.zeros((8, 8), np.int8)}, "q_proj.weight is of I8, and only float16"),
        ({QUERY: np.full((8, 8), 1e300)}, "q_proj.weight is not finite"),
    ],
)
def test_a_wrong_tensor_is_refused_by_name(
    network: keras.Model, tmp_path: Path, change: dict[str, Any], reason: str
) -> None:
    tensors = as_single_file(text_tensors()) | change
    tensors = {name: value for name, value in tensors.items() if value is not None}
    path = write(tmp_path / "a.safetensors", tensors)
    with pytest.raises(ModelUnavailable, match=reason):
        load_weights(network, path)


def test_rows_that_have_no_thirds_are_of_another_architecture(
    network: keras.Model, tmp_path: Path
) -> None:
    key = "cond_stage_model.model.transformer.resblocks.1.attn.in_proj_weight"
    tensors = as_open_clip(text_tensors()) | {key: np.zeros((25, 8), np.float32)}
    with pytest.raises(ModelUnavailable, match=r"of another architecture: .* \(25, 8\)"):
        load_weights(network, write(tmp_path / "a.safetensors", tensors))


def test_one_network_is_loaded_without_opening_the_others(
    network: keras.Model, tmp_path: Path
) -> None:
    write(tmp_path / "text_encoder" / "model.safetensors", text_tensors())
    for other in ("unet", "vae"):
        damaged = tmp_path / other / "diffusion_pytorch_model.safetensors"
        damaged.parent.mkdir()
        damaged.touch()
    for ours, theirs in zip(load_weights(network, tmp_path), expected_weights(), strict=True):
        np.testing.assert_array_equal(ours, theirs)


HOSTILE = {
    "a header of exabytes": struct.pack("<Q", 2**63) + b"{}",
    "a header longer than the file": struct.pack("<Q", 90_000_000) + b"{}",
    "an offset outside": '{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8000]}}',
    "an offset before": '{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}',
    "a shape of exabytes": '{"a":{"dtype":"F32","shape":[4611686018427387904,4611686018427387904],'
    '"data_offsets":[0,8]}}',
    "two in one place": '{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},'
    '"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}',
    "one key twice": '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},'
    '"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}',
    "an unknown dtype": '{"a":{"dtype":"X9","shape":[2],"data_offsets":[0,8]}}',
    "metadata that are no strings": '{"__metadata__":{"a":1}}',
    "brackets": "[" * 100_000,
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_header_is_refused_by_name(
    network: keras.Model, tmp_path: Path, content: bytes | str
) -> None:
    if isinstance(content, str):
        content = struct.pack("<Q", len(content)) + content.encode() + bytes(8)
    (tmp_path / "a.safetensors").write_bytes(content)
    with pytest.raises(ModelUnavailable, match=r"a\.safetensors is no whole safetensors file"):
        load_weights(network, tmp_path / "a.safetensors")


@pytest.mark.parametrize("content", [b"", b"\0" * 100, b"<html>not found</html>", "cut"])
def test_a_file_that_is_damaged_is_refused_by_name(
    network: keras.Model, tmp_path: Path, content: bytes | str
) -> None:
    path = write(tmp_path / "a.safetensors", as_single_file(text_tensors()))
    path.write_bytes(path.read_bytes()[:-10] if isinstance(content, str) else content)
    with pytest.raises(ModelUnavailable, match=r"a\.safetensors is no whole safetensors file"):
        load_weights(network, path)


@pytest.mark.parametrize("name", ["a.ckpt", "a.pt", "a.pth", "a.bin"])
def test_a_pickle_is_never_opened(network: keras.Model, tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelUnavailable, match=rf"{name} is refused: .* take .*\.safetensors"):
        load_weights(network, tmp_path / name)


def test_a_folder_of_pickles_is_refused_with_the_way_out(
    network: keras.Model, tmp_path: Path
) -> None:
    (tmp_path / "text_encoder").mkdir()
    (tmp_path / "text_encoder" / "pytorch_model.bin").touch()
    with pytest.raises(ModelUnavailable, match=r"text_encoder holds .* take .*\.safetensors"):
        load_weights(network, tmp_path)


@pytest.mark.parametrize("version", [1, 2])
def test_a_scanned_checkpoint_names_a_builder_that_loads_it(
    network: keras.Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    named = as_single_file if version == 1 else as_open_clip
    tensors = named(text_tensors()) | headers(768 if version == 1 else 1024)
    write(tmp_path / "mine.safetensors", tensors)
    asked = []

    def small(*arguments: int) -> dict[str, NetworkFactory]:
        asked.append(arguments)
        return {"text_encoder": lambda: network}

    monkeypatch.setattr(stable_diffusion, "architectures", small)
    network.set_weights([weight * 0 for weight in network.get_weights()])
    model = find("mine", tmp_path)
    assert build_networks(model, dict(model.local), "float32").text_encoder is network
    assert asked == [(version, 512, 512)]
    for ours, theirs in zip(network.get_weights(), expected_weights(), strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_a_checkpoint_in_the_dictionary_that_held_it_gives_every_variable_its_tensor(
    network: keras.Model, tmp_path: Path
) -> None:
    tensors = {f"state_dict.{key}": value for key, value in as_single_file(text_tensors()).items()}
    path = write(tmp_path / "a.safetensors", tensors | {"state": np.zeros(1, np.float32)})
    for ours, theirs in zip(load_weights(network, path), expected_weights(), strict=True):
        np.testing.assert_array_equal(ours, theirs)


@pytest.mark.parametrize(
    ("beside", "decoder"),
    [({}, "checkpoint"), ({"autoencoder": "vae"}, "vae"), ({"decoder": "h5"}, "h5")],
)
def test_the_decoder_comes_from_the_checkpoint_the_file_beside_or_the_published_one(
    monkeypatch: pytest.MonkeyPatch, beside: dict[str, str], decoder: str
) -> None:
    def reading(networks: dict[str, object], path: Path) -> None:
        read.update(dict.fromkeys(networks, path.name))

    read: dict[str, str] = {}
    monkeypatch.setattr(stable_diffusion, "architectures", lambda *_: dict.fromkeys(ROLES, str))
    monkeypatch.setattr(checkpoint, "load", reading)
    monkeypatch.setattr(keras_h5, "load", lambda one, path: reading({"decoder": one}, path))
    files = {role: Path(name) for role, name in ({"checkpoint": "checkpoint"} | beside).items()}
    for make in stable_diffusion.checkpoint_factories(1, files, 512, 512).values():
        make()
    assert read == {"text_encoder": "checkpoint", "decoder": decoder}


ROLES = ("text_encoder", "decoder")


def test_an_autoencoder_in_a_file_of_its_own_may_be_named_in_three_ways() -> None:
    sources = names_ldm.sources("decoder", "decoder.up_blocks.0.resnets.1.norm1.weight")
    assert [source.key for source in sources][:3] == [
        "first_stage_model.decoder.up.3.block.1.norm1.weight",
        "decoder.up.3.block.1.norm1.weight",
        "decoder.up_blocks.0.resnets.1.norm1.weight",
    ]
