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
from generation.models.networks import NetworkFactory
from generation.weights import checkpoint, keras_h5

CONTEXT_LENGTH = 77
AUTOENCODER = "autoencoder"


def published(
    version: int, files: Mapping[str, Path], width: int, height: int
) -> dict[str, NetworkFactory]:
    """Say how the networks of Stable Diffusion 1.4 or 2.1 are built and loaded.

    Args:
        version: 1 or 2.
        files: KerasCV's h5 files by role.
        width: pixels, a multiple of 64.
        height: pixels, a multiple of 64.

    Returns:
        Functions by role, which raise ModelUnavailable where a file is not one of this model's.
    """
    return {
        role: partial(_published, build, files[role])
        for role, build in architectures(version, width, height).items()
    }


def checkpoints(
    version: int, files: Mapping[str, Path], width: int, height: int
) -> dict[str, NetworkFactory]:
    """Say how the networks of Stable Diffusion 1.x or 2.x are built, with a checkpoint's weights.

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
    return {
        role: partial(_published, build, files[role])
        if role in files
        else partial(_from_checkpoint, role, build, _holder(role, files))
        for role, build in architectures(version, width, height).items()
    }


def _holder(role: str, files: Mapping[str, Path]) -> Path:
    """Pick the file that holds a network."""
    own = AUTOENCODER in files and role in ("decoder", "image_encoder")
    return files[AUTOENCODER if own else "checkpoint"]


makers_v1, makers_v2 = partial(published, 1), partial(published, 2)
checkpoint_makers_v1, checkpoint_makers_v2 = partial(checkpoints, 1), partial(checkpoints, 2)


def architectures(version: int, width: int, height: int) -> dict[str, NetworkFactory]:
    """Say how the networks of a version are built, unloaded; all share the autoencoder."""
    text_encoder, diffusion_model = {
        1: (TextEncoder, DiffusionModel),
        2: (_text_encoder_v2, _diffusion_model_v2),
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


def _diffusion_model_v2(*arguments: Any, **named: Any) -> keras.Model:
    network = DiffusionModelV2(*arguments, **named)
    if network.compute_dtype == "float16":
        upcast_attention(network)
    return network


def _published(build: NetworkFactory, file: Path) -> keras.Model:
    network = build()
    keras_h5.load(network, file)
    return network


def _from_checkpoint(role: str, build: NetworkFactory, path: Path) -> keras.Model:
    network = build()
    checkpoint.load({role: network}, path)
    return network
