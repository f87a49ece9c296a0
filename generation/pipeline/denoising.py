"""One call of the denoising loop: guidance before the network's output is used, the sampler after.

The networks run between the two, in whichever engine is the fastest here.
"""

from collections.abc import Callable

import tensorflow as tf

from generation.sampling.recurrence import STATE

LEVELS = 3 + STATE * (STATE + 2)
GUIDANCE = 2  # Its column in the levels.
# (latent, timestep embedding, context), of one batch size → the diffusion model's output
Network = Callable[[tf.Tensor, tf.Tensor, tf.Tensor], tf.Tensor]


def denoising_step(
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
        network: the diffusion model.
        prediction: whether it predicts "epsilon" or "v".
        state: (batch, 3, height // 8, width // 8, 4).
        embedding: (batch, 320) of the timesteps.
        context: (halves, batch, context length, text width): negative prompts, prompts; or
            prompts alone, at half the cost, where nobody is guided.
        levels: (batch, 18): alpha, sigma, the guidance scale, and the sampler's matrix.
        noise: (batch, height // 8, width // 8, 4).
        original: shaped as the noise, latents of start pictures.
        keep: (batch, height // 8, width // 8, 1) in [0, 1], where the original stays.

    Returns:
        The next state and this call's estimate of the clean latent, both float32.
    """
    halves, latent = tf.shape(context)[0], state[:, 0]
    contexts = tf.reshape(context, (-1, *context.shape[2:]))
    output = network(tf.tile(latent, (halves, 1, 1, 1)), tf.tile(embedding, (halves, 1)), contexts)
    predicted = apply_guidance(tf.reshape(output, (halves, -1, *latent.shape[1:])), levels)
    return apply_sampler(prediction, predicted, state, levels, noise, original, keep)


def apply_guidance(output: tf.Tensor, levels: tf.Tensor) -> tf.Tensor:
    """Extrapolate from the negative prompts' half through the prompts' half.

    Reference:
        Classifier-free guidance, Ho & Salimans, arXiv:2207.12598, eq. 6.
    """
    # From here on float32: guidance and the update subtract near-equal numbers.
    negative, positive = tf.cast(output[0], tf.float32), tf.cast(output[-1], tf.float32)
    scale = levels[:, GUIDANCE][:, None, None, None]
    return negative + scale * (positive - negative)


def apply_sampler(
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
