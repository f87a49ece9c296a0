"""One call of the denoising loop: guidance on the network's output, then the sampler's update.

The diffusion model runs before the two, in the engine that is fastest on this machine.
"""

from collections.abc import Callable

import tensorflow as tf
from jaxtyping import Float, Float32, UInt8

from generation.pipeline.step_inputs import StepInputs
from generation.sampling.recurrence import (
    ALPHA_COLUMN,
    GUIDANCE_COLUMN,
    MATRIX_COLUMN,
    SIGMA_COLUMN,
    STATE_SIZE,
)

Latents = Float32[tf.Tensor, "_batch rows columns 4"]
States = Float32[tf.Tensor, "_batch 3 rows columns 4"]
# (latent, timestep embedding, context), of one batch size → the diffusion model's output
Network = Callable[[tf.Tensor, tf.Tensor, tf.Tensor], tf.Tensor]


def denoising_step(network: Network, prediction: str, inputs: StepInputs) -> tuple[States, Latents]:
    """Denoise a batch of latents by one call of the diffusion model.

    Args:
        network: the diffusion model.
        prediction: the model's output, "epsilon" or "v".
        inputs: tensors.

    Returns:
        The next state, shaped as the state, and this call's estimate of the clean latent, shaped
        as the noise; both float32.
    """
    halves, latent = tf.shape(inputs.context)[0], inputs.state[:, 0]
    contexts = tf.reshape(inputs.context, (-1, *inputs.context.shape[2:]))
    latents, embeddings = tf.tile(latent, (halves, 1, 1, 1)), tf.tile(inputs.embedding, (halves, 1))
    output = network(latents, embeddings, contexts)
    outputs = tf.reshape(output, (halves, -1, *latent.shape[1:]))
    guided = apply_guidance(outputs, inputs.step_coefficients)
    return apply_sampler(prediction, guided, inputs)


def apply_guidance(
    outputs: Float[tf.Tensor, "_halves _batch rows columns 4"],
    step_coefficients: Float32[tf.Tensor, "_batch 18"],
) -> Latents:
    """Extrapolate from the output of negative prompts through the output of prompts.

    Args:
        outputs: (halves, batch, height // 8, width // 8, 4) of the diffusion model: of negative
            prompts, of prompts; or of prompts alone.
        step_coefficients: (batch, 18), with the guidance scale of each sample.

    Returns:
        (batch, height // 8, width // 8, 4) float32.

    Reference:
        Classifier-free guidance, Ho & Salimans, arXiv:2207.12598, eq. 6.
    """
    # From here on float32: guidance and the update subtract near-equal numbers.
    negative, positive = tf.cast(outputs[0], tf.float32), tf.cast(outputs[-1], tf.float32)
    scale = step_coefficients[:, GUIDANCE_COLUMN][:, None, None, None]
    return negative + scale * (positive - negative)


def apply_sampler(prediction: str, output: Latents, inputs: StepInputs) -> tuple[States, Latents]:
    """Estimate the clean latent, and multiply the state by the sampler's matrix.

    Args:
        prediction: meaning of the output, "epsilon" or "v".
        output: (batch, height // 8, width // 8, 4) float32, with guidance applied.
        inputs: tensors of the step.

    Returns:
        The next state, shaped as the state, and the clean latents, shaped as the output.
    """
    state, coefficients = inputs.state, inputs.step_coefficients
    latent = state[:, 0]
    alpha = coefficients[:, ALPHA_COLUMN][:, None, None, None]
    sigma = coefficients[:, SIGMA_COLUMN][:, None, None, None]
    if prediction == "v":
        denoised = alpha * latent - sigma * output
    else:
        denoised = (latent - sigma * output) / alpha
    denoised += inputs.preserve_mask * (inputs.init_latent - denoised)
    columns = tf.concat([state, denoised[:, None], inputs.noise[:, None]], axis=1)
    matrix = tf.reshape(coefficients[:, MATRIX_COLUMN:], (-1, STATE_SIZE, STATE_SIZE + 2, 1, 1, 1))
    # Not a matrix product: on GPUs that would be computed in TensorFloat-32.
    return tf.reduce_sum(matrix * columns[:, None], axis=2), denoised


def to_pixels(
    picture: Float[tf.Tensor, "_batch height width 3"],
) -> UInt8[tf.Tensor, "_batch height width 3"]:
    """Convert the decoder's output to bytes.

    Args:
        picture: (batch, height, width, 3) in [-1, 1]; values beyond are clipped.

    Returns:
        (batch, height, width, 3) uint8.
    """
    scaled = (tf.cast(picture, tf.float32) + 1) * 127.5
    return tf.cast(tf.round(tf.clip_by_value(scaled, 0, 255)), tf.uint8)
