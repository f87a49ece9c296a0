"""Stable Diffusion 1.x and 2.x: KerasCV's networks, with its weights or any checkpoint's."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import keras
from keras_cv.src.models.stable_diffusion.decoder import Decoder
from keras_cv.src.models.stable_diffusion.diffusion_model import DiffusionModel, DiffusionModelV2
from keras_cv.src.models.stable_diffusion.image_encoder import ImageEncoder
from keras_cv.src.models.stable_diffusion.text_encoder import (
    CLIPEncoderLayer,
    TextEncoder,
    TextEncoderV2,
)

from generation.models.networks import Networks
from generation.weights import checkpoint, keras_h5

CONTEXT_LENGTH = 77


def build_v1(files: Mapping[str, Path], width: int, height: int) -> Networks:
    """Build Stable Diffusion 1.4 and load its weights.

    Args:
        files: h5 files by network.
        width: pixels, a multiple of 64.
        height: pixels, a multiple of 64.

    Raises:
        ModelUnavailable: a file is not one of this model's.
    """
    return _with_published_weights(_networks(1, width, height), files)


def build_v2(files: Mapping[str, Path], width: int, height: int) -> Networks:
    """Build Stable Diffusion 2.1 and load its weights; arguments as in `build_v1`."""
    return _with_published_weights(_networks(2, width, height), files)


def build_checkpoint_v1(files: Mapping[str, Path], width: int, height: int) -> Networks:
    """Build Stable Diffusion 1.x with the weights of a checkpoint.

    Args:
        files: "checkpoint" is the safetensors file or the diffusers folder.
        width: pixels, a multiple of 64.
        height: pixels, a multiple of 64.

    Raises:
        ModelUnavailable: the checkpoint is damaged, incomplete or of another kind.
    """
    return _with_checkpoint(_networks(1, width, height), files)


def build_checkpoint_v2(files: Mapping[str, Path], width: int, height: int) -> Networks:
    """Build Stable Diffusion 2.x with a checkpoint; arguments as in `build_checkpoint_v1`."""
    return _with_checkpoint(_networks(2, width, height), files)


def _networks(version: int, width: int, height: int) -> Networks:
    text_encoder, diffusion_model = text_and_diffusion(version, width, height)
    return Networks(text_encoder(), diffusion_model(), *autoencoder(width, height))


def text_and_diffusion(
    version: int, width: int, height: int
) -> tuple[Callable[[], keras.Model], Callable[[], keras.Model]]:
    """Say how the text encoder and the diffusion model of a version are built, unloaded."""
    text_encoder, diffusion_model = {
        1: (TextEncoder, DiffusionModel),
        2: (_text_encoder_v2, DiffusionModelV2),
    }[version]
    return (
        partial(text_encoder, CONTEXT_LENGTH, name="text_encoder", download_weights=False),
        partial(
            diffusion_model,
            height,
            width,
            CONTEXT_LENGTH,
            name="diffusion_model",
            download_weights=False,
        ),
    )


def _text_encoder_v2(*arguments: Any, **named: Any) -> keras.Model:
    """Build KerasCV's text encoder with OpenCLIP's GELU.

    KerasCV approximates it by tanh, which over 23 layers moves the context by 2e-4 of its largest
    value (measured on random weights).
    """
    network = TextEncoderV2(*arguments, **named)
    for layer in network.layers:
        if isinstance(layer, CLIPEncoderLayer):
            layer.activation = partial(keras.ops.gelu, approximate=False)
    return network


def autoencoder(width: int, height: int) -> tuple[keras.Model, keras.Model]:
    """Build the decoder and the image encoder, which all versions share, unloaded."""
    decoder = Decoder(height, width, name="decoder", download_weights=False)
    return decoder, ImageEncoder(download_weights=False)


def _with_published_weights(networks: Networks, files: Mapping[str, Path]) -> Networks:
    for role, network in networks.by_role().items():
        keras_h5.load(network, files[role])
    return networks


def _with_checkpoint(networks: Networks, files: Mapping[str, Path]) -> Networks:
    checkpoint.load(networks.by_role(), files["checkpoint"])
    return networks
