"""The stages of a picture that networks do, compiled for one picture size and context length."""

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
from generation.pipeline.denoising import GUIDANCE, LEVELS, denoising_step, to_pixels
from generation.sampling.recurrence import STATE
from generation.sampling.schedules import EMBEDDING_WIDTH
from generation.weights.headers import Shape
from generation.weights.names_diffusers import leaves


class Stages:
    """A denoising step and the decoder.

    Whatever a person may choose is an argument: nothing here reads mutable state but the
    networks' variables, which LoRAs change. Arguments and results are arrays, or tensors of a
    call before.

    Args:
        networks: at that size.
        prediction: "epsilon" or "v".
        engine: "xla", "graph" or "openvino".
        programs: what OpenVINO compiled.
        kernels: shapes by name, whose factors the steps take behind their other arguments; for
            OpenVINO alone.
    """

    def __init__(
        self,
        networks: Networks,
        prediction: str,
        engine: str,
        programs: CompiledPrograms,
        kernels: Mapping[str, Shape] = NO_KERNELS,
    ) -> None:
        self._networks, self._prediction = networks, prediction
        self._engine, self._programs, self._kernels = engine, programs, kernels
        self._steps = self._denoising()
        latent = tf.TensorSpec((1, *networks.latent_shape), tf.float32, "latent")
        self._pixels = self._compiled("decode", self._decoded, [latent])

    def step(
        self,
        state: Any,
        embedding: Float32Array,
        context: Float32Array,
        levels: Float32Array,
        *others: Any,
    ) -> Any:
        """Move latents one call toward the picture; see `denoising_step`.

        Args:
            state: (batch, 3, height // 8, width // 8, 4).
            embedding: (batch, 320).
            context: (2, batch, context length, text width).
            levels: (batch, 18).
            others: as `denoising_step` takes them, and LoRAs' factors.

        Returns:
            The next state and the estimate of the clean latent, as arrays or tensors.
        """
        # Under XLA that would be compiled in service, at the first request without guidance.
        if self._engine != "xla" and np.all(levels[:, GUIDANCE] == 1):
            context = context[1:]
        return self._steps(state, embedding, context, levels, *others)

    def _denoising(self) -> Callable[..., Any]:
        step = partial(denoising_step, self._predict, self._prediction)
        length, _ = self._networks.context_shape
        name, specs = f"step-{length}-tokens", step_specs(self._networks)
        if not self._kernels:
            return self._compiled(name, step, specs)
        adapted = partial(self._adapted, step, len(specs))
        return self._program(f"adapted-{name}", adapted, specs, factor_specs(self._kernels))

    def _compiled(
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
        # Here, since it takes a second to import and is for CPUs alone.
        from generation.engines.openvino import Program

        name = f"{self._networks.width}x{self._networks.height}-{name}"
        return Program(function, specs, self._programs, name, self._forget, factors)

    def _adapted(self, step: Callable[..., Any], own: int, *tensors: tf.Tensor) -> Any:
        layers = leaves("diffusion_model", self._networks.diffusion_model)
        with lora_active([layers[name] for name in self._kernels], tensors[own:]):
            return step(*tensors[:own])

    def decode(self, latent: Any) -> NDArray[np.uint8]:
        """Decode one latent (1, height // 8, width // 8, 4) → (height, width, 3) uint8 array."""
        (pictures,) = self._pixels(latent)
        picture: NDArray[np.uint8] = np.asarray(pictures)[0]
        return picture

    def _predict(self, latent: tf.Tensor, embedding: tf.Tensor, context: tf.Tensor) -> tf.Tensor:
        inputs = {"latent": latent, "timestep_embedding": embedding, "context": context}
        return call_network(self._networks.diffusion_model, inputs)

    def _decoded(self, latent: tf.Tensor) -> tuple[tf.Tensor]:
        return (to_pixels(call_network(self._networks.decoder, latent)),)

    def _forget(self) -> None:
        """Let the diffusion model go once OpenVINO has its own copy of the weights."""
        self._networks.release("diffusion_model")


def step_specs(networks: Networks) -> list[tf.TensorSpec]:
    """Describe a denoising step's tensors, of any batch size, with guidance or without."""
    shape = networks.latent_shape
    shapes = {
        "state": (None, STATE, *shape),
        "embedding": (None, EMBEDDING_WIDTH),
        "context": (None, None, *networks.context_shape),
        "levels": (None, LEVELS),
        "noise": (None, *shape),
        "original": (None, *shape),
        "keep": (None, *shape[:2], 1),
    }
    return [tf.TensorSpec(shape, tf.float32, name) for name, shape in shapes.items()]
