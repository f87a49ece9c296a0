"""Networks of a few numbers, which a model of the catalogue names as its builder."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from weakref import WeakSet

import keras

from generation.models.catalogue import STARTER
from generation.models.networks import LATENT_CHANNELS, NetworkFactory
from generation.sampling.schedules import EMBEDDING_WIDTH

TINY = replace(STARTER, builder=f"{__name__}:network_factories", local={}, size_bytes=1000)
# All diffusion models that were built and are still in memory.
alive: WeakSet[keras.Model] = WeakSet()


def network_factories(
    files: Mapping[str, Path], width: int, height: int
) -> dict[str, NetworkFactory]:
    latent = height // 8, width // 8, LATENT_CHANNELS
    networks = {
        "text_encoder": (TINY.context_length,),
        "decoder": latent,
        "image_encoder": (height, width, 3),
    }
    return {role: partial(pointwise, shape) for role, shape in networks.items()} | {
        "diffusion_model": partial(diffusion_model, latent)
    }


def pointwise(shape: tuple[int, ...]) -> keras.Model:
    return keras.Sequential([keras.layers.Input(shape), keras.layers.Dense(LATENT_CHANNELS)])


def diffusion_model(shape: tuple[int, ...]) -> keras.Model:
    latent = keras.layers.Input(shape, name="latent")
    timestep = keras.layers.Input((EMBEDDING_WIDTH,), name="timestep_embedding")
    context = keras.layers.Input((TINY.context_length, TINY.text_width), name="context")
    texts = keras.layers.GlobalAveragePooling1D()(context)
    told = keras.layers.Dense(shape[-1])(keras.layers.Concatenate()([timestep, texts]))
    told = keras.layers.Reshape((1, 1, shape[-1]))(told)
    output = keras.layers.Dense(shape[-1])(keras.layers.Add()([latent, told]))
    model = keras.Model([latent, timestep, context], output)
    alive.add(model)
    return model
