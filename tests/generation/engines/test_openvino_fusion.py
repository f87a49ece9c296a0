"""Claims about the form in which networks reach OpenVINO."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras_cv.src.models.stable_diffusion.diffusion_model import GEGLU

from generation.engines.openvino import SETTINGS, convert, core

SHAPE = (6, 5, 8)
SPECS = [tf.TensorSpec((None, *SHAPE), tf.float32, "x")]


def network(precision: str) -> keras.Model:
    """Two blocks of a norm and a convolution, around which the input is added again."""
    keras.utils.set_random_seed(7)
    conv = partial(keras.layers.Conv2D, 8, 3, padding="same", dtype=precision)
    inputs = keras.layers.Input(SHAPE)
    x = conv()(inputs)
    for _ in range(2):
        norm = keras.layers.GroupNormalization(4, epsilon=1e-3, dtype=precision)
        branch = keras.layers.Activation("silu", dtype=precision)(conv()(norm(x)))
        norm.gamma.assign(np.linspace(0.5, 2.0, 8))
        norm.beta.assign(np.linspace(-1.0, 1.0, 8))
        x = keras.layers.Add(dtype=precision)([x, branch])
    return keras.Model(inputs, conv()(x))


def gated(precision: str) -> keras.Model:
    """A gate after a projection of tokens, as a transformer block of Stable Diffusion has it."""
    keras.utils.set_random_seed(8)
    inputs = keras.layers.Input(SHAPE)
    gate = GEGLU(16, dtype=precision)
    x = gate(keras.layers.Dense(8, dtype=precision)(inputs))
    gate.dense.bias.assign(np.linspace(-1.0, 1.0, 32))
    return keras.Model(inputs, keras.layers.Dense(8, dtype=precision)(x))


def tokens(precision: str) -> keras.Model:
    """A layer norm between two projections of tokens."""
    keras.utils.set_random_seed(9)
    inputs = keras.layers.Input(SHAPE)
    norm = keras.layers.LayerNormalization(epsilon=1e-3, dtype=precision)
    x = norm(keras.layers.Dense(8, dtype=precision)(inputs))
    norm.gamma.assign(np.linspace(0.5, 2.0, 8))
    norm.beta.assign(np.linspace(-1.0, 1.0, 8))
    return keras.Model(inputs, keras.layers.Dense(8, dtype=precision)(x))


def converted(model: keras.Model) -> Any:
    return convert(lambda x: (tf.cast(model(x), tf.float32),), SPECS)


@pytest.mark.parametrize(("precision", "tolerance"), [("float32", 1e-5), ("bfloat16", 0.1)])
@pytest.mark.parametrize(("made", "mean"), [(network, 100.0), (tokens, 100.0), (gated, 0.0)])
def test_networks_give_what_keras_gives(
    made: Callable[[str], keras.Model], mean: float, precision: str, tolerance: float
) -> None:
    model = made(precision)
    x = mean + np.random.default_rng(0).normal(size=(3, *SHAPE)).astype(np.float32)
    run = core().compile_model(converted(model), "CPU", SETTINGS)
    ours, theirs = run([x])[0], np.asarray(model(x), np.float32)
    assert np.abs(ours - theirs).max() < tolerance * np.abs(theirs).max()


def test_no_gate_is_cut_out_of_a_product() -> None:
    kinds = Counter(node.get_type_name() for node in converted(gated("bfloat16")).get_ops())
    assert kinds["MatMul"] == 4
    assert kinds["StridedSlice"] == kinds["Slice"] == kinds["VariadicSplit"] == kinds["Split"] == 0


def test_a_layer_norm_is_one_operation_in_the_precision_of_its_network() -> None:
    kinds = Counter(node.get_type_name() for node in converted(tokens("bfloat16")).get_ops())
    assert kinds["MVN"] == 1
    assert kinds["ReduceMean"] == 0
    # The input, the output and nothing between; constants are folded.
    assert kinds["Convert"] == 2


def test_every_norm_is_one_operation_and_transposes_stand_only_at_the_ends() -> None:
    kinds = Counter(node.get_type_name() for node in converted(network("bfloat16")).get_ops())
    assert kinds["MVN"] == 2
    assert kinds["ReduceMean"] == 0
    assert kinds["Transpose"] == 2


def test_a_network_that_is_built_while_it_is_traced_is_the_same_one() -> None:
    # So it is at a second start, which knows its engine: nothing was run before.
    built: list[keras.Model] = []

    def step(x: tf.Tensor) -> tuple[tf.Tensor]:
        if not built:
            with tf.init_scope():
                built.append(gated("float32"))
        return (built[0](x),)

    run = core().compile_model(convert(step, SPECS), "CPU", SETTINGS)
    x = np.random.default_rng(0).normal(size=(3, *SHAPE)).astype(np.float32)
    theirs = np.asarray(built[0](x), np.float32)
    assert np.abs(run([x])[0] - theirs).max() < 1e-5 * np.abs(theirs).max()


def test_keras_keeps_its_own_layers() -> None:
    layers = keras.layers.GroupNormalization, keras.layers.LayerNormalization, GEGLU
    before = [layer.call for layer in layers]
    converted(network("float32"))
    assert [layer.call for layer in layers] == before
