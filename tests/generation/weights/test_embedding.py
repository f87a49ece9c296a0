from pathlib import Path

import numpy as np
import pytest

from generation.errors import ModelUnavailable
from generation.weights.embedding import read_embedding
from tests.generation.weights.made_up import write

VECTORS = np.arange(3 * 768, dtype=np.float16).reshape(3, 768)


@pytest.mark.parametrize("key", ["emb_params", "<cat-toy>"])
def test_vectors_are_read_under_either_name(tmp_path: Path, key: str) -> None:
    vectors = read_embedding(write(tmp_path / "a.safetensors", {key: VECTORS}), 768)
    assert vectors.dtype == np.float32
    np.testing.assert_array_equal(vectors, VECTORS)


def test_a_single_vector_may_lie_flat(tmp_path: Path) -> None:
    path = write(tmp_path / "a.safetensors", {"<cat-toy>": VECTORS[0]})
    assert read_embedding(path, 768).shape == (1, 768)


@pytest.mark.parametrize(
    ("tensors", "reason"),
    [
        ({"emb_params": VECTORS}, r"another model: it has shape \(3, 768\), .* 1024 wide"),
        ({"clip_g": VECTORS, "clip_l": VECTORS}, "it holds 2 tensors"),
        ({}, "it holds 0 tensors"),
        ({"emb_params": np.full((1, 1024), np.nan, np.float32)}, "emb_params is not finite"),
        ({"emb_params": np.zeros((76, 1024), np.float16)}, "has 76 vectors"),
        ({"emb_params": np.zeros((0, 1024), np.float32)}, "another model"),
    ],
)
def test_what_is_no_embedding_of_the_model_is_refused(
    tmp_path: Path, tensors: dict[str, np.ndarray], reason: str
) -> None:
    with pytest.raises(ModelUnavailable, match=rf"a\.safetensors .*{reason}"):
        read_embedding(write(tmp_path / "a.safetensors", tensors), 1024)


def test_a_pickled_embedding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"a\.pt is refused"):
        read_embedding(tmp_path / "a.pt", 768)
