"""Networks written with channels last, in the form in which OpenVINO runs them fastest.

Its convolutions want the channels first, so each one comes between two transposes. Where nothing
else needs the channels last, a transpose and the one after it cancel; a group normalisation as
Keras writes it needs them. Its normalisations and KerasCV's gates cost several passes over memory
each, where in the form below OpenVINO makes one operation of them, or part of one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import keras
import tensorflow as tf
from keras_cv.src.models.stable_diffusion.diffusion_model import GEGLU

from generation.engines.lora_arguments import is_adapted


@contextmanager
def fusible() -> Iterator[None]:
    """While the block runs, trace normalisations and gates in the form OpenVINO fuses."""
    with (
        patch.object(keras.layers.GroupNormalization, "call", _group_norm),
        patch.object(keras.layers.LayerNormalization, "call", _layer_norm),
        patch.object(GEGLU, "call", _gated),
    ):
        yield


def _group_norm(layer: Any, inputs: tf.Tensor) -> tf.Tensor:
    """Normalise (batch, height, width, channels) by groups of channels.

    Reference:
        Wu and He, arXiv:1803.08494, eq. 1 and 7.
    """
    _, height, width, channels = inputs.shape
    first = tf.transpose(inputs, (0, 3, 1, 2))
    groups = tf.reshape(first, (-1, layer.groups, channels // layer.groups * height * width))
    gamma, beta = (
        tf.reshape(tf.cast(weight, inputs.dtype), (1, channels, 1, 1))
        for weight in (layer.gamma, layer.beta)
    )
    normal = tf.reshape(_normal(groups, layer.epsilon), (-1, channels, height, width))
    return tf.transpose(normal * gamma + beta, (0, 2, 3, 1))


def _layer_norm(layer: Any, inputs: tf.Tensor) -> tf.Tensor:
    """Normalise the last axis.

    Reference:
        Ba et al., arXiv:1607.06450, eq. 3.
    """
    inputs = tf.cast(inputs, layer.compute_dtype)
    gamma, beta = (tf.cast(weight, inputs.dtype) for weight in (layer.gamma, layer.beta))
    return _normal(inputs, layer.epsilon) * gamma + beta


def _normal(values: tf.Tensor, epsilon: float) -> tf.Tensor:
    """Give the last axis mean 0 and variance 1.

    The fused operation sums in float32 whatever the dtype is.
    """
    # The axes are a list because the fusion is written for vectors.
    centred = values - tf.reduce_mean(values, [-1], keepdims=True)
    variance = tf.reduce_mean(tf.square(centred), [-1], keepdims=True)
    return centred / tf.sqrt(variance + tf.cast(epsilon, values.dtype))


def _gated(layer: Any, inputs: tf.Tensor) -> tf.Tensor:
    """Multiply one half of a projection by the GELU of the other.

    As two products instead of one whose halves are cut out of it: the GELU and the multiplication
    become part of them.

    Reference:
        Shazeer, arXiv:2002.05202, eq. 6; GELU with tanh as KerasCV has it.
    """
    # Where an engine is known beforehand, a network is built while it is traced.
    if not layer.dense.built:
        layer.dense.build(inputs.shape)
    linear, gate = _halves(layer.dense, inputs)
    return linear * tf.nn.gelu(gate, approximate=True)


def _halves(dense: Any, inputs: tf.Tensor) -> list[tf.Tensor]:
    if is_adapted(dense):  # What is added comes whole.
        halves: list[tf.Tensor] = tf.split(dense(inputs), 2, axis=-1)
        return halves
    kernel, bias = (
        tf.split(tf.cast(weight, inputs.dtype), 2, axis=-1) for weight in (dense.kernel, dense.bias)
    )
    return [tf.tensordot(inputs, kernel[half], 1) + bias[half] for half in (0, 1)]


def cancel_transposes(model: Any) -> None:
    """Take out of an OpenVINO model every transpose that only undoes the one before it.

    OpenVINO's own pass keeps a pair if something else reads what is between the two.
    """
    for node in model.get_ordered_ops():
        before = node.input_value(0).get_node() if _is_transpose(node) else None
        if before and _is_transpose(before) and _undoes(_order(node), _order(before)):
            node.output(0).replace(before.input_value(0))
    model.validate_nodes_and_infer_types()


def _is_transpose(node: Any) -> bool:
    return bool(node.get_type_name() == "Transpose")


def _order(transpose: Any) -> list[int]:
    order: list[int] = transpose.input_value(1).get_node().get_data().tolist()
    return order


def _undoes(order: list[int], before: list[int]) -> bool:
    return [before[axis] for axis in order] == list(range(len(before)))
