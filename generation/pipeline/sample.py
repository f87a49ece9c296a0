"""State of one picture during denoising."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from jaxtyping import Float32

from generation.arrays import Latent, UInt8Image
from generation.sampling.recurrence import STATE_SIZE
from generation.types import Decoder

if TYPE_CHECKING:
    from generation.pipeline.start_image import InitImage


class CallInputs(NamedTuple):
    """One sample's arguments of a denoising step that differ from call to call.

    Args:
        embedding: (320,) float32 in [-1, 1], of the timestep.
        step_coefficients: (18,) float32.
        noise: (height // 8, width // 8, 4) float32, fresh; zeros where the sampler adds none.
    """

    embedding: Float32[np.ndarray, "320"]
    step_coefficients: Float32[np.ndarray, "18"]
    noise: Latent


@dataclass
class Sample:
    """One picture during denoising, with all arguments of its denoising steps.

    Args:
        state: (3, height // 8, width // 8, 4) float32: the noisy latent, and two latents that
            the sampler stores from call to call.
        denoised: (height // 8, width // 8, 4) float32, the last estimate of the clean latent.
        context: (2, chunks * context length, text width) float32: negative prompt, prompt.
        step_coefficients: (calls, 18) float32, see `Recurrence.step_coefficients`.
        embeddings: (calls, 320) float32 in [-1, 1], the timesteps' embeddings.
        init_latent: shaped as denoised, the latent of a start picture; zeros without one.
        preserve_mask: (height // 8, width // 8, 1) float32 in [0, 1]; 1 keeps the start picture.
        fresh_noise: call → the noise that a random sampler adds at it, shaped as denoised and the
            same each time; None for the other samplers.
        loras: names and strengths of the LoRAs that are active for this picture.
        init_image: the start picture.
        decoder: of the finished picture.
        picture: (height, width, 3) uint8, once it is decoded.
        step: calls done.
    """

    state: Float32[np.ndarray, "3 rows columns 4"]
    denoised: Latent
    context: Float32[np.ndarray, "2 tokens width"]
    step_coefficients: Float32[np.ndarray, "calls 18"]
    embeddings: Float32[np.ndarray, "calls 320"]
    init_latent: Latent
    preserve_mask: Float32[np.ndarray, "rows columns 1"]
    fresh_noise: Callable[[int], Latent] | None
    loras: tuple[tuple[str, float], ...] = ()
    init_image: "InitImage | None" = None
    decoder: Decoder = "full"
    picture: UInt8Image | None = None
    step: int = 0

    @property
    def steps(self) -> int:
        """Number of calls of the diffusion model in all."""
        return len(self.step_coefficients)

    @property
    def remaining(self) -> int:
        """Number of calls that are left."""
        return self.steps - self.step

    @property
    def context_length(self) -> int:
        """Number of tokens of each prompt, padding included."""
        return int(self.context.shape[1])

    @property
    def height(self) -> int:
        """Height of the picture in pixels."""
        return int(self.denoised.shape[0]) * 8

    @property
    def width(self) -> int:
        """Width of the picture in pixels."""
        return int(self.denoised.shape[1]) * 8

    def call_inputs(self, offset: int) -> CallInputs:
        """Return the arguments of one denoising step that differ from call to call.

        Args:
            offset: calls from the next one, in [0, remaining - 1].
        """
        call = self.step + offset
        noise = np.zeros_like(self.denoised) if self.fresh_noise is None else self.fresh_noise(call)
        return CallInputs(self.embeddings[call], self.step_coefficients[call], noise)


def initial_state(latent: Latent) -> Float32[np.ndarray, "3 rows columns 4"]:
    """Build the sampler's state before its first call: the latent, and zeros.

    Args:
        latent: (height // 8, width // 8, 4).

    Returns:
        (3, height // 8, width // 8, 4).
    """
    return np.stack([latent, *[np.zeros_like(latent)] * (STATE_SIZE - 1)])
