"""The four networks of a latent diffusion model, at any size, with one set of weights."""

from dataclasses import dataclass, fields, replace
from typing import Any

import keras


@dataclass(frozen=True)
class Networks:
    """Keras models of one picture size.

    Args:
        text_encoder: tokens and positions (batch, context) → (batch, context, width).
        diffusion_model: latent, timestep_embedding, context → epsilon or v, shaped as the latent.
        decoder: latent (batch, height // 8, width // 8, 4) → picture in [-1, 1].
        image_encoder: picture in [-1, 1], of any size → latent.
    """

    text_encoder: keras.Model
    diffusion_model: keras.Model
    decoder: keras.Model
    image_encoder: keras.Model

    def by_role(self) -> dict[str, keras.Model]:
        """List the networks by the names of their fields."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def context_shape(self) -> tuple[int, int]:
        """(context length, text width) of the encoded prompts that the diffusion model takes."""
        _, _, context = self.diffusion_model.inputs
        _, length, width = context.shape
        return length, width

    def at(self, width: int, height: int, context_length: int) -> "Networks":
        """Trace the same layers on another picture size or context length.

        KerasCV's networks read static shapes, so each needs a trace of its own; the variables
        are shared, not copied.

        Args:
            width: pixels, a multiple of 64.
            height: pixels, a multiple of 64.
            context_length: tokens of an encoded prompt.
        """
        shape = (height // 8, width // 8, self.decoder.input_shape[-1])
        length, text_width = self.context_shape
        if self.decoder.input_shape[1:] == shape and length == context_length:
            return self
        latent = keras.layers.Input(shape, name="latent")
        _, timestep, _ = self.diffusion_model.inputs
        context = keras.layers.Input((context_length, text_width), name="context")
        return replace(
            self,
            diffusion_model=_retraced(self.diffusion_model, [latent, timestep, context]),
            decoder=_retraced(self.decoder, latent),
        )


def _retraced(model: keras.Model, inputs: Any) -> keras.Model:
    """Run the layers of a model on other inputs, structured as its own."""
    if isinstance(model, keras.Sequential):
        output = inputs
        for layer in model.layers:
            output = layer(output)
        return keras.Model(inputs, output, name=model.name)
    return keras.models.clone_model(model, input_tensors=inputs, clone_function=lambda layer: layer)
