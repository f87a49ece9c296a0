"""Measurement of matrix products, which are nearly all the work of a large network."""

from collections.abc import Callable
from functools import partial

import tensorflow as tf

from generation.engines.autotune import time_call
from generation.engines.timings_cache import Seconds, TimingsCache

EDGE = 2048
# Of float32's time. A network also moves its tensors, and those of bfloat16 are half the size.
SURELY_FASTER = 0.75


def bfloat16_surely_faster(figures: TimingsCache, measuring: Callable[[str], None]) -> bool:
    """Check whether bfloat16 wins in a large network without measuring the network in float32.

    Args:
        figures: of this machine, where the times of the two products are kept.
        measuring: called before each measurement with its name.
    """

    def measure(precision: str) -> Seconds:
        measuring(f"{precision}/product")
        matrix = tf.ones((EDGE, EDGE), precision)
        return time_call(lambda: tf.matmul(matrix, matrix)[0, 0].numpy())

    bfloat16, float32 = (
        figures.measure(f"{precision}/product", partial(measure, precision))
        for precision in ("bfloat16", "float32")
    )
    return bfloat16 <= SURELY_FASTER * float32
