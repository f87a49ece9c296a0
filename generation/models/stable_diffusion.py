"""Stable Diffusion 1.4 and 2.1, KerasCV's networks with their published weights."""

from collections.abc import Callable, Mapping
from pathlib import Path

import keras
from keras_cv.src.models.stable_diffusion.decoder import Decoder
from keras_cv.src.models.stable_diffusion.diffusion_model import DiffusionModel, DiffusionModelV2
from keras_cv.src.models.stable_diffusion.image_encoder import ImageEncoder
from keras_cv.src.models.stable_diffusion.text_encoder import TextEncoder, TextEncoderV2

from generation.models.networks import Networks
from generation.weights import keras_h5

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
    return _build(TextEncoder, DiffusionModel, files, width, height)


def build_v2(files: Mapping[str, Path], width: int, height: int) -> Networks:
    """Build Stable Diffusion 2.1 and load its weights; arguments as in `build_v1`."""
    return _build(TextEncoderV2, DiffusionModelV2, files, width, height)


def _build(
    text_encoder: Callable[..., keras.Model],
    diffusion_model: Callable[..., keras.Model],
    files: Mapping[str, Path],
    width: int,
    height: int,
) -> Networks:
    networks = {
        "text_encoder": text_encoder(CONTEXT_LENGTH, name="text_encoder", download_weights=False),
        "diffusion_model": diffusion_model(
            height, width, CONTEXT_LENGTH, name="diffusion_model", download_weights=False
        ),
        "decoder": Decoder(height, width, name="decoder", download_weights=False),
        "image_encoder": ImageEncoder(download_weights=False),
    }
    for role, network in networks.items():
        keras_h5.load(network, files[role])
    return Networks(**networks)
