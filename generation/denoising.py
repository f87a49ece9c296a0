"""The compiled functions of one picture size: a guided denoising step, and the decoder."""

from functools import partial

import keras
import tensorflow as tf

from generation.engines.compiled import compiled
from generation.models.networks import Networks
from generation.recurrence import STATE
from generation.schedule import EMBEDDING_WIDTH

LEVELS = 2 + STATE * (STATE + 2)


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
            tf.TensorSpec((None, STATE, *shape), tf.float32),
            tf.TensorSpec((None, EMBEDDING_WIDTH), tf.float32),
            tf.TensorSpec((2, None, *networks.context_shape), tf.float32),
            tf.TensorSpec((None,), tf.float32),
            tf.TensorSpec((None, LEVELS), tf.float32),
            latent,
            latent,
            tf.TensorSpec((None, *shape[:2], 1), tf.float32),
        ]
        step = partial(denoising_step, networks.diffusion_model, prediction)
        self.step = compiled(step, engine, specs)
        one = tf.TensorSpec((1, *shape), tf.float32)
        self.decode = compiled(partial(decoded, networks.decoder), engine, [one])


def denoising_step(
    network: keras.Model,
    prediction: str,
    state: tf.Tensor,
    embedding: tf.Tensor,
    context: tf.Tensor,
    guidance: tf.Tensor,
    levels: tf.Tensor,
    noise: tf.Tensor,
    original: tf.Tensor,
    keep: tf.Tensor,
) -> tuple[tf.Tensor, tf.Tensor]:
    """Move latents one call toward the picture.

    Args:
        network: the diffusion model.
        prediction: whether it predicts "epsilon" or "v".
        state: (batch, 3, height // 8, width // 8, 4).
        embedding: (batch, 320) of the timesteps.
        context: (2, batch, context length, text width): negative prompts, prompts.
        guidance: (batch,) scales.
        levels: (batch, 17): alpha, sigma, and the sampler's matrix.
        noise: (batch, height // 8, width // 8, 4).
        original: shaped as the noise, latents of start pictures.
        keep: (batch, height // 8, width // 8, 1) in [0, 1], where the original stays.

    Returns:
        The next state and this call's estimate of the clean latent, both float32.
    """
    latent = state[:, 0]
    output = guided(network, latent, embedding, context, guidance)
    alpha, sigma = (column[:, None, None, None] for column in tf.unstack(levels[:, :2], axis=1))
    if prediction == "v":
        denoised = alpha * latent - sigma * output
    else:
        denoised = (latent - sigma * output) / alpha
    denoised += keep * (original - denoised)
    columns = tf.concat([state, denoised[:, None], noise[:, None]], axis=1)
    matrix = tf.reshape(levels[:, 2:], (-1, STATE, STATE + 2, 1, 1, 1))
    # Not a matrix product: on GPUs that would be done in TensorFloat-32.
    return tf.reduce_sum(matrix * columns[:, None], axis=2), denoised


def guided(
    network: keras.Model,
    latent: tf.Tensor,
    embedding: tf.Tensor,
    context: tf.Tensor,
    guidance: tf.Tensor,
) -> tf.Tensor:
    """Predict with guidance, in one call of the network; float32, shaped as the latent.

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
    return negative + guidance[:, None, None, None] * (positive - negative)


def decoded(network: keras.Model, latent: tf.Tensor) -> tf.Tensor:
    """Decode latents into pixels: (batch, height, width, 3) uint8."""
    picture = tf.cast(network(latent), tf.float32)
    return tf.cast(tf.round(tf.clip_by_value((picture + 1) * 127.5, 0, 255)), tf.uint8)
