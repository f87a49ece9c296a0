"""The stages of one picture size in TensorFlow, under XLA or in graph mode."""

from functools import partial
from typing import Any

import keras
import tensorflow as tf

from generation.denoising import LEVELS, denoising_step, to_pixels, with_guidance, without_guidance
from generation.engines.compiled import compiled
from generation.models.networks import Networks
from generation.recurrence import STATE
from generation.schedule import EMBEDDING_WIDTH


class TensorFlowStages:
    """A denoising step and the decoder, compiled for one size and context length.

    Whatever a person may choose is an argument: nothing here reads mutable state but the
    networks' variables, which LoRAs change.

    Args:
        networks: at that size.
        prediction: "epsilon" or "v".
        engine: "xla" or "graph".
    """

    def __init__(self, networks: Networks, prediction: str, engine: str) -> None:
        shape = networks.decoder.input_shape[1:]
        specs = step_specs(networks)
        network = partial(_called, networks.diffusion_model)
        step = partial(denoising_step, with_guidance, network, prediction)
        self.step = compiled(step, engine, specs)
        # Under XLA it would be compiled in service, at the first request without guidance.
        plain = partial(denoising_step, without_guidance, network, prediction)
        self.plain_step = self.step if engine == "xla" else compiled(plain, engine, specs)
        one = tf.TensorSpec((1, *shape), tf.float32)
        self._decode = compiled(lambda latent: to_pixels(networks.decoder(latent)), engine, [one])

    def decode(self, latent: Any) -> Any:
        """Decode one latent (1, height // 8, width // 8, 4) → (height, width, 3) uint8 array."""
        return self._decode(latent).numpy()[0]


def step_specs(networks: Networks) -> list[tf.TensorSpec]:
    """Describe a denoising step's tensors, of any batch size."""
    shape = networks.decoder.input_shape[1:]
    latent = tf.TensorSpec((None, *shape), tf.float32)
    return [
        tf.TensorSpec((None, STATE, *shape), tf.float32),
        tf.TensorSpec((None, EMBEDDING_WIDTH), tf.float32),
        tf.TensorSpec((2, None, *networks.context_shape), tf.float32),
        tf.TensorSpec((None, LEVELS), tf.float32),
        latent,
        latent,
        tf.TensorSpec((None, *shape[:2], 1), tf.float32),
    ]


def _called(
    model: keras.Model, latent: tf.Tensor, embedding: tf.Tensor, context: tf.Tensor
) -> tf.Tensor:
    return model({"latent": latent, "timestep_embedding": embedding, "context": context})
