"""Arguments of a denoising step, declared once: names, order, shapes and specs."""

from typing import Any, NamedTuple

import tensorflow as tf
from jaxtyping import Float32

from generation.models.networks import Networks
from generation.sampling.recurrence import COEFFICIENT_COUNT, STATE_SIZE
from generation.sampling.schedules import EMBEDDING_WIDTH


class StepInputs(NamedTuple):
    """Arguments of one denoising step of a batch: arrays, tensors, or the specs of tensors.

    A structure of `tf.nest`: compiled programs take the arguments flat, in this order.

    Args:
        state: (batch, 3, height // 8, width // 8, 4).
        embedding: (batch, 320) of the timesteps.
        context: (halves, batch, context length, text width): negative prompts, prompts; or
            prompts alone, at half the cost, where the whole batch is without guidance.
        step_coefficients: (batch, 18), rows of `Recurrence.step_coefficients`.
        noise: (batch, height // 8, width // 8, 4), standard normal; zeros for samplers without.
        init_latent: shaped as the noise, latents of start pictures.
        preserve_mask: (batch, height // 8, width // 8, 1) in [0, 1]; 1 keeps the start picture.
    """

    state: Float32[Any, "batch 3 rows columns 4"]
    embedding: Float32[Any, "batch 320"]
    context: Float32[Any, "halves batch tokens width"]
    step_coefficients: Float32[Any, "batch 18"]
    noise: Float32[Any, "batch rows columns 4"]
    init_latent: Float32[Any, "batch rows columns 4"]
    preserve_mask: Float32[Any, "batch rows columns 1"]

    @classmethod
    def specs(cls, networks: Networks) -> "StepInputs":
        """Describe the tensors of a denoising step, for any batch size, with or without guidance.

        Args:
            networks: at the picture size and context length of the step.
        """
        latent = networks.latent_shape
        shapes = cls(
            state=(None, STATE_SIZE, *latent),
            embedding=(None, EMBEDDING_WIDTH),
            context=(None, None, *networks.context_shape),
            step_coefficients=(None, COEFFICIENT_COUNT),
            noise=(None, *latent),
            init_latent=(None, *latent),
            preserve_mask=(None, *latent[:2], 1),
        )
        named = shapes._asdict().items()
        return cls(*(tf.TensorSpec(shape, tf.float32, name) for name, shape in named))
