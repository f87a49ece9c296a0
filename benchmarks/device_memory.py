"""What Stable Diffusion 1.4 would hold of a GPU's memory at 512×512, estimated by counting.

    python -m benchmarks.device_memory [--size 512] [--json]

Weights at rest in float16, the decoder's in float32, and the largest set of activations that live
at once in a pass. Each network is traced into a TensorFlow graph; an operation's outputs live from
it until the last operation that reads them, attention scores among them. Nothing is computed in
place and nothing is fused, so it is an upper estimate of the tensors; what a driver or an allocator
takes is not in it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import keras
import tensorflow as tf
from keras_cv.src.models.stable_diffusion.decoder import Decoder
from keras_cv.src.models.stable_diffusion.diffusion_model import DiffusionModel
from keras_cv.src.models.stable_diffusion.text_encoder import TextEncoder

from benchmarks.machine import GIB
from benchmarks.report import Report, Row, Target, arguments, publish
from generation.engines.precision import network_precision

LENGTH, WIDTH = 77, 768
AT_MOST_GB = 8.0
# Outputs of these are their inputs' memory, or the weights', which are counted at rest.
VIEWS = {"Identity", "Reshape", "Squeeze", "ExpandDims", "StopGradient"}
AT_REST = {"Const", "Placeholder", "ReadVariableOp", "VarHandleOp"}


@dataclass(frozen=True)
class Held:
    """What a network holds, in bytes.

    Args:
        weights: at rest.
        activations: the largest set that lives at once, inputs not counted.
        largest: the one largest tensor.
    """

    weights: int
    activations: int
    largest: int


def held(network: Any, inputs: Any) -> Held:
    """Count what a call of a network holds.

    Args:
        network: a Keras model.
        inputs: its inputs' specifications, with static shapes.
    """
    graph = tf.function(network, autograph=False).get_concrete_function(inputs).graph
    operations = graph.get_operations()
    last_read = _last_reads(operations, graph.outputs)
    sizes = {op: 0 if op.type in VIEWS | AT_REST else _bytes(op) for op in operations}
    alive = most = 0
    ending: dict[int, int] = {}
    for index, op in enumerate(operations):
        alive += sizes[op]
        most = max(most, alive)
        ending[last_read[op]] = ending.get(last_read[op], 0) + sizes[op]
        alive -= ending.pop(index, 0)
    weights = sum(
        variable.value.dtype.size * variable.value.shape.num_elements()
        for variable in network.variables
    )
    return Held(weights, most, max(sizes.values()))


def _last_reads(operations: list[Any], outputs: list[Any]) -> Mapping[Any, int]:
    """Find the index of the last operation that reads each one's memory, through views too."""
    last = {op: index for index, op in enumerate(operations)}
    for tensor in outputs:
        last[tensor.op] = len(operations)
    for index, op in reversed([*enumerate(operations)]):
        until = last[op] if op.type in VIEWS else index
        for tensor in op.inputs:
            last[tensor.op] = max(last[tensor.op], until)
    return last


def _bytes(op: Any) -> int:
    return sum(
        tensor.dtype.size * tensor.shape.num_elements()
        for tensor in op.outputs
        if tensor.shape.is_fully_defined() and tensor.dtype.size
    )


def networks(size: int) -> Iterator[tuple[str, Any, Any]]:
    """Build each network with its inputs: a guided step has two rows, the rest one."""

    def spec(*shape: int, dtype: tf.DType = tf.float16) -> tf.TensorSpec:
        return tf.TensorSpec(shape, dtype)

    keras.mixed_precision.set_global_policy("float16")
    tokens = tf.TensorSpec((1, LENGTH), tf.int32)
    yield (
        "text encoder",
        TextEncoder(LENGTH, download_weights=False),
        {"tokens": tokens, "positions": tokens},
    )
    edge = size // 8
    yield (
        "diffusion model",
        DiffusionModel(size, size, LENGTH, download_weights=False),
        {
            "latent": spec(2, edge, edge, 4),
            "timestep_embedding": spec(2, 320),
            "context": spec(2, LENGTH, WIDTH),
        },
    )
    keras.mixed_precision.set_global_policy(network_precision("decoder", "float16"))
    latent = spec(1, edge, edge, 4, dtype=tf.float32)
    yield "decoder", Decoder(size, size, download_weights=False), latent


def measure(size: int) -> Report:
    """Count each network, and their sum: all weights, and the activations of one at a time."""
    counted = {name: held(network, inputs) for name, network, inputs in networks(size)}
    whole = Held(
        sum(one.weights for one in counted.values()),
        max(one.activations for one in counted.values()),
        max(one.largest for one in counted.values()),
    )
    rows = [_row(name, one) for name, one in (counted | {"together": whole}).items()]
    gb = (whole.weights + whole.activations) / 1e9
    target = Target(f"device memory at {size}×{size}, GB", gb, AT_MOST_GB)
    return Report("device_memory", rows, [target])


def _row(name: str, one: Held) -> Row:
    return {
        "network": name,
        "weights_gib": one.weights / GIB,
        "activations_gib": one.activations / GIB,
        "largest tensor_gib": one.largest / GIB,
        "sum_gib": (one.weights + one.activations) / GIB,
    }


def main() -> None:
    """Run the benchmark as the command line says."""
    parser = arguments(__doc__)
    parser.add_argument("--size", type=int, default=512)
    asked = parser.parse_args()
    publish(measure(asked.size), asked)


if __name__ == "__main__":
    main()
