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
        """(context length, text width) of an encoded prompt."""
        _, length, width = self.text_encoder.output_shape
        return length, width

    def at(self, width: int, height: int) -> "Networks":
        """Trace the same layers on another picture size.

        KerasCV's networks read static shapes, so each size needs a trace of its own; the
        variables are shared, not copied.

        Args:
            width: pixels, a multiple of 64.
            height: pixels, a multiple of 64.
        """
        shape = (height // 8, width // 8, self.decoder.input_shape[-1])
        if self.decoder.input_shape[1:] == shape:
            return self
        latent = keras.layers.Input(shape, name="latent")
        _, timestep, context = self.diffusion_model.inputs
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
