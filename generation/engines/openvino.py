"""The stages of one picture size with OpenVINO running the networks, on CPUs."""

import importlib
import sys
from collections.abc import Sequence
from functools import partial
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from generation.denoising import doubled, guided, to_pixels, updated
from generation.models.networks import Networks

# Importing OpenVINO would send usage statistics; without this package it cannot.
sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
openvino = importlib.import_module("openvino")

# Both halves of a guided step; every compiled program holds weights of its own, so that
# larger batches run in turns, which costs nothing where one picture keeps all cores busy.
ROWS = 2
HINTS = {"float32": "f32", "bfloat16": "bf16"}


class OpenVinoStages:
    """A denoising step and the decoder, as TensorFlowStages has them.

    The networks' weights are constants here: a LoRA that is worn later does not show. Pictures
    with LoRAs are drawn in graph mode.

    Args:
        networks: at one size.
        prediction: "epsilon" or "v".
        precision: of the arithmetic, "float32" or "bfloat16".
    """

    def __init__(self, networks: Networks, prediction: str, precision: str) -> None:
        self._denoiser = StaticNetwork(networks.diffusion_model, precision)
        self._decoder = StaticNetwork(networks.decoder, precision)
        self._doubled = tf.function(doubled, autograph=False)
        self._updated = tf.function(partial(updated, prediction), autograph=False)
        self._guided = tf.function(guided, autograph=False)

    def step(self, state: Any, embedding: Any, context: Any, levels: Any, *rest: Any) -> Any:
        """Move latents one call toward the picture, guided; see `denoising_step`."""
        output = self._denoiser(*self._doubled(state, embedding, context))
        return self._updated(self._guided(output, levels), state, levels, *rest)

    def plain_step(self, state: Any, embedding: Any, context: Any, levels: Any, *rest: Any) -> Any:
        """Move latents one call without guidance; see `denoising_step`."""
        output = self._denoiser(state[:, 0], embedding, context[1])
        return self._updated(output, state, levels, *rest)

    def decode(self, latent: Any) -> Any:
        """Decode one latent (1, height // 8, width // 8, 4) → (height, width, 3) uint8 array."""
        return to_pixels(self._decoder(latent)).numpy()[0]


class StaticNetwork:
    """A Keras network in OpenVINO, compiled for one and for two rows: static shapes are faster.

    Args:
        network: its inputs are given in its own order.
        precision: "float32" or "bfloat16".
    """

    def __init__(self, network: keras.Model, precision: str) -> None:
        names = [tensor.name for tensor in network.inputs]
        # Converting renames a lone input; several keep their names, but not their order.
        self._keys: list[str | int] = [*names] if len(names) > 1 else [0]
        # A Sequential would be traced without its shapes.
        self._model = openvino.convert_model(keras.Model(network.inputs, network.outputs))
        self._settings = {"INFERENCE_PRECISION_HINT": HINTS[precision]}
        self._dtype = network.compute_dtype
        self._requests: dict[int, Any] = {}

    def __call__(self, *inputs: Any) -> NDArray[np.float32]:
        """Run it on a batch, two rows at a time."""
        arrays = [np.asarray(tensor) for tensor in inputs]
        starts = range(0, len(arrays[0]), ROWS)
        parts = [self._run([array[start : start + ROWS] for array in arrays]) for start in starts]
        return np.concatenate(parts)

    def _run(self, arrays: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
        rows = len(arrays[0])
        if rows not in self._requests:
            self._requests[rows] = self._compiled(rows)
        given = [array.astype(self._dtype) for array in arrays]
        outputs = self._requests[rows].infer(dict(zip(self._keys, given, strict=True)))
        # The request's own memory is written again by its next run.
        return np.array(outputs[0], np.float32)

    def _compiled(self, rows: int) -> Any:
        model = self._model.clone()
        shapes = {port.any_name: [rows, *list(port.partial_shape)[1:]] for port in model.inputs}
        model.reshape({name: openvino.PartialShape(shape) for name, shape in shapes.items()})
        return openvino.Core().compile_model(model, "CPU", self._settings).create_infer_request()
