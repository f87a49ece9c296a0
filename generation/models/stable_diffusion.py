"""Stable Diffusion 1.x and 2.x: KerasCV's networks, with its weights or any checkpoint's."""

from collections.abc import Mapping
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

from generation.models.attention import upcast_attention
from generation.models.networks import NetworkFactory, build_and_load
from generation.weights import checkpoint, keras_h5

CONTEXT_LENGTH = 77
AUTOENCODER = "autoencoder"


def published_factories(
    version: int, files: Mapping[str, Path], width: int, height: int
) -> dict[str, NetworkFactory]:
    """Return functions that build and load the networks of Stable Diffusion 1.4 or 2.1.

    Args:
        version: 1 or 2.
        files: KerasCV's h5 files by role.
        width: pixels, a multiple of 64.
        height: pixels, a multiple of 64.

    Returns:
        Functions by role, which raise ModelUnavailable where a file is not one of this model's.
    """
    return {
        role: partial(_build_published, build, files[role])
        for role, build in architectures(version, width, height).items()
    }


def checkpoint_factories(
    version: int, files: Mapping[str, Path], width: int, height: int
) -> dict[str, NetworkFactory]:
    """Return functions that build Stable Diffusion 1.x or 2.x and load a checkpoint's weights.

    Args:
        version: 1 or 2.
        files: "checkpoint" is the safetensors file or the diffusers folder; "autoencoder" another
            safetensors file for the decoder and the image encoder, which may also be KerasCV's h5
            files under their roles.
        width: pixels, a multiple of 64.
        height: pixels, a multiple of 64.

    Returns:
        Functions by role, which raise ModelUnavailable where the checkpoint is damaged,
        incomplete or of another kind.
    """
    factories: dict[str, NetworkFactory] = {}
    for role, build in architectures(version, width, height).items():
        if role in files:
            factories[role] = partial(_build_published, build, files[role])
            continue
        is_separate = AUTOENCODER in files and role in ("decoder", "image_encoder")
        path = files[AUTOENCODER if is_separate else "checkpoint"]
        factories[role] = partial(build_and_load, role, build, checkpoint.load, path)
    return factories


network_factories_v1 = partial(published_factories, 1)
network_factories_v2 = partial(published_factories, 2)
checkpoint_factories_v1 = partial(checkpoint_factories, 1)
checkpoint_factories_v2 = partial(checkpoint_factories, 2)


def architectures(version: int, width: int, height: int) -> dict[str, NetworkFactory]:
    """Return functions that build the networks of a version, without any weights.

    Args:
        version: 1 or 2; both share the autoencoder.
        width: pixels, a multiple of 64.
        height: pixels, a multiple of 64.
    """
    text_encoder, diffusion_model = {
        1: (TextEncoder, DiffusionModel),
        2: (_build_text_encoder_v2, _build_diffusion_model_v2),
    }[version]
    size = height, width
    unloaded = {"download_weights": False}
    return {
        "text_encoder": partial(text_encoder, CONTEXT_LENGTH, name="text_encoder", **unloaded),
        "diffusion_model": partial(
            diffusion_model, *size, CONTEXT_LENGTH, name="diffusion_model", **unloaded
        ),
        "decoder": partial(Decoder, *size, name="decoder", **unloaded),
        "image_encoder": partial(ImageEncoder, **unloaded),
    }


def _build_text_encoder_v2(*arguments: Any, **named: Any) -> keras.Model:
    """Build KerasCV's text encoder with OpenCLIP's GELU.

    KerasCV approximates it by tanh, which over 23 layers moves the context by 2e-4 of its largest
    value (measured on random weights).
    """
    network = TextEncoderV2(*arguments, **named)
    for layer in network.layers:
        if isinstance(layer, CLIPEncoderLayer):
            layer.activation = partial(keras.ops.gelu, approximate=False)
    return network


def _build_diffusion_model_v2(*arguments: Any, **named: Any) -> keras.Model:
    network = DiffusionModelV2(*arguments, **named)
    if network.compute_dtype == "float16":
        upcast_attention(network)
    return network


def _build_published(build: NetworkFactory, file: Path) -> keras.Model:
    network = build()
    keras_h5.load(network, file)
    return network
