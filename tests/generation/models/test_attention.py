"""Claims about attention in float16."""

import keras
import numpy as np
import pytest
from keras_cv.src.models.stable_diffusion.diffusion_model import CrossAttention

from generation.models.attention import upcast_attention
from generation.models.networks import call_network


def attention(precision: str, length: float) -> keras.Model:
    """One attention of random weights whose queries and keys are `length` times as long."""
    keras.config.set_dtype_policy(precision)
    inputs = keras.layers.Input((64, 32))
    layer = CrossAttention(2, 16)
    model = keras.Model(inputs, layer(inputs))
    rng = np.random.default_rng(0)
    for variable in model.variables:
        variable.assign(rng.standard_normal(variable.shape, np.float32) / 6)
    for part in (layer.to_q, layer.to_k):
        part.kernel.assign(length * part.kernel)
    return model


def answer(model: keras.Model) -> np.ndarray:
    inputs = np.random.default_rng(1).standard_normal((2, 64, 32), np.float32)
    return np.asarray(call_network(model, inputs), np.float32)


def test_upcast_attention_is_the_same_function() -> None:
    model = attention("float32", 1)
    expected = answer(model)
    upcast_attention(model)
    np.testing.assert_allclose(answer(model), expected, atol=1e-5)


def test_scores_beyond_float16_come_out_as_in_float32() -> None:
    expected, half = answer(attention("float32", 120)), attention("float16", 120)
    with np.errstate(invalid="ignore"):
        assert not np.isfinite(answer(half)).all(), "this must overflow, or it shows nothing"
    upcast_attention(half)
    # Rounded, two nearly equal scores may change places.
    off = np.abs(answer(half) - expected) > 0.01 * np.abs(expected).max()
    assert off.mean() < 0.05


@pytest.mark.parametrize("precision", ["float32", "float16"])
def test_the_answer_keeps_its_dtype(precision: str) -> None:
    model = attention(precision, 1)
    upcast_attention(model)
    assert call_network(model, np.zeros((1, 64, 32))).dtype.name == precision


def test_a_network_computes_in_its_own_precision_whatever_was_built_last() -> None:
    exact = attention("float32", 1)
    expected = answer(exact)
    attention("float16", 1)
    np.testing.assert_array_equal(answer(exact), expected)
