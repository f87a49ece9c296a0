"""The least time that this machine's arithmetic allows: its best matrix product."""

import tensorflow as tf

from benchmarks.contenders.protocol import Parts, Setup

EDGE = 4096
# Of SD 1.4 at 512×512: the diffusion model on one sample, and the decoder.
PASS_TFLOP, DECODE_TFLOP = 0.803, 2.51


def parts(setup: Setup) -> Parts:
    """Multiply two large matrices in TensorFlow's graph mode, which is oneDNN on CPUs."""
    one = tf.cast(tf.random.normal((EDGE, EDGE)), setup.precision)
    multiply = tf.function(lambda a: tf.reduce_sum(tf.cast(tf.matmul(a, a), "float32")))
    return {"matmul": lambda: multiply(one).numpy()}


def least_s(tflop: float, size: int, matmul_s: float) -> float:
    """Give the time of arithmetic that all runs as fast as the matrix product.

    Args:
        tflop: at 512×512; it grows with the area (attention's tenth of it grows faster).
        size: pixels, an edge.
        matmul_s: seconds of one product.
    """
    rate = 2 * EDGE**3 / matmul_s
    return tflop * (size / 512) ** 2 * 1e12 / rate
