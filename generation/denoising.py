"""The compiled functions of one picture size: a guided denoising step, and the decoder."""

from functools import partial

import keras
import tensorflow as tf

from generation.engines.compiled import compiled
from generation.models.networks import Networks
from generation.schedule import EMBEDDING_WIDTH


class Compiled:
    """The compiled functions of one picture size: a denoising step and the decoder.

    Whatever a person may choose is an argument: nothing here reads mutable state.

    Args:
        networks: at that size.
        prediction: "epsilon" or "v".
        engine: "xla" or "graph".
    """

    def __init__(self, networks: Networks, prediction: str, engine: str) -> None:
        shape = networks.decoder.input_shape[1:]
        latent = tf.TensorSpec((None, *shape), tf.float32)
        specs = [
            latent,
            latent,
            tf.TensorSpec((None, EMBEDDING_WIDTH), tf.float32),
            tf.TensorSpec((2, None, *networks.context_shape), tf.float32),
            tf.TensorSpec((None,), tf.float32),
            tf.TensorSpec((None, 5), tf.float32),
        ]
        step = partial(denoising_step, networks.diffusion_model, prediction)
        self.step = compiled(step, engine, specs)
        one = tf.TensorSpec((1, *shape), tf.float32)
        self.decode = compiled(partial(decoded, networks.decoder), engine, [one])


def denoising_step(
    network: keras.Model,
    prediction: str,
    latent: tf.Tensor,
    previous: tf.Tensor,
    embedding: tf.Tensor,
    context: tf.Tensor,
    guidance: tf.Tensor,
    levels: tf.Tensor,
) -> tuple[tf.Tensor, tf.Tensor]:
    """Move latents one step toward the picture, guided, in one call of the network.

    Args:
        network: the diffusion model.
        prediction: whether it predicts "epsilon" or "v".
        latent: (batch, height // 8, width // 8, 4).
        previous: shaped as the latent, the last step's estimate.
        embedding: (batch, 320) of the timesteps.
        context: (2, batch, context length, text width): negative prompts, prompts.
        guidance: (batch,) scales.
        levels: (batch, 5): alpha, sigma, and the sampler's coefficients.

    Returns:
        The next latent and this step's estimate of the clean one, both float32.

    Reference:
        Classifier-free guidance, Ho & Salimans, arXiv:2207.12598, eq. 6.
    """
    output = network(
        {
            "latent": tf.concat([latent, latent], 0),
            "timestep_embedding": tf.concat([embedding, embedding], 0),
            "context": tf.reshape(context, (-1, *context.shape[2:])),
        }
    )
    # From here on float32: guidance and the update subtract near-equal numbers.
    negative, positive = tf.split(tf.cast(output, tf.float32), 2)
    guided = negative + guidance[:, None, None, None] * (positive - negative)
    alpha, sigma, on_latent, on_denoised, on_previous = (
        column[:, None, None, None] for column in tf.unstack(levels, axis=1)
    )
    if prediction == "v":
        denoised = alpha * latent - sigma * guided
    else:
        denoised = (latent - sigma * guided) / alpha
    return on_latent * latent + on_denoised * denoised + on_previous * previous, denoised


def decoded(network: keras.Model, latent: tf.Tensor) -> tf.Tensor:
    """Decode latents into pixels: (batch, height, width, 3) uint8."""
    picture = tf.cast(network(latent), tf.float32)
    return tf.cast(tf.round(tf.clip_by_value((picture + 1) * 127.5, 0, 255)), tf.uint8)
