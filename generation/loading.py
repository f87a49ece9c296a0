"""Brings a model up: its networks with their weights, in the mode that is fastest here."""

import importlib
import os
from pathlib import Path

import keras
import tensorflow as tf

from generation.denoising import LEVELS
from generation.engines.choose import (
    Choice,
    Seconds,
    choose,
    engine_candidates,
    machine_key,
    seconds_of,
)
from generation.engines.stages import has_openvino, stages
from generation.models.catalogue import Model
from generation.models.networks import Networks
from generation.precision import candidates, policy
from generation.recurrence import STATE
from generation.schedule import EMBEDDING_WIDTH
from generation.types import ServiceConfig

# While it converts and compiles, OpenVINO holds so many times the weights: over 20 GB for Stable
# Diffusion 1.4 at 512×512 (measured). Where that does not fit, it has to be asked for by name.
OPENVINO_COPIES = 6


def build_networks(model: Model, files: dict[str, Path], policy: str) -> Networks:
    """Build a model and load its weights, at its default size.

    Args:
        model: of the catalogue.
        files: its files by role.
        policy: Keras' name for the dtypes of arithmetic and variables.
    """
    module, function = model.builder.split(":")
    keras.mixed_precision.set_global_policy(policy)
    build = getattr(importlib.import_module(module), function)
    networks: Networks = build(files, *model.info.sizes[0])
    return networks


def choose_mode(model: Model, files: dict[str, Path], config: ServiceConfig) -> Choice:
    """Find the fastest precision and mode for a model on this machine, or obey the settings."""
    built: dict[str, Networks] = {}

    def measure(precision: str, engine: str) -> Seconds:
        dtypes = policy(precision, engine)
        if dtypes not in built:
            built.clear()  # Two copies of a large model may not fit.
            built[dtypes] = build_networks(model, files, dtypes)
        return _seconds_a_step(built[dtypes], model.prediction, precision, engine)

    on_gpu = bool(_gpus())
    precisions = candidates(config.precision, on_gpu)
    openvino = has_openvino() and model.size_bytes * OPENVINO_COPIES < memory_bytes()
    engines = engine_candidates(config.engine, on_gpu, openvino)
    return choose(precisions, engines, measure, figures_file(config, model.info.name))


def figures_file(config: ServiceConfig, name: str) -> Path:
    """Say where figures that were measured on this machine are kept."""
    key = machine_key(tf.__version__, _gpus(), config.threads)
    return config.cache_folder.expanduser() / "choices" / f"{name}-{key}.json"


def _gpus() -> list[str]:
    return [
        tf.config.experimental.get_device_details(gpu).get("device_name", "gpu")
        for gpu in tf.config.list_physical_devices("GPU")
    ]


def _seconds_a_step(networks: Networks, prediction: str, precision: str, engine: str) -> Seconds:
    """Time one guided denoising step of one picture."""
    shape = networks.decoder.input_shape[1:]
    state = tf.random.stateless_normal((1, STATE, *shape), (0, 0))
    still = tf.zeros((1, *shape))
    embedding = tf.zeros((1, EMBEDDING_WIDTH))
    context = tf.random.stateless_normal((2, 1, *networks.context_shape), (0, 1))
    step = stages(networks, prediction, precision, engine).step
    levels = tf.ones((1, LEVELS)) / LEVELS
    inputs = (state, embedding, context, levels, still, still, still[..., :1])
    return seconds_of(lambda: step(*inputs)[0].numpy())


def memory_bytes() -> int:
    """Tell how much memory the machine has; 0 where the system does not say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 0


def limit_threads(threads: int) -> None:
    """Keep TensorFlow to some cores; 0 leaves it all."""
    if threads:
        tf.config.threading.set_intra_op_parallelism_threads(threads)
        tf.config.threading.set_inter_op_parallelism_threads(threads)
