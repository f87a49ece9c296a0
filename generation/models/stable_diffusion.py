"""Stable Diffusion 1.x and 2.x: KerasCV's networks, with its weights or any checkpoint's."""

from collections.abc import Callable, Mapping
from pathlib import Path

import keras
from keras_cv.src.models.stable_diffusion.decoder import Decoder
from keras_cv.src.models.stable_diffusion.diffusion_model import DiffusionModel, DiffusionModelV2
from keras_cv.src.models.stable_diffusion.image_encoder import ImageEncoder
from keras_cv.src.models.stable_diffusion.text_encoder import TextEncoder, TextEncoderV2

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
    networks = _v1(width, height)
    return _with_published_weights(networks, files)


def build_v2(files: Mapping[str, Path], width: int, height: int) -> Networks:
    """Build Stable Diffusion 2.1 and load its weights; arguments as in `build_v1`."""
    networks = _v2(width, height)
    return _with_published_weights(networks, files)


def build_checkpoint_v1(files: Mapping[str, Path], width: int, height: int) -> Networks:
    """Build Stable Diffusion 1.x with the weights of a checkpoint.

    Args:
        files: "checkpoint" is the safetensors file or the diffusers folder.
        width: pixels, a multiple of 64.
        height: pixels, a multiple of 64.

    Raises:
        ModelUnavailable: the checkpoint is damaged, incomplete or of another kind.
    """
    return _with_checkpoint(_v1(width, height), files)


def build_checkpoint_v2(files: Mapping[str, Path], width: int, height: int) -> Networks:
    """Build Stable Diffusion 2.x with a checkpoint; arguments as in `build_checkpoint_v1`."""
    return _with_checkpoint(_v2(width, height), files)


def _v1(width: int, height: int) -> Networks:
    return _networks(TextEncoder, DiffusionModel, width, height)


def _v2(width: int, height: int) -> Networks:
    return _networks(TextEncoderV2, DiffusionModelV2, width, height)


def _networks(
    text_encoder: Callable[..., keras.Model],
    diffusion_model: Callable[..., keras.Model],
    width: int,
    height: int,
) -> Networks:
    return Networks(
        text_encoder(CONTEXT_LENGTH, name="text_encoder", download_weights=False),
        diffusion_model(
            height, width, CONTEXT_LENGTH, name="diffusion_model", download_weights=False
        ),
        Decoder(height, width, name="decoder", download_weights=False),
        ImageEncoder(download_weights=False),
    )


def _with_published_weights(networks: Networks, files: Mapping[str, Path]) -> Networks:
    for role, network in networks.by_role().items():
        keras_h5.load(network, files[role])
    return networks


def _with_checkpoint(networks: Networks, files: Mapping[str, Path]) -> Networks:
    checkpoint.load(networks.by_role(), files["checkpoint"])
    return networks
