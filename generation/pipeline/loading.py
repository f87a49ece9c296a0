"""Load a model: its networks with their weights, in the mode that is fastest on this machine."""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from generation.engines.autotune import (
    Configuration,
    autotune,
    candidates,
    candidates_on_card,
    first_that_runs,
    machine_key,
    time_call,
)
from generation.engines.cuda.devices import device
from generation.engines.lora_arguments import NO_KERNELS
from generation.engines.matmul_probe import bfloat16_surely_faster
from generation.engines.memory import memory_bytes, release_memory
from generation.engines.openvino_cache import CompiledPrograms, fingerprint_of_weights
from generation.engines.patches import zero_initializers
from generation.engines.precision import network_precision
from generation.engines.tensorflow import LARGE_BYTES
from generation.engines.timings_cache import Seconds, TimingsCache
from generation.models.model import Model
from generation.models.networks import NetworkFactory, Networks
from generation.models.tiny_autoencoder import tiny_factories
from generation.pipeline.measurements import Measurements
from generation.pipeline.stages import Stages
from generation.pipeline.step_inputs import StepInputs
from generation.sampling.recurrence import COEFFICIENT_COUNT, STATE_SIZE
from generation.sampling.schedules import EMBEDDING_WIDTH
from generation.types import BackendChoice, ServiceConfig
from generation.weights.headers import Shape

# Measuring Stable Diffusion in float32 takes 8 GB, and other processes need memory too.
FLOAT32_BYTES = 16_000_000_000
# Of Stable Diffusion 2.x, whose attention overflows float16.
WIDE_TEXT = 1024


@dataclass
class LoadedModel:
    """A model in one precision.

    Args:
        networks: with their weights, at the model's default size.
        programs: OpenVINO's compiled programs of the networks.
        prediction: the diffusion model's output, "epsilon" or "v".
        stages: compiled stages by engine, width, height, context length, and whether LoRAs'
            factors are arguments.
        unguided_sizes: batch sizes that XLA compiles for steps without guidance, too.
    """

    networks: Networks
    programs: CompiledPrograms
    prediction: str
    stages: dict[tuple[str, int, int, int, bool], Stages] = field(default_factory=dict)
    unguided_sizes: tuple[int, ...] = ()

    def compile_stages(
        self,
        engine: str,
        width: int,
        height: int,
        context_length: int,
        kernels: Mapping[str, Shape] = NO_KERNELS,
    ) -> Stages:
        """Compile the stages of a picture size and context length, once.

        Args:
            engine: "xla", "graph" or "openvino".
            width: pixels, a multiple of 64.
            height: pixels, a multiple of 64.
            context_length: tokens of an encoded prompt.
            kernels: shapes by name of the kernels that LoRAs change, where LoRAs' factors are
                arguments.
        """
        key = engine, width, height, context_length, bool(kernels)
        if key not in self.stages:
            networks = self.networks.resize(width, height, context_length)
            self.stages[key] = Stages(
                networks, self.prediction, engine, self.programs, kernels, self.unguided_sizes
            )
        return self.stages[key]


def load_model(
    model: Model,
    files: dict[str, Path],
    config: ServiceConfig,
    measurements: Measurements,
) -> tuple[BackendChoice, LoadedModel]:
    """Load a model in the fastest precision and mode on this machine, or in those of the settings.

    On a graphics card nothing is compared: its architecture decides.

    Args:
        model: of the catalogue.
        files: the model's files by role.
        config: the service's settings.
        measurements: told of each measurement before it begins, so that the machine can be kept
            idle meanwhile.

    Returns:
        The precision and mode with the timings behind them, and the model in that precision.

    Raises:
        ModelUnavailable: a file is damaged or of another model.
    """
    timer = _ModeTimer(partial(_load_precision, model, files, config))
    file = figures_file(config, model.info.name)

    def measure(mode: Configuration) -> Seconds:
        measurements.begin("/".join(mode))
        return timer.measure(mode)

    card = device()
    # OpenVINO computes on the processor alone.
    if card and config.engine != "openvino":
        overflows = model.text_width == WIDE_TEXT
        modes = candidates_on_card(config.precision, config.engine, card.capability, overflows)
        choice = replace(first_that_runs(modes, measure, file), card=card.name)
    else:
        choice = autotune(_modes_on_cpu(model, config, file, measurements), measure, file)
        # A measured step may have been traced on networks that another engine released since.
        timer.clear()
    # Before the text encoder is loaded: compiling takes the most memory.
    timer.build_step(choice.precision, choice.engine)()
    return choice, timer.load(choice.precision)


def _modes_on_cpu(
    model: Model, config: ServiceConfig, file: Path, measurements: Measurements
) -> tuple[Configuration, ...]:
    """List the modes to measure on a CPU, and announce those that are not measured yet."""
    timings = TimingsCache(file)
    with_float32 = config.precision == "auto" and _should_measure_float32(
        model, timings, measurements
    )
    modes = candidates(config.precision, config.engine, with_float32)
    if len(modes) > 1:  # The only candidate is not measured.
        measurements.expect(sum(timings.get("/".join(mode)) is None for mode in modes))
    return modes


def _should_measure_float32(
    model: Model, timings: TimingsCache, measurements: Measurements
) -> bool:
    """Check whether float32 fits into memory and may be the fastest precision of a model.

    Of a small model it is always measured, which takes little memory and time.
    """
    if model.size_bytes < LARGE_BYTES:
        return True
    fits = memory_bytes() > FLOAT32_BYTES
    return fits and not bfloat16_surely_faster(timings, measurements.begin)


def _load_precision(
    model: Model, files: dict[str, Path], config: ServiceConfig, precision: str
) -> LoadedModel:
    """Load a model in a precision, with the cache of its OpenVINO programs."""
    name = f"{model.info.name}-{fingerprint_of_weights(files.values(), precision)}"
    folder = config.cache_folder.expanduser() / "openvino" / name
    programs = CompiledPrograms(folder, room_bytes=memory_bytes() // 4)
    loaded = LoadedModel(build_networks(model, files, precision), programs, model.prediction)
    # A member who turns guidance off mostly draws alone; each size takes a minute to compile.
    return replace(loaded, unguided_sizes=(1,) if device() else ())


class _ModeTimer:
    """Timer of modes, which caches the loaded model for the next mode of the same precision.

    Args:
        prepare: precision → the model in that precision.
    """

    def __init__(self, prepare: Callable[[str], LoadedModel]) -> None:
        self._prepare = prepare
        self._loaded: dict[str, LoadedModel] = {}

    def load(self, precision: str) -> LoadedModel:
        """Load the model in a precision, after releasing it in any other."""
        if precision not in self._loaded:
            self.clear()
            self._loaded[precision] = self._prepare(precision)
        return self._loaded[precision]

    def clear(self) -> None:
        """Release all loaded networks and compiled stages."""
        self._loaded.clear()
        release_memory()

    def measure(self, mode: Configuration) -> Seconds:
        """Time one guided denoising step of one picture, with nothing else compiled."""
        precision, engine = mode
        self.load(precision).stages.clear()
        return time_call(self.build_step(precision, engine))

    def build_step(self, precision: str, engine: str) -> Callable[[], Any]:
        """Build a function that runs one guided denoising step of one picture.

        Args:
            precision: of the networks.
            engine: "xla", "graph" or "openvino".
        """
        loaded = self.load(precision)
        networks = loaded.networks
        length, _ = networks.context_shape
        step = loaded.compile_stages(engine, networks.width, networks.height, length).step
        inputs = step_inputs(networks)
        return lambda: np.asarray(step(inputs)[0])


def step_inputs(networks: Networks) -> StepInputs:
    """Build random arguments of one denoising step of one picture."""
    rng = np.random.default_rng(0)
    latent = networks.latent_shape
    blank = np.zeros((1, *latent), np.float32)
    return StepInputs(
        state=rng.standard_normal((1, STATE_SIZE, *latent), np.float32),
        embedding=np.zeros((1, EMBEDDING_WIDTH), np.float32),
        context=rng.standard_normal((2, 1, *networks.context_shape), np.float32),
        step_coefficients=np.ones((1, COEFFICIENT_COUNT), np.float32) / COEFFICIENT_COUNT,
        noise=blank,
        init_latent=blank,
        preserve_mask=blank[..., :1],
    )


def build_networks(model: Model, files: dict[str, Path], precision: str) -> Networks:
    """Return a model's networks at its default size, each built and loaded at its first use.

    Args:
        model: of the catalogue.
        files: the model's files by role.
        precision: of arithmetic and variables, as far as each network supports it.
    """
    module, function = model.builder.split(":")
    size = model.info.sizes[0]
    factories = getattr(importlib.import_module(module), function)(files, *size)
    factories |= tiny_factories(files)
    builders = {
        role: partial(_build_network, make, network_precision(role, precision))
        for role, make in factories.items()
    }
    return Networks(builders, *size, (model.context_length, model.text_width))


def _build_network(make: NetworkFactory, precision: str) -> keras.Model:
    """Build a network in a precision, with zeros as initial values of its variables."""
    keras.config.set_dtype_policy(precision)
    with zero_initializers():
        return make()


def figures_file(config: ServiceConfig, name: str) -> Path:
    """Return the path of the timings that were measured on this machine.

    Args:
        config: the service's settings.
        name: of the model, or of another subject of timings.
    """
    card = device()
    key = machine_key([card.name] if card else [], config.threads)
    return config.cache_folder.expanduser() / "choices" / f"{name}-{key}.json"


def limit_threads(threads: int) -> None:
    """Limit TensorFlow and OpenVINO to so many threads; 0 is without a limit."""
    if threads:
        # Here, since it takes a second to import and is for CPUs alone.
        from generation.engines import openvino

        openvino.limit_threads(threads)
        tf.config.threading.set_intra_op_parallelism_threads(threads)
        tf.config.threading.set_inter_op_parallelism_threads(threads)
