"""One call of the denoising loop: guidance before the network's output is used, the sampler after.

The networks run between the two, in whichever engine is the fastest here.
"""

from collections.abc import Callable

import tensorflow as tf

from generation.recurrence import STATE

LEVELS = 3 + STATE * (STATE + 2)
GUIDANCE = 2  # Its column in the levels.
# (latent, timestep embedding, context), of one batch size → the diffusion model's output
Network = Callable[[tf.Tensor, tf.Tensor, tf.Tensor], tf.Tensor]


def denoising_step(
    predict: Callable[..., tf.Tensor],
    network: Network,
    prediction: str,
    state: tf.Tensor,
    embedding: tf.Tensor,
    context: tf.Tensor,
    levels: tf.Tensor,
    noise: tf.Tensor,
    original: tf.Tensor,
    keep: tf.Tensor,
) -> tuple[tf.Tensor, tf.Tensor]:
    """Move latents one call toward the picture.

    Args:
        predict: `with_guidance` or `without_guidance`.
        network: the diffusion model.
        prediction: whether it predicts "epsilon" or "v".
        state: (batch, 3, height // 8, width // 8, 4).
        embedding: (batch, 320) of the timesteps.
        context: (2, batch, context length, text width): negative prompts, prompts.
        levels: (batch, 18): alpha, sigma, the guidance scale, and the sampler's matrix.
        noise: (batch, height // 8, width // 8, 4).
        original: shaped as the noise, latents of start pictures.
        keep: (batch, height // 8, width // 8, 1) in [0, 1], where the original stays.

    Returns:
        The next state and this call's estimate of the clean latent, both float32.
    """
    output = predict(network, state, embedding, context, levels)
    return updated(prediction, output, state, levels, noise, original, keep)


def with_guidance(
    network: Network, state: tf.Tensor, embedding: tf.Tensor, context: tf.Tensor, levels: tf.Tensor
) -> tf.Tensor:
    """Predict in one call of the network for both halves of guidance."""
    return guided(network(*doubled(state, embedding, context)), levels)


def without_guidance(
    network: Network,
    state: tf.Tensor,
    embedding: tf.Tensor,
    context: tf.Tensor,
    levels: tf.Tensor,  # noqa: ARG001 (as with guidance)
) -> tf.Tensor:
    """Predict from the prompts alone, at half the cost."""
    return tf.cast(network(state[:, 0], embedding, context[1]), tf.float32)


def doubled(
    state: tf.Tensor, embedding: tf.Tensor, context: tf.Tensor
) -> tuple[tf.Tensor, tf.Tensor, tf.Tensor]:
    """Lay out both halves of guidance as one batch: the negative prompts, then the prompts."""
    latent = state[:, 0]
    contexts = tf.reshape(context, (-1, *context.shape[2:]))
    return tf.concat([latent, latent], 0), tf.concat([embedding, embedding], 0), contexts


def guided(output: tf.Tensor, levels: tf.Tensor) -> tf.Tensor:
    """Extrapolate from the negative prompts' half through the prompts' half.

    Reference:
        Classifier-free guidance, Ho & Salimans, arXiv:2207.12598, eq. 6.
    """
    # From here on float32: guidance and the update subtract near-equal numbers.
    negative, positive = tf.split(tf.cast(output, tf.float32), 2)
    scale = levels[:, GUIDANCE][:, None, None, None]
    return negative + scale * (positive - negative)


def updated(
    prediction: str,
    output: tf.Tensor,
    state: tf.Tensor,
    levels: tf.Tensor,
    noise: tf.Tensor,
    original: tf.Tensor,
    keep: tf.Tensor,
) -> tuple[tf.Tensor, tf.Tensor]:
    """Estimate the clean latent, and apply the sampler's matrix; see `denoising_step`."""
    latent = state[:, 0]
    alpha, sigma = (column[:, None, None, None] for column in tf.unstack(levels[:, :2], axis=1))
    if prediction == "v":
        denoised = alpha * latent - sigma * output
    else:
        denoised = (latent - sigma * output) / alpha
    denoised += keep * (original - denoised)
    columns = tf.concat([state, denoised[:, None], noise[:, None]], axis=1)
    matrix = tf.reshape(levels[:, 3:], (-1, STATE, STATE + 2, 1, 1, 1))
    # Not a matrix product: on GPUs that would be done in TensorFloat-32.
    return tf.reduce_sum(matrix * columns[:, None], axis=2), denoised


def to_pixels(picture: tf.Tensor) -> tf.Tensor:
    """Turn the decoder's output in [-1, 1] into uint8."""
    scaled = (tf.cast(picture, tf.float32) + 1) * 127.5
    return tf.cast(tf.round(tf.clip_by_value(scaled, 0, 255)), tf.uint8)
