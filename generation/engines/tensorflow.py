"""TensorFlow's two ways of running a function, and the batch sizes of all engines."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import tensorflow as tf

from generation.engines.patches import stable_function_names

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
    function: Callable[..., Any], engine: str, specs: Sequence[Any], name: str
) -> Callable[..., Any]:
    """Compile a function of tensors in TensorFlow.

    Args:
        function: reads only its arguments and network weights.
        engine: "xla"; any other engine runs this function as a graph.
        specs: of the arguments, structures of tensors, with None as batch size.
        name: of the program, by which XLA's cache on disk finds it again.

    Returns:
        The function; in graph mode it is traced once, under XLA once for each batch size.
    """
    if engine == "xla":
        return _XlaPrograms(function, name)
    return tf.function(function, input_signature=specs, autograph=False)  # type: ignore[no-any-return]


class _XlaPrograms:
    """A function that XLA compiles for each shape of its arguments.

    Args:
        function: of tensors.
        name: of the program.
    """

    def __init__(self, function: Callable[..., Any], name: str) -> None:
        self._compiled = tf.function(function, jit_compile=True, autograph=False)
        self._name, self._known = name, set[str]()

    def __call__(self, *arguments: Any) -> Any:
        """Run the program of the arguments' shapes, which is compiled at its first use."""
        shapes = "_".join(str([*array.shape]) for array in tf.nest.flatten(arguments))
        if shapes in self._known:
            return self._compiled(*arguments)
        self._known.add(shapes)
        with stable_function_names(re.sub(r"\W+", "_", f"{self._name}_{shapes}")):
            return self._compiled(*arguments)
