"""TensorFlow's two ways of running a function, and the batch sizes of all engines."""

from collections.abc import Callable, Sequence
from typing import Any

import tensorflow as tf

LARGEST_BATCH = 8
# XLA and OpenVINO compile a program for each static shape, so the list is short and batches are
# padded. A graph takes any batch: one trace serves all.
STATIC_SIZES, ANY_SIZES = (1, 2, 4, 8), tuple(range(1, LARGEST_BATCH + 1))
LARGE_BYTES = 1_000_000_000


def batch_sizes(engine: str, size_bytes: int) -> tuple[int, ...]:
    """List the batch sizes that may save time for each picture.

    Each of OpenVINO's programs holds the weights; one picture of a large model keeps all cores
    busy, so that a batch of two would take twice the memory for nothing.

    Args:
        engine: "xla", "graph" or "openvino".
        size_bytes: of the model's weights.
    """
    if engine == "openvino":
        return STATIC_SIZES if size_bytes < LARGE_BYTES else (1,)
    return STATIC_SIZES if engine == "xla" else ANY_SIZES


def compile_function(
    function: Callable[..., Any], engine: str, specs: Sequence[Any]
) -> Callable[..., Any]:
    """Compile a function of tensors in TensorFlow.

    Args:
        function: reads only its arguments and network weights.
        engine: "xla"; any other engine runs this function as a graph.
        specs: of the arguments, structures of tensors, with None as batch size.

    Returns:
        The function; in graph mode it is traced once, under XLA once for each batch size.
    """
    if engine == "xla":
        return tf.function(function, jit_compile=True, autograph=False)  # type: ignore[no-any-return]
    return tf.function(function, input_signature=specs, autograph=False)  # type: ignore[no-any-return]
