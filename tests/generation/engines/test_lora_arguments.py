"""Claims about LoRAs beside constant weights, against the same LoRAs merged into the weights."""

from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras_cv.src.models.stable_diffusion.diffusion_model import GEGLU

from generation.engines.lora_arguments import factor_specs, lora_active
from generation.engines.openvino import Program
from generation.engines.openvino_cache import CompiledPrograms
from generation.pipeline import stages
from generation.pipeline.lora_adapters import _factors
from generation.pipeline.pipeline import Pipeline
from generation.request import GenerationRequest
from generation.types import ServiceConfig
from generation.weights.checkpoint import as_keras, torch_shape
from generation.weights.lora.deltas import LoraDelta
from tests.generation.requests import ask, make_unit

CHANNELS = 8
Loras = tuple[tuple[str, float], ...]


class Every:
    """A network of each kind of layer that a LoRA may change."""

    def __init__(self, precision: str) -> None:
        keras.config.set_dtype_policy(precision)
        keras.utils.set_random_seed(1)  # Else a layer is now and then nearly nothing.
        self.dense, self.gate = keras.layers.Dense(CHANNELS, use_bias=False), GEGLU(CHANNELS)
        self.window = keras.layers.Conv2D(CHANNELS, 3)
        self.strided = keras.layers.Conv2D(CHANNELS, 3, strides=2)
        self.point = keras.layers.Conv2D(CHANNELS, 1)
        self(tf.zeros((1, 9, 11, CHANNELS)))
        self.layers: dict[str, Any] = {
            "dense": self.dense,
            "gate.dense": self.gate.dense,
            "window": self.window,
            "strided": self.strided,
            "point": self.point,
        }
        self.kernels = {name: torch_shape(layer.kernel) for name, layer in self.layers.items()}

    def __call__(self, x: tf.Tensor) -> tf.Tensor:
        x = self.dense(tf.cast(x, keras.config.dtype_policy().compute_dtype))
        x = self.gate(self.strided(x + self.point(x)))
        return tf.cast(self.window(x), tf.float32)

    def beside(self, x: tf.Tensor, *factors: tf.Tensor) -> tuple[tf.Tensor]:
        with lora_active([*self.layers.values()], factors):
            return (self(x),)

    def merged(self, changes: "Changes", x: tf.Tensor) -> Any:
        kept = {name: layer.kernel.numpy() for name, layer in self.layers.items()}
        for name, layer in self.layers.items():
            for strength, patch in changes.get(name, []):
                layer.kernel.assign_add(strength * as_keras(patch.delta(), layer.kernel))
        answer = np.asarray(self(x))
        for name, layer in self.layers.items():
            layer.kernel.assign(kept[name])
        return answer


Changes = dict[str, list[tuple[float, LoraDelta]]]


def changes(network: Every, ranks: tuple[int, ...]) -> Changes:
    """As many LoRAs as ranks; the dense layer wears none of them."""
    rng = np.random.default_rng(len(ranks))
    return {
        name: [
            (
                0.5 + index,
                LoraDelta(
                    rng.standard_normal((rank, *shape[1:]), np.float32) / 4,
                    rng.standard_normal((shape[0], rank), np.float32) / 4,
                    0.5,
                ),
            )
            for index, rank in enumerate(ranks)
        ]
        for name, shape in network.kernels.items()
        if name != "dense"
    }


def factors(network: Every, of: Changes) -> list[Any]:
    return [
        factor
        for name, shape in network.kernels.items()
        for factor in _factors(of.get(name, []), shape)
    ]


@pytest.mark.parametrize(("precision", "tolerance"), [("float32", 1e-5), ("bfloat16", 0.05)])
def test_a_program_with_factors_answers_as_merged_weights_do(
    precision: str, tolerance: float, tmp_path: Path
) -> None:
    network, calls = Every(precision), list[str]()
    program = Program(
        network.beside,
        [tf.TensorSpec((None, 9, 11, CHANNELS), tf.float32, "x")],
        CompiledPrograms(tmp_path / "every", room_bytes=0),
        "every",
        lambda: calls.append("converted"),
        factor_specs(network.kernels),
    )
    x = np.random.default_rng(1).standard_normal((2, 9, 11, CHANNELS), np.float32)
    plain = np.asarray(network(x))
    answers = []
    for ranks in ((4,), (1, 7), ()):
        wanted = changes(network, ranks)
        expected = network.merged(wanted, x)
        (answer,) = program(x, *factors(network, wanted))
        assert np.abs(answer - expected).max() <= tolerance * np.abs(expected).max()
        answers.append(np.abs(answer - plain).max() / np.abs(plain).max())
    assert min(answers[:2]) > 0.1, "LoRAs that change nothing would equal anything"
    assert answers[2] <= tolerance
    assert calls == ["converted"]


class FakeAdapters:
    """One LoRA of rank 2 beside the dense layers of `starter`, of any name and strength."""

    def __init__(self, network: keras.Model) -> None:
        dense = [one for one in network.layers if isinstance(one, keras.layers.Dense)]
        self.layers = {f"dense.{index}": layer for index, layer in enumerate(dense)}

    def set_active_loras(self, loras: Loras) -> None:
        """The text encoder of this one wears nothing."""

    def kernels(self, role: str) -> dict[str, tuple[int, ...]]:
        return {name: torch_shape(layer.kernel) for name, layer in self.layers.items()}

    def is_low_rank(self, role: str, loras: Loras) -> bool:
        return all(name != "full" for name, _ in loras)

    def factors(self, role: str, loras: Loras) -> list[Any]:
        rng = np.random.default_rng(0)
        strength = sum(strength for _, strength in loras)
        return [
            factor
            for outputs, inputs in self.kernels(role).values()
            for factor in (
                strength * rng.standard_normal((inputs, 2), np.float32) / np.float32(inputs**0.5),
                rng.standard_normal((2, outputs), np.float32),
            )
        ]


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    folder = tmp_path_factory.mktemp("cache")
    config = ServiceConfig(precision="float32", engine="openvino", cache_folder=folder)
    return Pipeline.load(config, lambda status: None)


def test_on_openvino_too_a_lora_changes_only_the_pictures_that_asked_for_it(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    adapters = FakeAdapters(pipeline._networks.diffusion_model)
    monkeypatch.setattr(pipeline, "_adapters", adapters)
    monkeypatch.setattr(stages, "leaves", lambda *_: adapters.layers)

    def drawn(*requests: GenerationRequest) -> list[Any]:
        samples = [pipeline.begin(make_unit(request, 0)) for request in requests]
        pipeline.advance(samples, 4)
        return [picture.astype(float) for picture in pipeline.decode(samples)]

    plain, wearing = ask("dog", steps=4), ask("dog", steps=4, loras=(("ink", 2.0),))
    (alone,) = drawn(plain)
    without, worn = drawn(plain, wearing)
    assert np.abs(without - alone).mean() < 1
    assert np.abs(worn - alone).mean() > 5
    (taken_off,) = drawn(replace(wearing, loras=(("ink", 0.0),)))
    assert np.abs(taken_off - alone).mean() < 1


class Merging:
    """A LoRA that is no thin matrices: merged into every dense layer of a network."""

    made: ClassVar[list[keras.Model]] = []

    def __init__(
        self, networks: dict[str, keras.Model], files: object, constant: tuple[str, ...]
    ) -> None:
        assert networks.keys() == {*constant, "diffusion_model"}
        network = networks["diffusion_model"]
        self.made.append(network)
        dense = [one for one in network.layers if isinstance(one, keras.layers.Dense)]
        self.bases = [(layer.kernel, layer.kernel.numpy()) for layer in dense]

    def set_active_loras(self, loras: Loras) -> None:
        rng = np.random.default_rng(0)
        strength = sum(strength for _, strength in loras)
        for kernel, base in self.bases:
            noise = rng.standard_normal(base.shape, np.float32) / np.sqrt(len(base))
            kernel.assign(base + strength * noise)


def test_on_openvino_a_lora_of_full_rank_is_merged_into_a_copy_of_the_network(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_adapters", FakeAdapters(pipeline._networks.diffusion_model))
    monkeypatch.setattr("generation.pipeline.pipeline.Adapters", Merging)

    def drawn(*requests: GenerationRequest) -> list[Any]:
        samples = [pipeline.begin(make_unit(request, 0)) for request in requests]
        pipeline.advance(samples, 4)
        return [picture.astype(float) for picture in pipeline.decode(samples)]

    plain, wearing = ask("dog", steps=4), ask("dog", steps=4, loras=(("full", 2.0),))
    (alone,) = drawn(plain)
    without, worn = drawn(plain, wearing)
    assert np.abs(without - alone).mean() < 1
    assert np.abs(worn - alone).mean() > 5
    (again,) = drawn(wearing)
    assert np.abs(again - worn).mean() < 1
    (network,) = Merging.made
    assert network is not pipeline._networks.diffusion_model


def test_layers_add_nothing_once_the_block_is_left() -> None:
    network = Every("float32")
    x = np.ones((1, 9, 11, CHANNELS), np.float32)
    plain = np.asarray(network(x))
    (worn,) = network.beside(x, *factors(network, changes(network, (2,))))
    assert np.abs(worn - plain).max() > 0.1
    np.testing.assert_array_equal(np.asarray(network(x)), plain)
