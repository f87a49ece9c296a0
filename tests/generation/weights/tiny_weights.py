"""TAESD files of random weights, in both layouts of names."""

import numpy as np

from generation.weights.taesd import LAYERS, parameters
from tests.generation.weights.made_up import Tensors

ROLES = tuple(LAYERS)


def original(role: str, seed: int = 1) -> Tensors:
    """Make the weights of a network, small enough that sixty layers keep their size."""
    rng = np.random.default_rng(seed)
    return {
        name: rng.standard_normal(shape, np.float32) * np.float32(0.05)
        for name, shape in parameters(role).items()
    }


def as_diffusers(role: str, tensors: Tensors) -> Tensors:
    """Name weights as `AutoencoderTiny` does, whose decoder has no layer for the clamp."""
    prefix, shift = {"tiny_decoder": ("decoder", 1), "tiny_encoder": ("encoder", 0)}[role]
    return {
        f"{prefix}.layers.{int(index) - shift}.{rest}": value
        for name, value in tensors.items()
        for index, _, rest in [name.partition(".")]
    }
