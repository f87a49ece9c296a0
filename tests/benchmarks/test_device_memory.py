"""Claims about counting what a network holds."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from benchmarks.device_memory import held
from benchmarks.random_checkpoint import drawn

FLOAT = 4


def chain(*layers: keras.layers.Layer) -> keras.Model:
    return keras.Sequential([keras.Input((8,)), *layers])


def test_weights_are_counted_once() -> None:
    network = chain(keras.layers.Dense(100))
    assert held(network, tf.TensorSpec((2, 8))).weights == FLOAT * (8 * 100 + 100)


def test_what_a_later_layer_reads_stays_alive() -> None:
    entry = keras.Input((8,))
    kept = keras.layers.Activation("tanh")(entry)
    end = keras.layers.Activation("tanh")(keras.layers.Activation("tanh")(kept))
    skipping = keras.Model(entry, keras.layers.Add()([kept, end]))
    plain = keras.Model(entry, end)
    counted = [held(net, tf.TensorSpec((2, 8))).activations for net in (plain, skipping)]
    assert counted == [2 * FLOAT * 16, 3 * FLOAT * 16]


def test_a_view_takes_no_memory_and_keeps_what_it_shows_alive() -> None:
    entry = keras.Input((8,))
    shown = keras.layers.Reshape((4, 2))(keras.layers.Activation("tanh")(entry))
    network = keras.Model(entry, keras.layers.Activation("tanh")(shown))
    assert held(network, tf.TensorSpec((2, 8))).activations == 2 * FLOAT * 16


def test_the_largest_tensor_is_named() -> None:
    network = chain(keras.layers.Dense(100, use_bias=False), keras.layers.Dense(1))
    assert held(network, tf.TensorSpec((2, 8))).largest == FLOAT * 200


@pytest.mark.parametrize(
    ("name", "shape", "spread"),
    [("bias", (64,), 0), ("gamma", (64,), 0), ("kernel", (64, 32, 3, 3), 1 / np.sqrt(288))],
)
def test_random_weights_keep_the_size_of_what_goes_through(
    name: str, shape: tuple[int, ...], spread: float
) -> None:
    assert drawn(name, shape).shape == shape
    assert np.std(drawn(name, shape).astype(np.float32)) == pytest.approx(spread, rel=0.05)
