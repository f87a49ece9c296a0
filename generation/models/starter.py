"""`starter`: this project's own small latent diffusion model, composed of KerasCV's blocks.

It has the networks of Stable Diffusion at a tenth of the width, and differs in three places:
the pooled text is added to the timestep embedding (as in SDXL, arXiv:2307.01952 §2.2), a draft
computed from it is concatenated with the noisy latent, and the diffusion model takes coordinates,
since 16x16 latents of single things are mostly about position.
"""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import keras
from keras_cv.src.models.stable_diffusion.diffusion_model import (
    ResBlock,
    SpatialTransformer,
    Upsample,
)
from keras_cv.src.models.stable_diffusion.padded_conv2d import PaddedConv2D
from keras_cv.src.models.stable_diffusion.resnet_block import ResnetBlock
from keras_cv.src.models.stable_diffusion.text_encoder import (
    CLIPEmbedding,
    CLIPEncoderLayer,
    quick_gelu,
)

from generation.models.networks import LATENT_CHANNELS, NetworkFactory, build_and_load
from generation.weights import safetensors

# Keras is untyped: the tensors of its layers are Any to mypy.
Tensor = Any

CONTEXT_LENGTH = 32
VOCABULARY_SIZE = 2304
TEXT_WIDTH = 256
TIMESTEP_WIDTH = 320
EMBEDDING_WIDTH = 256
DRAFT_WIDTH = 1024
CHANNELS = (64, 128, 192)  # at 1, 1/2 and 1/4 of the latent's resolution


class DepthToSpace(keras.layers.Layer):
    """Layer that unfolds channels into pixels: a cell becomes `size` times `size` of them."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size

    def call(self, inputs: Tensor) -> Tensor:
        """Unfold the channels."""
        _, rows, columns, channels = inputs.shape
        depth = channels // self.size**2
        x = keras.ops.reshape(inputs, (-1, rows, columns, self.size, self.size, depth))
        x = keras.ops.transpose(x, (0, 1, 3, 2, 4, 5))
        return keras.ops.reshape(x, (-1, rows * self.size, columns * self.size, depth))


def text_encoder() -> keras.Model:
    """Build the text encoder: (batch, 32) tokens and positions → (batch, 32, 256)."""
    tokens = keras.layers.Input((CONTEXT_LENGTH,), dtype="int32", name="tokens")
    positions = keras.layers.Input((CONTEXT_LENGTH,), dtype="int32", name="positions")
    x = CLIPEmbedding(VOCABULARY_SIZE, TEXT_WIDTH, CONTEXT_LENGTH)([tokens, positions])
    for _ in range(2):
        x = CLIPEncoderLayer(TEXT_WIDTH, 8, activation=quick_gelu)(x)
    x = keras.layers.LayerNormalization(epsilon=1e-5)(x)
    return keras.Model([tokens, positions], x, name="text_encoder")


def image_encoder() -> keras.Model:
    """Build the image encoder: (batch, height, width, 3) in [-1, 1] → unit-variance latents."""
    return keras.Sequential(
        [
            keras.layers.Input((None, None, 3)),
            PaddedConv2D(48, 4, padding=1, strides=2),
            keras.layers.Activation("swish"),
            PaddedConv2D(64, 4, padding=1, strides=2),
            ResnetBlock(64),
            PaddedConv2D(128, 4, padding=1, strides=2),
            ResnetBlock(128),
            keras.layers.GroupNormalization(epsilon=1e-5),
            keras.layers.Activation("swish"),
            PaddedConv2D(LATENT_CHANNELS, 3, padding=1),
            PaddedConv2D(LATENT_CHANNELS, 1, name="to_latent"),
        ],
        name="image_encoder",
    )


def decoder(height: int, width: int) -> keras.Model:
    """Build the decoder: (batch, height // 8, width // 8, 4) → (batch, height, width, 3).

    Args:
        height: pixels, a multiple of 8.
        width: pixels, a multiple of 8.
    """
    return keras.Sequential(
        [
            keras.layers.Input((height // 8, width // 8, LATENT_CHANNELS)),
            PaddedConv2D(LATENT_CHANNELS, 1, name="from_latent"),
            PaddedConv2D(192, 3, padding=1),
            ResnetBlock(192),
            ResnetBlock(192),
            Upsample(96),
            ResnetBlock(96),
            ResnetBlock(96),
            keras.layers.GroupNormalization(epsilon=1e-5),
            keras.layers.Activation("swish"),
            PaddedConv2D(48, 3, padding=1),
            DepthToSpace(4),
        ],
        name="decoder",
    )


class Pooled(keras.layers.Layer):
    """Layer that takes the last position, which by the causal mask has seen the whole prompt."""

    def call(self, context: Tensor) -> Tensor:
        """Take (batch, width) of (batch, positions, width)."""
        return context[:, -1]


class Coordinates(keras.layers.Layer):
    """Layer that appends two channels to a map: its rows and columns, from -1 to 1."""

    def call(self, inputs: Tensor) -> Tensor:
        """Append the coordinates."""
        _, height, width, _ = inputs.shape
        rows, columns = (
            keras.ops.linspace(-1.0, 1.0, extent, dtype=inputs.dtype) for extent in (height, width)
        )
        grid = keras.ops.stack(keras.ops.meshgrid(rows, columns, indexing="ij"), axis=-1)
        batch = keras.ops.shape(inputs)[0]
        return keras.ops.concatenate([inputs, keras.ops.tile(grid[None], (batch, 1, 1, 1))], -1)


def draft(height: int, width: int) -> keras.Model:
    """Build the draft: context (batch, 32, 256) → latent (batch, height // 8, width // 8, 4).

    It is the mean of the latents that fit a text, the best prediction while noise hides the rest; a
    timestep embedding, the same at all positions, can hardly describe an outline.

    Args:
        height: pixels, a multiple of 8.
        width: pixels, a multiple of 8.
    """
    rows, columns = height // 8, width // 8
    return keras.Sequential(
        [
            keras.layers.Input((CONTEXT_LENGTH, TEXT_WIDTH)),
            Pooled(),
            keras.layers.Dense(DRAFT_WIDTH, "swish"),
            keras.layers.Dense(DRAFT_WIDTH, "swish"),
            keras.layers.Dense(rows * columns * LATENT_CHANNELS),
            keras.layers.Reshape((rows, columns, LATENT_CHANNELS)),
        ],
        name="draft",
    )


def diffusion_model(height: int, width: int) -> keras.Model:
    """Build the diffusion model; it predicts v from a noisy latent, timestep and context.

    Args:
        height: pixels, a multiple of 32.
        width: pixels, a multiple of 32.

    Returns:
        A model of latent (batch, height // 8, width // 8, 4), timestep_embedding (batch, 320)
        and context (batch, 32, 256) → v, shaped as the latent.
    """
    latent = keras.layers.Input((height // 8, width // 8, LATENT_CHANNELS), name="latent")
    timestep = keras.layers.Input((TIMESTEP_WIDTH,), name="timestep_embedding")
    context = keras.layers.Input((CONTEXT_LENGTH, TEXT_WIDTH), name="context")

    pooled = keras.layers.Dense(EMBEDDING_WIDTH)(Pooled()(context))
    embedding = keras.layers.Dense(EMBEDDING_WIDTH)(timestep) + pooled
    embedding = keras.layers.Dense(EMBEDDING_WIDTH)(keras.activations.silu(embedding))

    def block(x: Tensor, channels: int, attend: bool = True) -> Tensor:
        x = ResBlock(channels)([x, embedding])
        return SpatialTransformer(channels // 32, 32)([x, context]) if attend else x

    def concatenate(x: Tensor, skip: Tensor) -> Tensor:
        return keras.layers.Concatenate()([x, skip])

    low, middle, high = CHANNELS
    seen = Coordinates()(concatenate(latent, draft(height, width)(context)))
    fine = block(PaddedConv2D(low, 3, padding=1)(seen), low, attend=False)
    half = block(PaddedConv2D(middle, 3, padding=1, strides=2)(fine), middle)
    coarse = block(PaddedConv2D(high, 3, padding=1, strides=2)(half), high)
    x = block(coarse, high, attend=False)
    x = block(concatenate(x, coarse), high)
    x = block(concatenate(Upsample(middle)(x), half), middle)
    x = block(concatenate(Upsample(low)(x), fine), low, attend=False)
    x = keras.layers.GroupNormalization(epsilon=1e-5)(x)
    x = keras.layers.Activation("swish")(x)
    output = PaddedConv2D(LATENT_CHANNELS, 3, padding=1)(x)
    return keras.Model([latent, timestep, context], output, name="diffusion_model")


def network_factories(
    files: Mapping[str, Path], width: int, height: int
) -> dict[str, NetworkFactory]:
    """Return functions that build and load the four networks.

    Args:
        files: "weights" is the safetensors file.
        width: pixels, a multiple of 32.
        height: pixels, a multiple of 32.

    Returns:
        Functions by role, which raise ModelUnavailable where the file is not one of this model's.
    """
    architectures: dict[str, NetworkFactory] = {
        "text_encoder": text_encoder,
        "diffusion_model": partial(diffusion_model, height, width),
        "decoder": partial(decoder, height, width),
        "image_encoder": image_encoder,
    }
    return {
        role: partial(build_and_load, role, build, safetensors.load, files["weights"])
        for role, build in architectures.items()
    }
