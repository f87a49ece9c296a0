import stat
from pathlib import Path

import keras
import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from generation.errors import ModelUnavailable
from generation.weights import safetensors


def networks(seed: int, width: int = 3) -> dict[str, keras.Model]:
    keras.utils.set_random_seed(seed)
    layers = [keras.layers.Dense(width), keras.layers.LayerNormalization()]
    return {
        "decoder": keras.Sequential([keras.layers.Input((2,)), *layers]),
        "image_encoder": keras.Sequential([keras.layers.Input((4,)), keras.layers.Dense(2)]),
    }


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "starter.safetensors"
    safetensors.save(networks(0), path)
    return path


def test_what_was_saved_comes_back_in_float16s_precision(written: Path) -> None:
    # Keras numbers its layers through: this model's are not named as those that were saved.
    loaded = networks(1)
    safetensors.load(loaded, written)
    for name, original in networks(0).items():
        for ours, theirs in zip(loaded[name].get_weights(), original.get_weights(), strict=True):
            assert ours.dtype == np.float32
            assert np.array_equal(ours, theirs.astype(np.float16).astype(np.float32))


def test_tensors_are_float16_under_their_networks_name(written: Path) -> None:
    tensors = load_file(written)
    assert "decoder/000/kernel" in tensors
    assert {tensor.dtype for tensor in tensors.values()} == {np.dtype(np.float16)}


def test_everybody_may_read_the_file(written: Path) -> None:
    assert written.stat().st_mode & stat.S_IROTH, "it is installed by one user and read by another"


def test_a_truncated_file_is_refused_by_name(written: Path) -> None:
    written.write_bytes(written.read_bytes()[:-1])
    with pytest.raises(ModelUnavailable, match=r"^starter\.safetensors cannot be read: "):
        safetensors.load(networks(1), written)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"^gone\.safetensors cannot be read: "):
        safetensors.load(networks(1), tmp_path / "gone.safetensors")


def test_a_foreign_file_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "lora.safetensors"
    save_file({"unet.down.0": np.zeros(3, np.float16)}, path)
    with pytest.raises(ModelUnavailable, match="no decoder/000/kernel"):
        safetensors.load(networks(1), path)


def test_another_architecture_is_refused_with_both_shapes(written: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"has shape \(2, 3\), expected \(2, 4\)"):
        safetensors.load(networks(1, width=4), written)


def test_a_refused_file_leaves_the_networks_as_they_were(written: Path) -> None:
    tensors = load_file(written)
    del tensors["image_encoder/001/bias"]
    save_file(tensors, written)
    loaded = networks(1)
    with pytest.raises(ModelUnavailable):
        safetensors.load(loaded, written)
    for ours, fresh in zip(
        loaded["decoder"].get_weights(), networks(1)["decoder"].get_weights(), strict=True
    ):
        assert np.array_equal(ours, fresh)
