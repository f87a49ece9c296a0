"""TensorFlow's two ways of running a function, behind one call."""

from collections.abc import Callable
from typing import Any

import tensorflow as tf

LARGEST_BATCH = 8

BATCH_SIZES = {
    # XLA compiles a program for each static shape, so the list is short and batches are padded.
    "xla": (1, 2, 4, 8),
    # A graph takes any batch: one trace serves all, and nothing is padded.
    "graph": tuple(range(1, LARGEST_BATCH + 1)),
    "openvino": tuple(range(1, LARGEST_BATCH + 1)),
}


def compiled(
    function: Callable[..., Any], engine: str, specs: list[tf.TensorSpec]
) -> Callable[..., Any]:
    """Compile a function of tensors.

    Args:
        function: reads only its arguments and network weights.
        engine: "xla"; whatever else runs this function as a graph.
        specs: the arguments, with None as batch size.

    Returns:
        The function; in graph mode it is traced once, under XLA once for each batch size.
    """
    if engine == "xla":
        return tf.function(function, jit_compile=True, autograph=False)  # type: ignore[no-any-return]
    return tf.function(function, input_signature=specs, autograph=False)  # type: ignore[no-any-return]
