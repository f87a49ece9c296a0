import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import h5py
import keras
import numpy as np
import pytest

from generation.errors import ModelUnavailable
from generation.weights import keras_h5
from tests.generation.weights import keras2_writer


@pytest.mark.slow
@pytest.mark.parametrize("network", ["text_encoder", "diffusion_model", "decoder", "image_encoder"])
def test_what_keras_2_wrote_gives_the_same_outputs(network: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.generation.weights.keras2_writer", network, tmp_path]
    environment = os.environ | {"TF_USE_LEGACY_KERAS": "1", "TF_CPP_MIN_LOG_LEVEL": "3"}
    subprocess.run(command, check=True, env=environment, timeout=1800)
    expected = np.load(tmp_path / f"{network}.npy")
    weights = tmp_path / f"{network}.h5"
    model = keras2_writer.build(network)
    keras_h5.load(model, weights)
    weights.unlink()  # Up to 3.4 GB.
    output = np.asarray(model(keras2_writer.inputs(network)))
    assert np.abs(output - expected).max() < 1e-4 * np.abs(expected).max()


def network(width: int = 3) -> keras.Model:
    return keras.Sequential(
        [
            keras.layers.Input((2,)),
            keras.layers.Dense(width, name="first"),
            keras.layers.Dense(2, name="second"),
        ],
        name="decoder",
    )


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A small file in the layout of Keras 2."""
    path = tmp_path / "kcv_decoder.h5"
    with h5py.File(path, "w") as file:
        file.attrs["layer_names"] = [b"first", b"second"]
        for layer, shape in (("first", (2, 3)), ("second", (3, 2))):
            names = [f"{layer}/kernel:0", f"{layer}/bias:0"]
            group = file.create_group(layer)
            group.attrs["weight_names"] = [name.encode() for name in names]
            group[names[0]] = np.arange(6, dtype=np.float32).reshape(shape)
            group[names[1]] = np.full(shape[-1:], 5, np.float32)
    return path


def test_weights_arrive_in_the_files_order(written: Path) -> None:
    model = network()
    keras_h5.load(model, written)
    first, _, second, bias = model.get_weights()
    assert np.array_equal(first, [[0, 1, 2], [3, 4, 5]])
    assert np.array_equal(second, [[0, 1], [2, 3], [4, 5]])
    assert np.array_equal(bias, [5, 5])


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:1000])


def _replace_by_text(path: Path) -> None:
    path.write_text("<html>Not found</html>", "utf-8")


def _link_elsewhere(path: Path) -> None:
    with h5py.File(path, "a") as file:
        del file["first/first/bias:0"]
        file["first/first/bias:0"] = h5py.ExternalLink("/etc/hostname", "/")


def _store_elsewhere(path: Path) -> None:
    with h5py.File(path, "a") as file:
        del file["first/first/bias:0"]
        file["first"].create_dataset(
            "first/bias:0", (3,), np.float32, external=[("/etc/hostname", 0, 12)]
        )


def _make_infinite(path: Path) -> None:
    with h5py.File(path, "a") as file:
        file["first/first/bias:0"][0] = np.inf


def _forget_a_layer(path: Path) -> None:
    with h5py.File(path, "a") as file:
        file.attrs["layer_names"] = [b"first"]


def _forget_the_layout(path: Path) -> None:
    with h5py.File(path, "a") as file:
        del file.attrs["layer_names"]


@pytest.mark.parametrize(
    "damage",
    [
        _truncate,
        _replace_by_text,
        _link_elsewhere,
        _store_elsewhere,
        _make_infinite,
        _forget_a_layer,
        _forget_the_layout,
    ],
)
def test_a_file_that_is_not_plain_weights_is_refused_by_name(
    written: Path, damage: Callable[[Path], None]
) -> None:
    damage(written)
    with pytest.raises(ModelUnavailable, match=r"^kcv_decoder\.h5 .*\.$"):
        keras_h5.load(network(), written)


def test_a_file_of_other_shapes_is_refused_by_name(written: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"^kcv_decoder\.h5 does not fit the decoder: "):
        keras_h5.load(network(width=4), written)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"^kcv_decoder\.h5 does not fit the decoder: "):
        keras_h5.load(network(), tmp_path / "kcv_decoder.h5")
