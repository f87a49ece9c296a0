"""OpenVINO running diffusers' networks, as optimum-intel does: static shapes, from files.

The pipeline around them is diffusers' own.
"""

import gc
import importlib
import sys
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.contenders import diffusers
from benchmarks.contenders.diffusers import LENGTH, WIDTH, torch
from benchmarks.contenders.protocol import Parts, Setup

# Importing OpenVINO would send usage statistics; without this package it cannot.
sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
openvino = importlib.import_module("openvino")
HINTS = {"float32": "f32", "bfloat16": "bf16"}


def parts(setup: Setup) -> Parts:
    """Convert the networks, let go of torch's, and put OpenVINO's into diffusers' pipeline."""
    torch.set_grad_enabled(False)
    with tempfile.TemporaryDirectory(prefix="imagine-bot-") as folder:
        converted = _convert(setup.size, Path(folder))
        gc.collect()  # Torch's networks go before OpenVINO's come.
        unet, vae = (Compiled(network, HINTS[setup.precision]) for network in converted)
        for network, rows in ((unet, 1), (unet, 2), (vae, 1)):
            network.prepare(rows)
    whole = diffusers.pipeline(unet, vae, torch.float32)
    return diffusers.parts_of(whole, setup, torch.float32)


@dataclass(frozen=True)
class Converted:
    """A network in OpenVINO's files.

    Args:
        path: of the description; the weights, in float16, lie beside it.
        shapes: of its inputs, for one row.
        config: diffusers' own of the network.
    """

    path: Path
    shapes: tuple[tuple[int, ...], ...]
    config: Any


def _convert(size: int, folder: Path) -> tuple[Converted, Converted]:
    unet, vae = diffusers.networks(size)
    latent, context = torch.zeros((1, 4, size // 8, size // 8)), torch.zeros((1, LENGTH, WIDTH))
    unet.forward = partial(unet.forward, return_dict=False)
    vae.forward = lambda latent: vae.decode(latent, return_dict=False)[0]
    return (
        _converted(unet, (latent, torch.tensor(500.0), context), folder / "unet.xml"),
        _converted(vae, (latent,), folder / "vae.xml"),
    )


def _converted(network: Any, example: tuple[Any, ...], path: Path) -> Converted:
    model = openvino.convert_model(network, example_input=example)
    openvino.save_model(model, path, compress_to_fp16=True)
    return Converted(path, tuple(tuple(given.shape) for given in example), network.config)


class Compiled:
    """A network in OpenVINO that diffusers' pipeline takes for one of its own.

    Args:
        converted: the network.
        hint: of the arithmetic, "f32" or "bf16".
    """

    dtype = torch.float32

    def __init__(self, converted: Converted, hint: str) -> None:
        self.config = converted.config
        self._converted, self._settings = converted, {"INFERENCE_PRECISION_HINT": hint}
        self._programs: dict[int, Any] = {}

    def prepare(self, rows: int) -> None:
        """Compile for a number of rows: static shapes are faster."""
        core = openvino.Core()
        model = core.read_model(self._converted.path)
        shapes = ([rows, *shape[1:]] if shape else [] for shape in self._converted.shapes)
        model.reshape(dict(zip(model.inputs, map(openvino.PartialShape, shapes), strict=True)))
        self._programs[rows] = core.compile_model(model, "CPU", self._settings)

    def __call__(
        self, latent: Any, time: Any, encoder_hidden_states: Any, **_: Any
    ) -> tuple[Any, ...]:
        """Predict as the diffusion model does."""
        return self._run(latent, time.float(), encoder_hidden_states)

    def decode(self, latent: Any, **_: Any) -> tuple[Any, ...]:
        """Decode as the autoencoder does."""
        return self._run(latent)

    def _run(self, *inputs: Any) -> tuple[Any, ...]:
        outputs = self._programs[len(inputs[0])]([given.numpy() for given in inputs])
        return (torch.from_numpy(outputs[0]),)
