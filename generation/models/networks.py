"""Networks of a latent diffusion model at any size, with one set of weights."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import keras
import tensorflow as tf

from generation.engines.memory import release_memory
from generation.engines.patches import silu_without_gradient

LATENT_CHANNELS = 4
# Networks that take pictures of any size.
_ANY_SIZE = ("text_encoder", "image_encoder", "tiny_decoder", "tiny_encoder")
# Builds a network and loads its weights.
NetworkFactory = Callable[[], keras.Model]


class Networks:
    """Keras models of one picture size, each built at its first use.

    Args:
        factories: functions that build and load a network, by role: "text_encoder",
            "diffusion_model", "decoder" and "image_encoder"; "tiny_decoder" and "tiny_encoder"
            where the model has them.
        width: pixels, a multiple of 64.
        height: pixels, a multiple of 64.
        context_shape: (context length, text width) of an encoded prompt, as the diffusion model
            takes it.
        base: networks with the same layers, traced on another shape.
    """

    def __init__(
        self,
        factories: Mapping[str, NetworkFactory],
        width: int,
        height: int,
        context_shape: tuple[int, int],
        base: "Networks | None" = None,
    ) -> None:
        self._factories, self._base, self._is_kept = factories, base, False
        self.width, self.height, self.context_shape = width, height, context_shape

    @classmethod
    def from_models(cls, **networks: keras.Model) -> "Networks":
        """Wrap networks that are built already, by role."""
        _, rows, columns, _ = networks["decoder"].input_shape
        _, _, context = networks["diffusion_model"].inputs
        return cls(
            {role: partial(networks.__getitem__, role) for role in networks},
            columns * 8,
            rows * 8,
            context.shape[1:],
        )

    @cached_property
    def text_encoder(self) -> keras.Model:
        """Tokens and positions (batch, context) → (batch, context, width)."""
        return self._build("text_encoder")

    @cached_property
    def diffusion_model(self) -> keras.Model:
        """Latent, timestep_embedding, context → epsilon or v, shaped as the latent."""
        return self._build("diffusion_model")

    @cached_property
    def decoder(self) -> keras.Model:
        """Latent (batch, height // 8, width // 8, 4) → picture in [-1, 1]."""
        return self._build("decoder")

    @cached_property
    def image_encoder(self) -> keras.Model:
        """Picture in [-1, 1], of any size → latent."""
        return self._build("image_encoder")

    @cached_property
    def tiny_decoder(self) -> keras.Model:
        """Latent of any size → picture in [-1, 1], faster and coarser than the decoder."""
        return self._build("tiny_decoder")

    @cached_property
    def tiny_encoder(self) -> keras.Model:
        """Picture in [-1, 1], of any size → latent, faster and coarser."""
        return self._build("tiny_encoder")

    def __contains__(self, role: str) -> bool:
        return role in self._factories

    def _build(self, role: str) -> keras.Model:
        # The first use may be inside a function that is being traced.
        with tf.init_scope():
            return self._factories[role]()

    @property
    def latent_shape(self) -> tuple[int, int, int]:
        """(height // 8, width // 8, 4)."""
        return self.height // 8, self.width // 8, LATENT_CHANNELS

    def keep(self) -> None:
        """Keep all networks from now on, for an owner that will change their variables."""
        self._is_kept = True

    def release(self, role: str) -> None:
        """Release a network's memory; its next use builds it anew."""
        if not self._is_kept:
            self.__dict__.pop(role, None)
        if self._base is not None:
            self._base.release(role)
        release_memory()

    def duplicate(self) -> "Networks":
        """Return the same networks with weights of their own, built again at their first use."""
        return Networks(self._factories, self.width, self.height, self.context_shape)

    def resize(self, width: int, height: int, context_length: int) -> "Networks":
        """Trace the same layers on another picture size or context length.

        KerasCV's networks read static shapes, so each shape needs a trace of its own; the variables
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
        factories: dict[str, NetworkFactory] = {
            **{role: partial(getattr, self, role) for role in _ANY_SIZE if role in self},
            "diffusion_model": lambda: self._retrace_diffusion_model(latent, context_shape),
            "decoder": lambda: _retrace(self.decoder, keras.layers.Input(latent, name="latent")),
        }
        return Networks(factories, width, height, context_shape, base=self)

    def _retrace_diffusion_model(
        self, latent: tuple[int, ...], context_shape: tuple[int, int]
    ) -> keras.Model:
        _, timestep, _ = self.diffusion_model.inputs
        latent_input = keras.layers.Input(latent, name="latent")
        context = keras.layers.Input(context_shape, name="context")
        return _retrace(self.diffusion_model, [latent_input, timestep, context])


def build_and_load(
    role: str,
    build: NetworkFactory,
    load: Callable[[Mapping[str, keras.Model], Path], None],
    path: Path,
) -> keras.Model:
    """Build a network and load its weights.

    Args:
        role: of the network.
        build: returns the network without its weights.
        load: sets the weights of networks, by role, from a file.
        path: of the file.
    """
    network = build()
    load({role: network}, path)
    return network


def call_network(network: keras.Model, inputs: Any) -> Any:
    """Call a network in the precision of its variables.

    KerasCV's attention makes layers while it is called, of the global policy: in the worker, that
    is the policy of the network built last.

    Args:
        network: built.
        inputs: tensors, structured as the network's own inputs.
    """
    keras.config.set_dtype_policy(network.dtype_policy)
    with silu_without_gradient():
        return network(inputs)


def _retrace(model: keras.Model, inputs: Any) -> keras.Model:
    """Trace the layers of a model on other inputs, structured as its own, in its own precision."""
    keras.config.set_dtype_policy(model.dtype_policy)
    if isinstance(model, keras.Sequential):
        output = inputs
        for layer in model.layers:
            output = layer(output)
        return keras.Model(inputs, output, name=model.name)
    return keras.models.clone_model(model, input_tensors=inputs, clone_function=lambda layer: layer)
