"""Claims about TAESD in Keras: against plain numpy here, against diffusers where that is there."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from generation.models.tiny_autoencoder import build, load
from generation.weights.taesd import LAYERS
from tests.generation.weights.made_up import Tensors, write
from tests.generation.weights.tiny_weights import ROLES, as_diffusers, original

TOLERANCE = 1e-4
INPUTS = {"tiny_decoder": (4, 6, 4), "tiny_encoder": (32, 48, 3)}


def convolve(x: np.ndarray, tensors: Tensors, name: str, stride: int = 1) -> np.ndarray:
    """Correlate a (rows, columns, channels) array with a 3x3 kernel in torch's layout."""
    weight, bias = tensors[f"{name}.weight"], tensors.get(f"{name}.bias", np.float32(0))
    padded = np.pad(x, ((1, 1), (1, 1), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(0, 1))
    return np.einsum("yxckl,ockl->yxo", windows[::stride, ::stride], weight) + bias


def reference(role: str, x: np.ndarray, tensors: Tensors) -> np.ndarray:
    """Compute the network as its paper-free original does, layer by layer."""
    if role == "tiny_encoder":
        x = (x + 1) / 2
    for index, kind in enumerate(LAYERS[role]):
        name = str(index)
        if kind == "clamp":
            x = 3 * np.tanh(x / 3)
        elif kind == "relu":
            x = np.maximum(x, 0)
        elif kind == "upsample":
            x = x.repeat(2, axis=0).repeat(2, axis=1)
        elif kind == "block":
            y = x
            for part in (0, 2):
                y = np.maximum(convolve(y, tensors, f"{name}.conv.{part}"), 0)
            x = np.maximum(convolve(y, tensors, f"{name}.conv.4") + x, 0)
        else:
            x = convolve(x, tensors, name, 2 if kind == "halving conv" else 1)
    return 2 * x - 1 if role == "tiny_decoder" else x


def ours(role: str, tensors: Tensors, x: np.ndarray, folder: Path) -> np.ndarray:
    network = build(role)
    load({role: network}, write(folder / f"{role}.safetensors", tensors))
    result: np.ndarray = np.asarray(network(x[None]))[0]
    return result


def sample(role: str) -> np.ndarray:
    return np.random.default_rng(2).standard_normal(INPUTS[role], np.float32) * np.float32(2)


def assert_equal(one: np.ndarray, other: np.ndarray) -> None:
    assert one.shape == other.shape
    assert np.std(other) > 1e-2, "silence would equal anything"
    assert np.abs(one - other).max() / np.abs(other).max() < TOLERANCE


@pytest.mark.parametrize("role", ROLES)
def test_a_network_computes_what_the_original_does_from_either_layout(
    role: str, tmp_path: Path
) -> None:
    tensors, x = original(role), sample(role)
    expected = reference(role, x, tensors)
    assert_equal(ours(role, tensors, x, tmp_path), expected)
    assert_equal(ours(role, as_diffusers(role, tensors), x, tmp_path), expected)


@pytest.mark.parametrize("role", ROLES)
def test_a_network_computes_what_diffusers_does(role: str, tmp_path: Path) -> None:
    torch = pytest.importorskip("torch", reason="parity extra is not installed")
    diffusers = pytest.importorskip("diffusers", reason="parity extra is not installed")
    tensors = {one: as_diffusers(one, original(one)) for one in ROLES}
    module: Any = diffusers.AutoencoderTiny().eval()
    state = {
        name: torch.from_numpy(value) for each in tensors.values() for name, value in each.items()
    }
    module.load_state_dict(state)
    x = sample(role)
    with torch.no_grad():
        first = torch.from_numpy(x.transpose(2, 0, 1)[None])
        run = module.decode if role == "tiny_decoder" else module.encode
        (theirs,) = run(first, return_dict=False)
    assert_equal(ours(role, tensors[role], x, tmp_path), theirs[0].numpy().transpose(1, 2, 0))
