"""How fast this machine multiplies matrices, which is nearly all that a large network does."""

from collections.abc import Callable

import tensorflow as tf

from generation.engines.autotune import time_call
from generation.engines.timings_cache import Seconds, TimingsCache

EDGE = 2048
# Of float32's time. A network also moves its tensors, and those of bfloat16 are half the size.
SURELY_FASTER = 0.75


def bfloat16_surely_faster(figures: TimingsCache, measuring: Callable[[str], None]) -> bool:
    """Say whether a large network need not be measured in float32, since bfloat16 will win.

    Args:
        figures: of this machine, where the two products are remembered.
        measuring: told before each measurement what it is of.
    """
    bfloat16, float32 = (_figure(name, figures, measuring) for name in ("bfloat16", "float32"))
    return bfloat16 <= SURELY_FASTER * float32


def _figure(precision: str, figures: TimingsCache, measuring: Callable[[str], None]) -> Seconds:
    name = f"{precision}/product"

    def measure() -> Seconds:
        measuring(name)
        return _product(precision)

    return figures.measure(name, measure)


def _product(precision: str) -> Seconds:
    matrix = tf.ones((EDGE, EDGE), precision)
    return time_call(lambda: tf.matmul(matrix, matrix)[0, 0].numpy())
