"""Rewriting of channels-last networks into the form that OpenVINO runs fastest.

OpenVINO's convolutions take the channels first, so each one is between two transposes. Where
no other operation needs the channels last, two consecutive transposes cancel; Keras' group
normalisation needs them. Keras' normalisations and KerasCV's gates take several passes over memory
each; in the form below OpenVINO fuses them into one operation, or into a part of one.
"""

from contextlib import AbstractContextManager
from typing import Any

import tensorflow as tf
from jaxtyping import Float

from generation.engines.lora_arguments import is_adapted
from generation.engines.patches import fusible_calls


def fusible_layers() -> AbstractContextManager[None]:
    """Trace normalisations and gates in the form that OpenVINO fuses, while the block runs."""
    return fusible_calls(_group_norm, _layer_norm, _gated_gelu)


def _group_norm(
    layer: Any, inputs: Float[tf.Tensor, "_batch height width channels"]
) -> Float[tf.Tensor, "_batch height width channels"]:
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
    normal = tf.reshape(_standardise(groups, layer.epsilon), (-1, channels, height, width))
    return tf.transpose(normal * gamma + beta, (0, 2, 3, 1))


def _layer_norm(
    layer: Any, inputs: Float[tf.Tensor, "*_shape channels"]
) -> Float[tf.Tensor, "*_shape channels"]:
    """Normalise the last axis.

    Reference:
        Ba et al., arXiv:1607.06450, eq. 3.
    """
    inputs = tf.cast(inputs, layer.compute_dtype)
    gamma, beta = (tf.cast(weight, inputs.dtype) for weight in (layer.gamma, layer.beta))
    return _standardise(inputs, layer.epsilon) * gamma + beta


def _standardise(
    values: Float[tf.Tensor, "*_shape size"], epsilon: float
) -> Float[tf.Tensor, "*_shape size"]:
    """Normalise the last axis to mean 0 and variance 1.

    The fused operation sums in float32 in any dtype.
    """
    # The axes are a list because the fusion is written for vectors.
    centred = values - tf.reduce_mean(values, [-1], keepdims=True)
    variance = tf.reduce_mean(tf.square(centred), [-1], keepdims=True)
    return centred / tf.sqrt(variance + tf.cast(epsilon, values.dtype))


def _gated_gelu(
    layer: Any, inputs: Float[tf.Tensor, "*_shape inputs"]
) -> Float[tf.Tensor, "*_shape outputs"]:
    """Multiply one half of a projection by the GELU of the other.

    As two products instead of the halves of one: the GELU and the multiplication are fused into
    them.

    Reference:
        Shazeer, arXiv:2002.05202, eq. 6; GELU with tanh as KerasCV has it.
    """
    # If the engine is set, and not measured, a network is built while it is traced.
    if not layer.dense.built:
        layer.dense.build(inputs.shape)
    if is_adapted(layer.dense):  # The LoRA's product has both halves.
        linear, gate = tf.split(layer.dense(inputs), 2, axis=-1)
    else:
        kernel, bias = (
            tf.split(tf.cast(weight, inputs.dtype), 2, axis=-1)
            for weight in (layer.dense.kernel, layer.dense.bias)
        )
        linear, gate = (tf.tensordot(inputs, kernel[half], 1) + bias[half] for half in (0, 1))
    return linear * tf.nn.gelu(gate, approximate=True)


def cancel_transposes(model: Any) -> None:
    """Remove from an OpenVINO model each transpose that inverts the transpose before it.

    OpenVINO's own pass keeps a pair if another operation reads the tensor between the two.
    """
    for node in model.get_ordered_ops():
        before = node.input_value(0).get_node() if _is_transpose(node) else None
        if before and _is_transpose(before):
            order = [_axis_order(before)[axis] for axis in _axis_order(node)]
            if order == sorted(order):
                node.output(0).replace(before.input_value(0))
    model.validate_nodes_and_infer_types()


def _is_transpose(node: Any) -> bool:
    return bool(node.get_type_name() == "Transpose")


def _axis_order(transpose: Any) -> list[int]:
    order: list[int] = transpose.input_value(1).get_node().get_data().tolist()
    return order
