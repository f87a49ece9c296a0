"""The four networks of a latent diffusion model, at any size, with one set of weights."""

import gc
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import Any

import keras
import tensorflow as tf

LATENT_CHANNELS = 4
# Builds a network and loads its weights.
Maker = Callable[[], keras.Model]


class Networks:
    """Keras models of one picture size, each built when it is first asked for.

    Args:
        makers: of the networks, by role: "text_encoder", "diffusion_model", "decoder" and
            "image_encoder".
        width: pixels, a multiple of 64.
        height: pixels, a multiple of 64.
        context_length: tokens of an encoded prompt, as the diffusion model takes them.
        base: whose layers these are, traced on another shape.
    """

    def __init__(
        self,
        makers: Mapping[str, Maker],
        width: int,
        height: int,
        context_length: int,
        base: "Networks | None" = None,
    ) -> None:
        self._makers, self._base, self._kept = makers, base, False
        self.width, self.height, self.context_length = width, height, context_length

    @classmethod
    def of(cls, **networks: keras.Model) -> "Networks":
        """Take networks that are built, by role."""
        _, rows, columns, _ = networks["decoder"].input_shape
        _, _, context = networks["diffusion_model"].inputs
        makers = {role: partial(_same, network) for role, network in networks.items()}
        return cls(makers, columns * 8, rows * 8, context.shape[1])

    @cached_property
    def text_encoder(self) -> keras.Model:
        """Tokens and positions (batch, context) → (batch, context, width)."""
        return self._made("text_encoder")

    @cached_property
    def diffusion_model(self) -> keras.Model:
        """Latent, timestep_embedding, context → epsilon or v, shaped as the latent."""
        return self._made("diffusion_model")

    @cached_property
    def decoder(self) -> keras.Model:
        """Latent (batch, height // 8, width // 8, 4) → picture in [-1, 1]."""
        return self._made("decoder")

    @cached_property
    def image_encoder(self) -> keras.Model:
        """Picture in [-1, 1], of any size → latent."""
        return self._made("image_encoder")

    def _made(self, role: str) -> keras.Model:
        # A function that is being traced may be the first to ask.
        with tf.init_scope():
            return self._makers[role]()

    @property
    def latent_shape(self) -> tuple[int, int, int]:
        """(height // 8, width // 8, 4)."""
        return self.height // 8, self.width // 8, LATENT_CHANNELS

    @property
    def context_shape(self) -> tuple[int, int]:
        """(context length, text width) of the encoded prompts that the diffusion model takes."""
        return self.context_length, self.text_encoder.output_shape[-1]

    def keep(self) -> None:
        """Release nothing from now on: somebody holds the variables and will change them."""
        self._kept = True

    def release(self, role: str) -> None:
        """Let a network's memory go; whoever asks for it again waits for it to be built anew."""
        if not self._kept:
            self.__dict__.pop(role, None)
        if self._base is not None:
            self._base.release(role)
        gc.collect()  # Keras' layers and TensorFlow's graphs refer to each other.

    def at(self, width: int, height: int, context_length: int) -> "Networks":
        """Trace the same layers on another picture size or context length.

        KerasCV's networks read static shapes, so each needs a trace of its own; the variables
        are shared, not copied.

        Args:
            width: pixels, a multiple of 64.
            height: pixels, a multiple of 64.
            context_length: tokens of an encoded prompt.
        """
        if (width, height, context_length) == (self.width, self.height, self.context_length):
            return self
        latent = (height // 8, width // 8, LATENT_CHANNELS)
        makers = {
            "text_encoder": lambda: self.text_encoder,
            "diffusion_model": lambda: self._diffusion_model_at(latent, context_length),
            "decoder": lambda: _retraced(self.decoder, keras.layers.Input(latent, name="latent")),
            "image_encoder": lambda: self.image_encoder,
        }
        return Networks(makers, width, height, context_length, base=self)

    def _diffusion_model_at(self, latent: tuple[int, ...], context_length: int) -> keras.Model:
        _, timestep, context = self.diffusion_model.inputs
        inputs = [
            keras.layers.Input(latent, name="latent"),
            timestep,
            keras.layers.Input((context_length, context.shape[2]), name="context"),
        ]
        return _retraced(self.diffusion_model, inputs)


def _same(network: keras.Model) -> keras.Model:
    return network


def _retraced(model: keras.Model, inputs: Any) -> keras.Model:
    """Run the layers of a model on other inputs, structured as its own."""
    if isinstance(model, keras.Sequential):
        output = inputs
        for layer in model.layers:
            output = layer(output)
        return keras.Model(inputs, output, name=model.name)
    return keras.models.clone_model(model, input_tensors=inputs, clone_function=lambda layer: layer)
