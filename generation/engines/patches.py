"""Methods of libraries that are replaced while a block runs: all of them are in this file.

`tests/test_private_names.py` lists each one, and fails when a library changes its source.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from inspect import getattr_static
from itertools import count
from typing import Any

import keras
import tensorflow as tf
from keras_cv.src.models.stable_diffusion.diffusion_model import GEGLU
from tensorflow.python.eager.polymorphic_function import concrete_function

Call = Callable[..., tf.Tensor]
# How often each program was traced: two functions of a process must not share a name.
_traced = Counter[str]()


@contextmanager
def zero_initializers() -> Iterator[None]:
    """Fill new variables with zeros.

    Keras: `__call__` of `VarianceScaling` and `RandomUniform`, the default initializers of layers
    that have weights. Keras has no setting for all layers of a network, and drawing random values,
    which the loaded weights replace anyway, takes a third of the time of building.
    """

    def zeros(_: Any, shape: Any, dtype: Any = None) -> tf.Tensor:
        return tf.zeros(shape, dtype)

    with (
        _replace(keras.initializers.VarianceScaling, "__call__", zeros),
        _replace(keras.initializers.RandomUniform, "__call__", zeros),
    ):
        yield


@contextmanager
def silu_without_gradient() -> Iterator[None]:
    """Compute SiLU by plain operations.

    TensorFlow: `tf.nn.silu`, which Keras calls. It registers a gradient for each traced call. The
    registry is never emptied, and holds the graph, which holds the weights: 2 GB of Stable
    Diffusion.
    """
    with _replace(tf.nn, "silu", lambda features: features * tf.sigmoid(features)):
        yield


@contextmanager
def fusible_calls(group_norm: Call, layer_norm: Call, gated_gelu: Call) -> Iterator[None]:
    """Compute normalisations and gates by other operations.

    Keras: `call` of `GroupNormalization` and `LayerNormalization`; KerasCV: `call` of the private
    `GEGLU`. OpenVINO does not fuse their operations, and the layers are inside networks that the
    libraries build.

    Args:
        group_norm: the layer and (batch, height, width, channels) → the same shape.
        layer_norm: the layer and (…, channels) → the same shape.
        gated_gelu: the layer and (…, channels) → (…, output channels).
    """
    with (
        _replace(keras.layers.GroupNormalization, "call", group_norm),
        _replace(keras.layers.LayerNormalization, "call", layer_norm),
        _replace(GEGLU, "call", gated_gelu),
    ):
        yield


@contextmanager
def wrap_kernel_layers(wrap: Callable[[Call], Call]) -> Iterator[None]:
    """Wrap the calls of all layers that a LoRA can change.

    Keras: `call` of `Dense` and `Conv2D`. The layers are inside networks that the libraries build,
    and KerasCV makes some of them while it is called.

    Args:
        wrap: takes the layers' own `call`, and returns the one in its place.
    """
    with (
        _replace(keras.layers.Dense, "call", wrap(keras.layers.Dense.call)),
        _replace(keras.layers.Conv2D, "call", wrap(keras.layers.Conv2D.call)),
    ):
        yield


@contextmanager
def variable_lookup(read: Callable[[tf.Operation], tf.Tensor | None]) -> Iterator[None]:
    """Look up the variables of a traced graph by another function.

    OpenVINO: `TFGraphNodeDecoder.get_variable` of its TensorFlow frontend, which searches all
    variables for each one: half a minute in Stable Diffusion.

    Args:
        read: returns the variable behind a placeholder, None where there is none.
    """
    # Here, since it takes a second to import and is for CPUs alone.
    from openvino.frontend.tensorflow.node_decoder import TFGraphNodeDecoder

    with _replace(TFGraphNodeDecoder, "get_variable", read):
        yield


@contextmanager
def stable_function_names(name: str) -> Iterator[None]:
    """Name the functions that TensorFlow traces by their order, and not by a global counter.

    TensorFlow: `_inference_name` of its module `concrete_function`. XLA's cache on disk looks
    programs up by that name: it misses whenever another number of functions was traced before.

    Args:
        name: of letters, digits and underscores, of this program in this process.
    """
    _traced[name] += 1
    numbers = count()

    def inference_name(own_name: str) -> str:
        return f"__inference_{name}_{_traced[name]}_{own_name}_{next(numbers)}"

    with _replace(concrete_function, "_inference_name", inference_name):
        yield


def block_telemetry() -> None:
    """Block OpenVINO's usage statistics, before OpenVINO is imported, for the whole process.

    OpenVINO: the package `openvino_telemetry`, which it imports where it is present.
    """
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]


@contextmanager
def _replace(owner: Any, name: str, replacement: Any) -> Iterator[None]:
    """Replace an attribute of a class or module, and restore it as it was, inherited or static."""
    original, is_own = getattr_static(owner, name), name in vars(owner)
    setattr(owner, name, replacement)
    try:
        yield
    finally:
        if is_own:
            setattr(owner, name, original)
        else:
            delattr(owner, name)
