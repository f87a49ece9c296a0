"""The four networks of a latent diffusion model, at any size, with one set of weights."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import Any
from unittest.mock import patch

import keras
import tensorflow as tf

from generation.engines.memory import release_memory

LATENT_CHANNELS = 4
# Builds a network and loads its weights.
NetworkFactory = Callable[[], keras.Model]


class Networks:
    """Keras models of one picture size, each built when it is first asked for.

    Args:
        makers: of the networks, by role: "text_encoder", "diffusion_model", "decoder" and
            "image_encoder".
        width: pixels, a multiple of 64.
        height: pixels, a multiple of 64.
        context_shape: (context length, text width) of an encoded prompt, as the diffusion model
            takes it.
        base: whose layers these are, traced on another shape.
    """

    def __init__(
        self,
        makers: Mapping[str, NetworkFactory],
        width: int,
        height: int,
        context_shape: tuple[int, int],
        base: "Networks | None" = None,
    ) -> None:
        self._makers, self._base, self._kept = makers, base, False
        self.width, self.height, self.context_shape = width, height, context_shape

    @classmethod
    def of(cls, **networks: keras.Model) -> "Networks":
        """Take networks that are built, by role."""
        _, rows, columns, _ = networks["decoder"].input_shape
        _, _, context = networks["diffusion_model"].inputs
        makers = {role: partial(_same, network) for role, network in networks.items()}
        return cls(makers, columns * 8, rows * 8, context.shape[1:])

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

    def keep(self) -> None:
        """Release nothing from now on: somebody holds the variables and will change them."""
        self._kept = True

    def release(self, role: str) -> None:
        """Let a network's memory go; whoever asks for it again waits for it to be built anew."""
        if not self._kept:
            self.__dict__.pop(role, None)
        if self._base is not None:
            self._base.release(role)
        release_memory()

    def apart(self) -> "Networks":
        """Build the same networks once more when they are asked for, with weights of their own."""
        return Networks(self._makers, self.width, self.height, self.context_shape)

    def at(self, width: int, height: int, context_length: int) -> "Networks":
        """Trace the same layers on another picture size or context length.

        KerasCV's networks read static shapes, so each needs a trace of its own; the variables
        are shared, not copied.

        Args:
            width: pixels, a multiple of 64.
            height: pixels, a multiple of 64.
            context_length: tokens of an encoded prompt.
        """
        length, text_width = self.context_shape
        if (width, height, context_length) == (self.width, self.height, length):
            return self
        latent = (height // 8, width // 8, LATENT_CHANNELS)
        context_shape = context_length, text_width
        makers = {
            "text_encoder": lambda: self.text_encoder,
            "diffusion_model": lambda: self._diffusion_model_at(latent, context_shape),
            "decoder": lambda: _retraced(self.decoder, keras.layers.Input(latent, name="latent")),
            "image_encoder": lambda: self.image_encoder,
        }
        return Networks(makers, width, height, context_shape, base=self)

    def _diffusion_model_at(
        self, latent: tuple[int, ...], context_shape: tuple[int, int]
    ) -> keras.Model:
        _, timestep, _ = self.diffusion_model.inputs
        latent_input = keras.layers.Input(latent, name="latent")
        context = keras.layers.Input(context_shape, name="context")
        return _retraced(self.diffusion_model, [latent_input, timestep, context])


def call_network(network: keras.Model, inputs: Any) -> Any:
    """Call a network in the precision that it was built in.

    KerasCV's attention makes layers while it is called, of whatever policy is the global one: in
    the worker, that of the network built last.
    """
    keras.config.set_dtype_policy(network.dtype_policy)
    # TensorFlow's own registers a gradient for each of its calls that is traced. The registry is
    # never emptied, and holds the graph, which holds the weights: 2 GB of Stable Diffusion.
    with patch.object(tf.nn, "silu", _silu):
        return network(inputs)


def _silu(features: tf.Tensor) -> tf.Tensor:
    return features * tf.sigmoid(features)


def _same(network: keras.Model) -> keras.Model:
    return network


def _retraced(model: keras.Model, inputs: Any) -> keras.Model:
    """Run the layers of a model on other inputs, structured as its own, in its own precision."""
    keras.config.set_dtype_policy(model.dtype_policy)
    if isinstance(model, keras.Sequential):
        output = inputs
        for layer in model.layers:
            output = layer(output)
        return keras.Model(inputs, output, name=model.name)
    return keras.models.clone_model(model, input_tensors=inputs, clone_function=lambda layer: layer)
