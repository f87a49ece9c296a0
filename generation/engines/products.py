"""How fast this machine multiplies matrices, which is nearly all that a large network does."""

import tensorflow as tf

from generation.engines.choose import seconds_of
from generation.engines.figures import Figures, Seconds

EDGE = 2048
# Of float32's time. A network also moves its tensors, and those of bfloat16 are half the size.
SURELY_FASTER = 0.75


def bfloat16_surely_faster(figures: Figures) -> bool:
    """Say whether a large network need not be measured in float32, since bfloat16 will win.

    Args:
        figures: of this machine, where the two products are remembered.
    """
    return _figure("bfloat16", figures) <= SURELY_FASTER * _figure("float32", figures)


def _figure(precision: str, figures: Figures) -> Seconds:
    return figures.measure(f"{precision}/product", lambda: _product(precision))


def _product(precision: str) -> Seconds:
    matrix = tf.ones((EDGE, EDGE), precision)
    return seconds_of(lambda: tf.matmul(matrix, matrix)[0, 0].numpy())
