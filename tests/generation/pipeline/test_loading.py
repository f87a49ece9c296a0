"""Claims about how a model comes up."""

import gc
import weakref
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import keras
import numpy as np
import pytest

from generation import ServiceConfig
from generation.engines.cuda.devices import Device
from generation.models.catalogue import STARTER
from generation.pipeline import loading
from generation.pipeline.loading import build_networks, step_inputs
from generation.pipeline.measurements import Measurements
from tests.generation.tiny import TINY, alive

UNHEARD = Measurements("x", lambda _status: None)


def test_a_network_is_built_when_it_is_first_asked_for_and_again_after_its_release() -> None:
    networks = build_networks(STARTER, dict(STARTER.local), "float32")
    first = networks.text_encoder
    assert networks.text_encoder is first
    networks.release("text_encoder")
    again = networks.text_encoder
    assert again is not first
    for ours, theirs in zip(again.get_weights(), first.get_weights(), strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_what_somebody_changes_the_weights_of_is_not_released() -> None:
    networks = build_networks(STARTER, dict(STARTER.local), "float32")
    first = networks.text_encoder
    networks.keep()
    networks.release("text_encoder")
    assert networks.text_encoder is first


def test_after_building_initializers_draw_again() -> None:
    _ = build_networks(STARTER, dict(STARTER.local), "float32").decoder
    for initializer in (keras.initializers.VarianceScaling, keras.initializers.RandomUniform):
        assert np.std(initializer(seed=1)((8, 8))) > 0


class Heavy:
    """Refers to itself, as Keras' layers and TensorFlow's graphs do."""

    def __init__(self, _precision: str) -> None:
        self.me = self


def test_a_model_gives_its_memory_back_before_it_is_loaded_in_another_precision() -> None:
    timer = loading._ModeTimer(cast(Any, Heavy))
    gc.disable()
    try:
        first = weakref.ref(timer.load("float32"))
        second = timer.load("bfloat16")
        assert first() is None
        assert timer.load("bfloat16") is second
    finally:
        gc.enable()


class Stopwatch:
    """Stands in for the networks that are measured."""

    def __init__(self, heard: list[object]) -> None:
        self.heard = heard

    def measure(self, mode: tuple[str, str]) -> float:
        self.heard.append(mode)
        return 1.0

    def clear(self) -> None:
        pass

    def build_step(self, *_mode: str) -> Callable[[], None]:
        return lambda: None

    def load(self, precision: str) -> str:
        return precision


def test_others_are_told_before_each_measurement_and_left_alone_where_it_is_remembered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    heard: list[object] = []
    monkeypatch.setattr(loading, "_ModeTimer", lambda *_, **__: Stopwatch(heard))
    config = ServiceConfig(cache_folder=tmp_path)
    for _ in range(2):
        loading.load_model(STARTER, {}, config, Measurements("x", lambda _: heard.append("told")))
    assert len(heard) >= 4
    assert set(heard[::2]) == {"told"}
    assert "told" not in heard[1::2]
    assert len(set(heard)) == len(heard) // 2 + 1, "each mode is measured once"


@pytest.mark.parametrize(
    ("size_bytes", "memory_bytes", "bfloat16_wins", "measured"),
    [(10**6, 10**9, True, True), (2 * 10**9, 24 * 10**9, False, True),
     (2 * 10**9, 8 * 10**9, False, False), (2 * 10**9, 24 * 10**9, True, False)],
)  # fmt: skip
def test_a_large_model_is_measured_in_float32_only_where_that_fits_and_may_win(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    size_bytes: int,
    memory_bytes: int,
    bfloat16_wins: bool,
    measured: bool,
) -> None:
    heard: list[Any] = []
    monkeypatch.setattr(loading, "_ModeTimer", lambda *_, **__: Stopwatch(heard))
    monkeypatch.setattr(loading, "memory_bytes", lambda: memory_bytes)
    monkeypatch.setattr(loading, "bfloat16_surely_faster", lambda *_: bfloat16_wins)
    model = replace(STARTER, size_bytes=size_bytes)
    loading.load_model(model, {}, ServiceConfig(cache_folder=tmp_path), UNHEARD)
    assert ("float32" in {precision for precision, _ in heard}) is measured
    assert "bfloat16" in {precision for precision, _ in heard}


@pytest.mark.parametrize(("text_width", "precision"), [(768, "float16"), (1024, "bfloat16")])
def test_on_a_card_its_architecture_decides_whatever_memory_the_machine_has(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text_width: int, precision: str
) -> None:
    heard: list[Any] = []
    monkeypatch.setattr(loading, "_ModeTimer", lambda *_, **__: Stopwatch(heard))
    monkeypatch.setattr(loading, "device", lambda: Device("RTX 3060", (8, 6)))
    monkeypatch.setattr(loading, "memory_bytes", lambda: pytest.fail("host memory was asked for"))
    monkeypatch.setattr(Stopwatch, "clear", lambda _: pytest.fail("what was compiled is released"))
    model = replace(STARTER, size_bytes=2 * 10**9, text_width=text_width)
    choice, _ = loading.load_model(model, {}, ServiceConfig(cache_folder=tmp_path), UNHEARD)
    assert heard == [(precision, "xla")]
    assert (choice.precision, choice.engine, choice.card) == (precision, "xla", "RTX 3060")
    assert f"{precision} in xla mode on RTX 3060" in str(choice)


def test_openvino_leaves_the_card_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    heard: list[Any] = []
    monkeypatch.setattr(loading, "_ModeTimer", lambda *_, **__: Stopwatch(heard))
    monkeypatch.setattr(loading, "device", lambda: Device("RTX 3060", (8, 6)))
    config = ServiceConfig(cache_folder=tmp_path, engine="openvino")
    choice, _ = loading.load_model(STARTER, {}, config, UNHEARD)
    assert {precision for precision, _ in heard} == {"float32", "bfloat16"}
    assert (choice.engine, choice.card) == ("openvino", "")


def test_what_serves_reads_the_networks_that_are_there_and_nothing_measured_is_left(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def graph_is_fastest(step: Callable[[], Any]) -> float:
        step()
        return next(seconds)

    seconds = iter([1.0, 2.0, 3.0, 4.0, 5.0])
    monkeypatch.setattr(loading, "time_call", graph_is_fastest)
    config = ServiceConfig(cache_folder=tmp_path)
    choice, loaded = loading.load_model(TINY, {}, config, UNHEARD)
    assert (choice.precision, choice.engine) == ("float32", "graph")
    assert [*alive] == [loaded.networks.diffusion_model]

    step = loaded.compile_stages("graph", 128, 128, TINY.context_length).step
    inputs = step_inputs(loaded.networks)
    before = np.asarray(step(inputs)[0])
    for variable in loaded.networks.diffusion_model.variables:
        variable.assign_add(variable + 1)
    assert np.all(np.asarray(step(inputs)[0]) != before)


def test_in_float16_the_autoencoder_is_in_float32_at_every_size() -> None:
    networks = build_networks(STARTER, dict(STARTER.local), "float16")
    other = networks.resize(64, 64, STARTER.context_length)
    made = {
        role: network.dtype_policy.name
        for role, network in [
            ("decoder", networks.decoder),
            ("image encoder", networks.image_encoder),
            ("text encoder", networks.text_encoder),
            ("diffusion model of another size", other.diffusion_model),
            ("decoder of another size", other.decoder),
        ]
    }
    assert made == {
        "decoder": "float32",
        "image encoder": "float32",
        "text encoder": "float16",
        "diffusion model of another size": "float16",
        "decoder of another size": "float32",
    }
