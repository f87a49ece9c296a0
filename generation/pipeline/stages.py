"""Compiled network stages of a picture, for one picture size and context length."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import tensorflow as tf
from jaxtyping import Float32

from generation.arrays import UInt8Image
from generation.engines.lora_arguments import NO_KERNELS, factor_specs, lora_active
from generation.engines.openvino_cache import CompiledPrograms
from generation.engines.tensorflow import compile_function
from generation.models.networks import Networks, call_network
from generation.pipeline.denoising import denoising_step, to_pixels
from generation.pipeline.step_inputs import StepInputs
from generation.sampling.recurrence import GUIDANCE_COLUMN
from generation.types import Decoder
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
        unguided_sizes: batch sizes that XLA compiles for steps without guidance, too.
    """

    def __init__(
        self,
        networks: Networks,
        prediction: str,
        engine: str,
        programs: CompiledPrograms,
        kernels: Mapping[str, Shape] = NO_KERNELS,
        unguided_sizes: Sequence[int] = (),
    ) -> None:
        self._unguided_sizes = unguided_sizes
        self._networks, self._kernels = networks, kernels
        self._engine, self._programs = engine, programs
        length, _ = networks.context_shape
        name, specs = f"step-{length}-tokens", [StepInputs.specs(networks)]

        def predict(latent: tf.Tensor, embedding: tf.Tensor, context: tf.Tensor) -> tf.Tensor:
            inputs = {"latent": latent, "timestep_embedding": embedding, "context": context}
            return call_network(networks.diffusion_model, inputs)

        step = partial(denoising_step, predict, prediction)
        if kernels:
            adapted = partial(self._step_with_loras, step)
            self._run_step = self._program(f"adapted-{name}", adapted, specs, factor_specs(kernels))
        else:
            self._run_step = self._compile(name, step, specs)
        latent = tf.TensorSpec((1, *networks.latent_shape), tf.float32, "latent")
        decoders: Mapping[Decoder, str] = {"full": "decoder", "tiny": "tiny_decoder"}
        self._run_decoder = {
            decoder: self._compile(role.removesuffix("r"), partial(self._decode, role), [latent])
            for decoder, role in decoders.items()
            if role in networks
        }

    def step(
        self, inputs: StepInputs, factors: Sequence[Float32[np.ndarray, "_ _"]] = ()
    ) -> tuple[Float32[Any, "batch 3 rows columns 4"], Float32[Any, "batch rows columns 4"]]:
        """Denoise a batch of latents by one call of the diffusion model; see `denoising_step`.

        Args:
            inputs: arrays, with contexts of negative prompts; the state may be a tensor.
            factors: of the LoRAs, where the stages take them.

        Returns:
            The next state and the estimate of the clean latent, as arrays or tensors.
        """
        # Under XLA each size takes a program of its own, which is compiled in service unless the
        # warm-up did it.
        is_compiled = self._engine != "xla" or len(inputs.state) in self._unguided_sizes
        if is_compiled and np.all(inputs.step_coefficients[:, GUIDANCE_COLUMN] == 1):
            inputs = inputs._replace(context=inputs.context[1:])
        state, denoised = self._run_step(inputs, *factors)
        return state, denoised

    def decode(
        self, latent: Float32[Any, "1 rows columns 4"], decoder: Decoder = "full"
    ) -> UInt8Image:
        """Decode one latent.

        Args:
            latent: (1, height // 8, width // 8, 4).
            decoder: "tiny" where the model has that.

        Returns:
            (height, width, 3) uint8.
        """
        (pictures,) = self._run_decoder[decoder](latent)
        picture: UInt8Image = np.asarray(pictures)[0]
        return picture

    def _decode(self, role: str, latent: tf.Tensor) -> tuple[tf.Tensor]:
        return (to_pixels(call_network(getattr(self._networks, role), latent)),)

    def _compile(
        self, name: str, function: Callable[..., Any], specs: Sequence[Any]
    ) -> Callable[..., Any]:
        if self._engine != "openvino":
            return compile_function(function, self._engine, specs, name)
        return self._program(name, function, specs)

    def _program(
        self,
        name: str,
        function: Callable[..., Any],
        specs: Sequence[Any],
        factors: Sequence[tf.TensorSpec] = (),
    ) -> Callable[..., Any]:
        """Build an OpenVINO program; the diffusion model is released once it is converted."""
        # Here, since it takes a second to import and is for CPUs alone.
        from generation.engines.openvino import Program

        name = f"{self._networks.width}x{self._networks.height}-{name}"
        release = partial(self._networks.release, "diffusion_model")
        return Program(function, specs, self._programs, name, release, factors)

    def _step_with_loras(
        self, step: Callable[[StepInputs], Any], inputs: StepInputs, *factors: tf.Tensor
    ) -> Any:
        """Run a denoising step with the LoRAs of these factors."""
        layers = leaves("diffusion_model", self._networks.diffusion_model)
        with lora_active([layers[name] for name in self._kernels], factors):
            return step(inputs)
