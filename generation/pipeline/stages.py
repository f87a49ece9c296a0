"""Compiled network stages of a picture, for one picture size and context length."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from generation.arrays import Float32Array
from generation.engines.lora_arguments import NO_KERNELS, factor_specs, lora_active
from generation.engines.openvino_cache import CompiledPrograms
from generation.engines.tensorflow import compile_function
from generation.models.networks import Networks, call_network
from generation.pipeline.denoising import denoising_step, to_pixels
from generation.sampling.recurrence import COEFFICIENT_COUNT, GUIDANCE_COLUMN, STATE_SIZE
from generation.sampling.schedules import EMBEDDING_WIDTH
from generation.weights.headers import Shape
from generation.weights.names_diffusers import leaves


class Stages:
    """A compiled denoising step and decoder.

    Each setting of a request is an argument: the compiled functions read no mutable state but
    the networks' variables, which LoRAs change. Arguments and results are arrays, or tensors of
    the call before.

    Args:
        networks: at that size.
        prediction: the diffusion model's output, "epsilon" or "v".
        engine: "xla", "graph" or "openvino".
        programs: OpenVINO's compiled programs.
        kernels: shapes by name of the kernels whose LoRA factors the step takes behind its other
            arguments; for OpenVINO alone.
    """

    def __init__(
        self,
        networks: Networks,
        prediction: str,
        engine: str,
        programs: CompiledPrograms,
        kernels: Mapping[str, Shape] = NO_KERNELS,
    ) -> None:
        self._networks, self._kernels = networks, kernels
        self._engine, self._programs = engine, programs
        length, _ = networks.context_shape
        name, specs = f"step-{length}-tokens", step_specs(networks)

        def predict(latent: tf.Tensor, embedding: tf.Tensor, context: tf.Tensor) -> tf.Tensor:
            inputs = {"latent": latent, "timestep_embedding": embedding, "context": context}
            return call_network(networks.diffusion_model, inputs)

        step = partial(denoising_step, predict, prediction)
        if kernels:
            adapted = partial(self._step_with_loras, step, len(specs))
            self._run_step = self._program(f"adapted-{name}", adapted, specs, factor_specs(kernels))
        else:
            self._run_step = self._compile(name, step, specs)
        latent = tf.TensorSpec((1, *networks.latent_shape), tf.float32, "latent")
        self._run_decoder = self._compile(
            "decode", lambda latent: (to_pixels(call_network(networks.decoder, latent)),), [latent]
        )

    def step(
        self,
        state: Any,
        embedding: Float32Array,
        context: Float32Array,
        step_coefficients: Float32Array,
        *others: Any,
    ) -> Any:
        """Denoise a batch of latents by one call of the diffusion model; see `denoising_step`.

        Args:
            state: (batch, 3, height // 8, width // 8, 4).
            embedding: (batch, 320).
            context: (2, batch, context length, text width).
            step_coefficients: (batch, 18).
            others: the other arguments of `denoising_step`, in its order, then LoRAs' factors.

        Returns:
            The next state and the estimate of the clean latent, as arrays or tensors.
        """
        # Under XLA that would be compiled in service, at the first request without guidance.
        if self._engine != "xla" and np.all(step_coefficients[:, GUIDANCE_COLUMN] == 1):
            context = context[1:]
        return self._run_step(state, embedding, context, step_coefficients, *others)

    def decode(self, latent: Any) -> NDArray[np.uint8]:
        """Decode one latent (1, height // 8, width // 8, 4) → (height, width, 3) uint8 array."""
        (pictures,) = self._run_decoder(latent)
        picture: NDArray[np.uint8] = np.asarray(pictures)[0]
        return picture

    def _compile(
        self, name: str, function: Callable[..., Any], specs: list[tf.TensorSpec]
    ) -> Callable[..., Any]:
        if self._engine != "openvino":
            return compile_function(function, self._engine, specs)
        return self._program(name, function, specs)

    def _program(
        self,
        name: str,
        function: Callable[..., Any],
        specs: list[tf.TensorSpec],
        factors: Sequence[tf.TensorSpec] = (),
    ) -> Callable[..., Any]:
        """Build an OpenVINO program; the diffusion model is released once it is converted."""
        # Here, since it takes a second to import and is for CPUs alone.
        from generation.engines.openvino import Program

        name = f"{self._networks.width}x{self._networks.height}-{name}"
        release = partial(self._networks.release, "diffusion_model")
        return Program(function, specs, self._programs, name, release, factors)

    def _step_with_loras(
        self, step: Callable[..., Any], step_arguments: int, *tensors: tf.Tensor
    ) -> Any:
        """Run a denoising step on its arguments, with LoRAs of the factors behind them."""
        layers = leaves("diffusion_model", self._networks.diffusion_model)
        factors = tensors[step_arguments:]
        with lora_active([layers[name] for name in self._kernels], factors):
            return step(*tensors[:step_arguments])


def step_specs(networks: Networks) -> list[tf.TensorSpec]:
    """Describe the tensors of a denoising step, for any batch size, with or without guidance."""
    shape = networks.latent_shape
    shapes = {
        "state": (None, STATE_SIZE, *shape),
        "embedding": (None, EMBEDDING_WIDTH),
        "context": (None, None, *networks.context_shape),
        "step_coefficients": (None, COEFFICIENT_COUNT),
        "noise": (None, *shape),
        "init_latent": (None, *shape),
        "preserve_mask": (None, *shape[:2], 1),
    }
    return [tf.TensorSpec(shape, tf.float32, name) for name, shape in shapes.items()]
