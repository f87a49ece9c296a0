"""The next starter's text encoder, draft and diffusion model, of KerasCV's blocks.

Latents are 32x32x4. The finest level is light: most of the work is done on patches of two by two
latent cells and coarser, where wide layers are cheap.
"""

from typing import Any

import keras
from keras_cv.src.models.stable_diffusion.diffusion_model import (
    ResBlock,
    SpatialTransformer,
    Upsample,
)
from keras_cv.src.models.stable_diffusion.padded_conv2d import PaddedConv2D
from keras_cv.src.models.stable_diffusion.text_encoder import (
    CLIPEmbedding,
    CLIPEncoderLayer,
    quick_gelu,
)

from generation.models.networks import LATENT_CHANNELS
from generation.models.starter import Coordinates, Pooled
from generation.sampling.schedules import EMBEDDING_WIDTH as TIMESTEP_WIDTH

# Keras is untyped: the tensors of its layers are Any to mypy.
Tensor = Any

CONTEXT_LENGTH = 42  # 40 words, start and end.
VOCABULARY_SIZE = 4096
TEXT_WIDTH = 256
EMBEDDING_WIDTH = 256
DRAFT_WIDTH = 1024
LATENT_EDGE = 32
STEM, FINE, MIDDLE, COARSE = 32, 96, 192, 320  # At 32, 16, 8 and 4 cells a side.
HEAD = 32  # Channels of an attention head.


def text_encoder() -> keras.Model:
    """Build the text encoder: (batch, 42) tokens and positions → (batch, 42, 256)."""
    tokens = keras.layers.Input((CONTEXT_LENGTH,), dtype="int32", name="tokens")
    positions = keras.layers.Input((CONTEXT_LENGTH,), dtype="int32", name="positions")
    x = CLIPEmbedding(VOCABULARY_SIZE, TEXT_WIDTH, CONTEXT_LENGTH)([tokens, positions])
    for _ in range(2):
        x = CLIPEncoderLayer(TEXT_WIDTH, 8, activation=quick_gelu)(x)
    x = keras.layers.LayerNormalization(epsilon=1e-5)(x)
    return keras.Model([tokens, positions], x, name="text_encoder")


def draft() -> keras.Model:
    """Build the draft: context (batch, 42, 256) → latent (batch, 32, 32, 4).

    It is the mean of the latents that fit a text, the best prediction while noise hides the rest.
    """
    return keras.Sequential(
        [
            keras.layers.Input((CONTEXT_LENGTH, TEXT_WIDTH)),
            Pooled(),
            keras.layers.Dense(DRAFT_WIDTH, "swish"),
            keras.layers.Dense(DRAFT_WIDTH, "swish"),
            keras.layers.Dense(LATENT_EDGE * LATENT_EDGE * LATENT_CHANNELS),
            keras.layers.Reshape((LATENT_EDGE, LATENT_EDGE, LATENT_CHANNELS)),
        ],
        name="draft",
    )


def diffusion_model() -> keras.Model:
    """Build the diffusion model; it predicts v from a noisy latent, timestep and context.

    Returns:
        A model of latent (batch, 32, 32, 4), timestep_embedding (batch, 320) and context
        (batch, 42, 256) → v, shaped as the latent.
    """
    latent = keras.layers.Input((LATENT_EDGE, LATENT_EDGE, LATENT_CHANNELS), name="latent")
    timestep = keras.layers.Input((TIMESTEP_WIDTH,), name="timestep_embedding")
    context = keras.layers.Input((CONTEXT_LENGTH, TEXT_WIDTH), name="context")

    pooled = keras.layers.Dense(EMBEDDING_WIDTH)(Pooled()(context))
    embedding = keras.layers.Dense(EMBEDDING_WIDTH)(timestep) + pooled
    embedding = keras.layers.Dense(EMBEDDING_WIDTH)(keras.activations.silu(embedding))

    def block(x: Tensor, channels: int, attend: bool = True) -> Tensor:
        x = ResBlock(channels)([x, embedding])
        return SpatialTransformer(channels // HEAD, HEAD)([x, context]) if attend else x

    def concatenate(x: Tensor, skip: Tensor) -> Tensor:
        return keras.layers.Concatenate()([x, skip])

    def halve(x: Tensor, channels: int) -> Tensor:
        return PaddedConv2D(channels, 3, padding=1, strides=2)(x)

    seen = Coordinates()(concatenate(latent, draft()(context)))
    stem = PaddedConv2D(STEM, 3, padding=1)(seen)
    fine = block(halve(stem, FINE), FINE, attend=False)
    middle = block(halve(fine, MIDDLE), MIDDLE)
    coarse = block(halve(middle, COARSE), COARSE)
    x = block(coarse, COARSE, attend=False)
    x = block(concatenate(x, coarse), COARSE)
    x = block(concatenate(Upsample(MIDDLE)(x), middle), MIDDLE)
    x = block(concatenate(Upsample(FINE)(x), fine), FINE, attend=False)
    x = block(concatenate(Upsample(STEM)(x), stem), STEM, attend=False)
    x = keras.layers.GroupNormalization(epsilon=1e-5)(x)
    x = keras.layers.Activation("swish")(x)
    output = PaddedConv2D(LATENT_CHANNELS, 3, padding=1)(x)
    return keras.Model([latent, timestep, context], output, name="diffusion_model")
