"""LoRAs as arguments of programs whose weights are constants: two thin matrices beside each kernel.

The product of a layer's input with the two matrices is added to the layer's output. That is a few
percent more work, but nothing is compiled or read anew when a LoRA is applied or removed.

Reference:
    Hu et al., "LoRA: Low-Rank Adaptation of Large Language Models", arXiv:2106.09685, eq. 3.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import product
from math import prod
from types import MappingProxyType
from typing import Any

import keras
import tensorflow as tf
from jaxtyping import Float, Float32

from generation.engines.patches import wrap_kernel_layers
from generation.weights.headers import Shape

Factors = tuple[Float32[tf.Tensor, "inputs _"], Float32[tf.Tensor, "_ outputs"]]
NO_KERNELS: Mapping[str, Shape] = MappingProxyType({})
# By the layer's identity; filled only while a function is traced.
_factors_by_layer: dict[int, Factors] = {}


def factor_specs(kernels: Mapping[str, Shape]) -> list[tf.TensorSpec]:
    """Describe the two factors of each kernel, of any rank.

    Args:
        kernels: shapes in torch's layout, by name.

    Returns:
        For each kernel its down (inputs, window * rank), grouped by the window's places, and its
        up (rank, outputs).
    """
    return [
        spec
        for name, (outputs, inputs, *_) in kernels.items()
        for spec in (
            tf.TensorSpec((inputs, None), tf.float32, f"{name}.down"),
            tf.TensorSpec((None, outputs), tf.float32, f"{name}.up"),
        )
    ]


@contextmanager
def lora_active(
    layers: Sequence[keras.layers.Layer], factors: Sequence[tf.Tensor]
) -> Iterator[None]:
    """Add to layers' outputs the product of their inputs and factors, while the block runs.

    Args:
        layers: dense layers, and convolutions without padding, all without an activation.
        factors: down and up of each layer, as of `factor_specs`.
    """
    pairs = zip(factors[::2], factors[1::2], strict=True)
    _factors_by_layer.update(zip(map(id, layers), pairs, strict=True))
    try:
        with wrap_kernel_layers(_with_factors):
            yield
    finally:
        _factors_by_layer.clear()


def is_adapted(layer: keras.layers.Layer) -> bool:
    """Check whether a layer adds a LoRA's product to its output at present."""
    return id(layer) in _factors_by_layer


def _with_factors(call: Callable[..., tf.Tensor]) -> Callable[..., tf.Tensor]:
    def call_with_factors(layer: Any, inputs: tf.Tensor, **named: Any) -> tf.Tensor:
        outputs = call(layer, inputs, **named)
        if not is_adapted(layer):
            return outputs
        down, up = (tf.cast(factor, inputs.dtype) for factor in _factors_by_layer[id(layer)])
        narrow = tf.matmul(inputs, down)
        if isinstance(layer, keras.layers.Conv2D):
            narrow = _sum_over_window(narrow, layer.kernel_size, layer.strides)
        return outputs + tf.matmul(narrow, up)

    return call_with_factors


def _sum_over_window(
    narrow: Float[tf.Tensor, "_batch height width _"],
    window: tuple[int, int],
    strides: tuple[int, int],
) -> Float[tf.Tensor, "_batch _rows _columns _"]:
    """Sum (batch, height, width, window * rank) over the positions of the window.

    A convolution whose kernel is an argument is beyond OpenVINO.
    """
    places = tf.split(narrow, prod(window), axis=-1)
    rows, columns = (
        [slice(start, size - extent + start + 1, stride) for start in range(extent)]
        for size, extent, stride in zip(narrow.shape[1:3], window, strides, strict=True)
    )
    shifted = zip(places, product(rows, columns), strict=True)
    return tf.add_n([place[:, row, column] for place, (row, column) in shifted])
