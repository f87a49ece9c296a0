"""TAESD in Keras: a decoder and an encoder of 1.2 million parameters each.

Both are of any picture size. The originals map to and from [0, 1]; these map to and from [-1, 1],
as the other networks do.
"""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import keras
from keras.layers import Activation, Add, Conv2D, Rescaling, UpSampling2D, ZeroPadding2D

from generation.models.networks import NetworkFactory, build_and_load
from generation.weights.checkpoint import PARAMETERS, as_keras
from generation.weights.taesd import CHANNELS, CONVOLUTIONS, ENDS, LAYERS, find_sources, has_bias
from generation.weights.tensors import open_tensors

# Keras is untyped: the tensors of its layers are Any to mypy.
Tensor = Any
# Latents are bounded softly to the magnitude of those of the training.
MAGNITUDE = 3.0


def tiny_factories(files: Mapping[str, Path]) -> dict[str, NetworkFactory]:
    """Return functions that build and load the tiny networks whose files are there.

    Args:
        files: of the model by role; "tiny_decoder" and "tiny_encoder" are read.

    Returns:
        Functions by role, which raise ModelUnavailable where a file is of another network.
    """
    return {
        role: partial(build_and_load, role, partial(build, role), load, files[role])
        for role in LAYERS
        if role in files
    }


def build(role: str) -> keras.Model:
    """Build a network.

    Args:
        role: "tiny_decoder", latents (batch, rows, columns, 4) → pictures (batch, 8 * rows,
            8 * columns, 3) in [-1, 1], or "tiny_encoder", the other way round.
    """
    inputs, outputs = ENDS[role]
    picture = keras.layers.Input((None, None, inputs))
    x = Rescaling(0.5, 0.5)(picture) if role == "tiny_encoder" else picture
    last = len(LAYERS[role]) - 1
    for index, kind in enumerate(LAYERS[role]):
        x = _layer(role, kind, str(index), x, outputs if index == last else CHANNELS)
    if role == "tiny_decoder":
        x = Rescaling(2.0, -1.0)(x)
    return keras.Model(picture, x, name=role)


def _layer(role: str, kind: str, name: str, x: Tensor, channels: int) -> Tensor:
    """Apply a layer of a kind; those with weights have their original names."""
    if kind == "clamp":
        return Rescaling(MAGNITUDE)(Activation("tanh")(Rescaling(1 / MAGNITUDE)(x)))
    if kind == "relu":
        return Activation("relu")(x)
    if kind == "upsample":
        return UpSampling2D(2)(x)
    if kind == "block":
        inner = x
        for part in CONVOLUTIONS:
            activation = None if part == CONVOLUTIONS[-1] else "relu"
            inner = Conv2D(
                channels, 3, padding="same", activation=activation, name=f"{name}.conv.{part}"
            )(inner)
        return Activation("relu")(Add()([inner, x]))
    bias = has_bias(role, name)
    if kind == "halving conv":
        # Keras' own padding of a stride of 2 is at the end alone; torch's is on both sides.
        return Conv2D(channels, 3, strides=2, use_bias=bias, name=name)(ZeroPadding2D(1)(x))
    return Conv2D(channels, 3, padding="same", use_bias=bias, name=name)(x)


def load(networks: Mapping[str, keras.Model], path: Path) -> None:
    """Load a network's weights, in the original's names or in those of diffusers.

    Args:
        networks: built, by role.
        path: of the safetensors file.

    Raises:
        ModelUnavailable: the file is damaged, of another network, or not finite.
    """
    with open_tensors(path) as file:
        for role, network in networks.items():
            sources = find_sources(file.header, role)
            for layer in network.layers:
                for variable in layer.variables:
                    tensor = file.read(sources[f"{layer.name}.{PARAMETERS[variable.name]}"])
                    variable.assign(as_keras(tensor, variable))
