"""LoRAs as arguments of programs whose weights are constants: two thin matrices beside each kernel.

What a layer makes of its input gets added what the two make of it. That is a few percent more
work, but nothing is compiled or read anew when a LoRA is put on or taken off.

Reference:
    Hu et al., "LoRA: Low-Rank Adaptation of Large Language Models", arXiv:2106.09685, eq. 3.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import product
from math import prod
from types import MappingProxyType
from typing import Any
from unittest.mock import patch

import keras
import tensorflow as tf

from generation.weights.headers import Shape

Factors = tuple[tf.Tensor, tf.Tensor]
NO_KERNELS: Mapping[str, Shape] = MappingProxyType({})
# By the layer's identity; filled only while a function is traced.
_beside: dict[int, Factors] = {}


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
    """While the block runs, let layers add what their factors make of their inputs.

    Args:
        layers: dense ones, and convolutions without padding; none has an activation.
        factors: down and up of each, one after the other.
    """
    pairs = zip(factors[::2], factors[1::2], strict=True)
    _beside.update(zip(map(id, layers), pairs, strict=True))
    try:
        with ExitStack() as stack:
            for kind in (keras.layers.Dense, keras.layers.Conv2D):
                stack.enter_context(patch.object(kind, "call", _adding(kind.call)))
            yield
    finally:
        _beside.clear()


def is_adapted(layer: keras.layers.Layer) -> bool:
    """Say whether a layer, just now, adds something to its answer."""
    return id(layer) in _beside


def _adding(call: Callable[..., tf.Tensor]) -> Callable[..., tf.Tensor]:
    def adding(layer: Any, inputs: tf.Tensor, **named: Any) -> tf.Tensor:
        answer = call(layer, inputs, **named)
        return answer + _change(layer, inputs) if is_adapted(layer) else answer

    return adding


def _change(layer: Any, inputs: tf.Tensor) -> tf.Tensor:
    down, up = (tf.cast(factor, inputs.dtype) for factor in _beside[id(layer)])
    narrow = tf.matmul(inputs, down)
    if isinstance(layer, keras.layers.Conv2D):
        narrow = _over_window(narrow, layer.kernel_size, layer.strides)
    return tf.matmul(narrow, up)


def _over_window(narrow: tf.Tensor, window: tuple[int, int], strides: tuple[int, int]) -> tf.Tensor:
    """Add up (batch, height, width, window * rank), what each place of the window sees.

    A convolution whose kernel is an argument is beyond OpenVINO.
    """
    places = tf.split(narrow, prod(window), axis=-1)
    rows, columns = (
        [slice(start, size - extent + start + 1, stride) for start in range(extent)]
        for size, extent, stride in zip(narrow.shape[1:3], window, strides, strict=True)
    )
    seen = zip(places, product(rows, columns), strict=True)
    return tf.add_n([place[:, row, column] for place, (row, column) in seen])
