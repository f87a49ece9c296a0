"""Brings a model up: its networks with their weights, in the mode that is fastest here."""

import importlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from generation.engines.autotune import Configuration, autotune, candidates, machine_key
from generation.engines.autotune import time_call as timed
from generation.engines.lora_arguments import NO_KERNELS
from generation.engines.matmul_probe import bfloat16_surely_faster
from generation.engines.memory import memory_bytes, release_memory
from generation.engines.openvino_cache import CompiledPrograms, fingerprint_of_weights
from generation.engines.precision import network_precision
from generation.engines.tensorflow import LARGE_BYTES
from generation.engines.timings_cache import Seconds, TimingsCache
from generation.models.model import Model
from generation.models.networks import NetworkFactory, Networks
from generation.pipeline.denoising import LEVELS
from generation.pipeline.stages import Stages
from generation.sampling.recurrence import STATE
from generation.sampling.schedules import EMBEDDING_WIDTH
from generation.types import BackendChoice, ServiceConfig
from generation.weights.headers import Shape

# Measuring Stable Diffusion in float32 takes 8 GB, and the machine has other things to hold.
FLOAT32_BYTES = 16_000_000_000
INITIALIZERS = (keras.initializers.VarianceScaling, keras.initializers.RandomUniform)


@dataclass
class LoadedModel:
    """A model in one precision.

    Args:
        networks: with their weights, at the model's default size.
        programs: what OpenVINO made of them.
        prediction: "epsilon" or "v".
        stages: what is compiled, by engine, width, height, context length, and whether LoRAs'
            factors are arguments.
    """

    networks: Networks
    programs: CompiledPrograms
    prediction: str
    stages: dict[tuple[str, int, int, int, bool], Stages] = field(default_factory=dict)

    def compiled(
        self,
        engine: str,
        width: int,
        height: int,
        context_length: int,
        kernels: Mapping[str, Shape] = NO_KERNELS,
    ) -> Stages:
        """Compile for a picture size and context length, once.

        Args:
            engine: "xla", "graph" or "openvino".
            width: pixels, a multiple of 64.
            height: pixels, a multiple of 64.
            context_length: tokens of an encoded prompt.
            kernels: shapes by name of what LoRAs change, where their factors are arguments.
        """
        key = engine, width, height, context_length, bool(kernels)
        if key not in self.stages:
            networks = self.networks.resize(width, height, context_length)
            self.stages[key] = Stages(networks, self.prediction, engine, self.programs, kernels)
        return self.stages[key]


def load_model(
    model: Model, files: dict[str, Path], config: ServiceConfig, measuring: Callable[[str], None]
) -> tuple[BackendChoice, LoadedModel]:
    """Find the fastest precision and mode for a model on this machine, or obey the settings.

    Args:
        model: of the catalogue.
        files: its files by role.
        config: the service's set-up.
        measuring: told before each measurement what it is of; nobody else's work should spoil it.

    Raises:
        ModelUnavailable: a file is not what it should be.
    """
    prepare = partial(_prepared, model, files, config)
    fastest = _Fastest(prepare)
    file = figures_file(config, model.info.name)
    free = config.precision == "auto"
    with_float32 = free and _float32_may_win(model, TimingsCache(file), measuring)
    modes = candidates(config.precision, config.engine, bool(_gpus()), with_float32)

    def measure(mode: Configuration) -> Seconds:
        measuring("/".join(mode))
        return fastest.measure(mode)

    choice = autotune(modes, measure, file)
    # What was measured may have been traced on networks that another engine released since.
    fastest.forget()
    # Before the text encoder is there: compiling is when most memory is taken.
    fastest.step(choice.precision, choice.engine)()
    return choice, fastest.loaded(choice.precision)


def _float32_may_win(model: Model, figures: TimingsCache, measuring: Callable[[str], None]) -> bool:
    """Say whether it is worth its memory and minutes; they are few where a model is small."""
    if model.size_bytes < LARGE_BYTES:
        return True
    fits = memory_bytes() > FLOAT32_BYTES
    return fits and (bool(_gpus()) or not bfloat16_surely_faster(figures, measuring))


def _prepared(
    model: Model, files: dict[str, Path], config: ServiceConfig, precision: str
) -> LoadedModel:
    name = f"{model.info.name}-{fingerprint_of_weights(files.values(), precision)}"
    folder = config.cache_folder.expanduser() / "openvino" / name
    programs = CompiledPrograms(folder, room_bytes=memory_bytes() // 4)
    return LoadedModel(build_networks(model, files, precision), programs, model.prediction)


class _Fastest:
    """Measures modes, and keeps the model that it loaded for the next mode of the same precision.

    Args:
        prepare: precision → the model in it.
    """

    def __init__(self, prepare: Callable[[str], LoadedModel]) -> None:
        self._prepare = prepare
        self._loaded: dict[str, LoadedModel] = {}

    def loaded(self, precision: str) -> LoadedModel:
        """Give the model in a precision, and let it go in any other."""
        if precision not in self._loaded:
            self.forget()
            self._loaded[precision] = self._prepare(precision)
        return self._loaded[precision]

    def forget(self) -> None:
        """Let everything go that was loaded and compiled."""
        self._loaded.clear()
        release_memory()

    def measure(self, mode: Configuration) -> Seconds:
        """Time one guided denoising step of one picture, with nothing else compiled."""
        precision, engine = mode
        self.loaded(precision).stages.clear()
        return timed(self.step(precision, engine))

    def step(self, precision: str, engine: str) -> Callable[[], Any]:
        """Give that step."""
        loaded = self.loaded(precision)
        networks = loaded.networks
        length, _ = networks.context_shape
        step = loaded.compiled(engine, networks.width, networks.height, length).step
        inputs = step_inputs(networks)
        return lambda: np.asarray(step(*inputs)[0])


def step_inputs(networks: Networks) -> list[Any]:
    """Make up the arguments of one denoising step of one picture."""
    rng = np.random.default_rng(0)
    shape = networks.latent_shape
    still = np.zeros((1, *shape), np.float32)
    return [
        rng.standard_normal((1, STATE, *shape), np.float32),
        np.zeros((1, EMBEDDING_WIDTH), np.float32),
        rng.standard_normal((2, 1, *networks.context_shape), np.float32),
        np.ones((1, LEVELS), np.float32) / LEVELS,
        still,
        still,
        still[..., :1],
    ]


def build_networks(model: Model, files: dict[str, Path], precision: str) -> Networks:
    """Say how a model's networks are built and loaded, at its default size.

    Args:
        model: of the catalogue.
        files: its files by role.
        precision: of arithmetic and variables, as far as networks bear it.
    """
    module, function = model.builder.split(":")
    size = model.info.sizes[0]
    makers = getattr(importlib.import_module(module), function)(files, *size)
    built = {
        role: partial(_build_network, make, network_precision(role, precision))
        for role, make in makers.items()
    }
    return Networks(built, *size, (model.context_length, model.text_width))


def _build_network(make: NetworkFactory, precision: str) -> keras.Model:
    keras.config.set_dtype_policy(precision)
    with _skip_initialisation():
        return make()


@contextmanager
def _skip_initialisation() -> Iterator[None]:
    """Let variables begin as zeros: drawing random ones takes a third of the time of building."""
    drawing = {initializer: initializer.__call__ for initializer in INITIALIZERS}
    for initializer in INITIALIZERS:
        initializer.__call__ = lambda _, shape, dtype=None: tf.zeros(shape, dtype)
    try:
        yield
    finally:
        for initializer, draw in drawing.items():
            initializer.__call__ = draw


def figures_file(config: ServiceConfig, name: str) -> Path:
    """Say where figures that were measured on this machine are kept."""
    key = machine_key(_gpus(), config.threads)
    return config.cache_folder.expanduser() / "choices" / f"{name}-{key}.json"


def _gpus() -> list[str]:
    return [
        tf.config.experimental.get_device_details(gpu).get("device_name", "gpu")
        for gpu in tf.config.list_physical_devices("GPU")
    ]


def limit_threads(threads: int) -> None:
    """Keep TensorFlow and OpenVINO to some cores; 0 leaves them all."""
    if threads:
        # Here, since it takes a second to import and is for CPUs alone.
        from generation.engines import openvino

        openvino.limit_threads(threads)
        tf.config.threading.set_intra_op_parallelism_threads(threads)
        tf.config.threading.set_inter_op_parallelism_threads(threads)
