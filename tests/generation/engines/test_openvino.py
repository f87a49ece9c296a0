"""Claims about OpenVINO as an engine, on the real small model."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import keras
import numpy as np
import pytest
import tensorflow as tf
from filelock import FileLock

from generation.engines.openvino import Program
from generation.engines.openvino_cache import CompiledPrograms
from generation.pipeline.pipeline import Pipeline
from generation.types import ServiceConfig
from tests.generation.requests import ask, make_unit


def drawn(engine: str, precision: str, folder: Path) -> np.ndarray:
    config = ServiceConfig(precision=precision, engine=engine, cache_folder=folder)  # type: ignore[arg-type]
    pipeline = Pipeline.load(config, lambda status: None)
    pictures = []
    for changes in ({}, {"guidance": 1.0}, {"sampler": "heun"}):
        request = ask("red apple on blue", steps=5, count=2, **changes)
        samples = [pipeline.begin(make_unit(request, unit)) for unit in range(2)]
        together = min(2, pipeline.batch_sizes[-1])
        for first in range(0, 2, together):
            pipeline.advance(samples[first : first + together], request.calls)
        pictures += pipeline.decode(samples)
    return np.stack(pictures).astype(float)


@pytest.mark.slow
def test_openvino_draws_the_pictures_that_tensorflow_draws(tmp_path: Path) -> None:
    exact = drawn("graph", "float32", tmp_path)
    assert exact.std() > 10, "flat pictures would equal anything"
    assert np.abs(drawn("openvino", "float32", tmp_path) - exact).mean() < 0.01
    assert np.abs(drawn("openvino", "bfloat16", tmp_path) - exact).mean() < 4


class Tiny(keras.Model):
    """Has what conversion must get right: variables, constants, order and dtypes."""

    def __init__(self, precision: str) -> None:
        super().__init__(dtype=precision)
        self.dense = keras.layers.Dense(3, dtype=precision)
        self.dense.build((None, 4))
        self.dense.bias.assign([1.0, 2.0, 3.0])

    def both(self, x: tf.Tensor, y: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        return tf.cast(self.dense(y), tf.float32) * 0.5, x - 2 * y[..., :3]


SPECS = [tf.TensorSpec((None, 3), tf.float32, "x"), tf.TensorSpec((None, 4), tf.float32, "y")]


def program(precision: str, folder: Path, calls: list[str]) -> tuple[Tiny, Program]:
    tiny, programs = Tiny(precision), CompiledPrograms(folder / "tiny", room_bytes=0)
    return tiny, Program(tiny.both, SPECS, programs, "both", lambda: calls.append("converted"))


def question(batch: int) -> list[np.ndarray]:
    rng = np.random.default_rng(batch)
    return [rng.standard_normal((batch, width), np.float32) for width in (3, 4)]


@pytest.mark.parametrize(("precision", "tolerance"), [("float32", 1e-6), ("bfloat16", 0.02)])
def test_a_program_gives_the_functions_results_in_their_order_at_any_batch_size(
    precision: str, tolerance: float, tmp_path: Path
) -> None:
    tiny, run = program(precision, tmp_path, [])
    for batch in (1, 3, 1):
        for ours, expected in zip(run(*question(batch)), tiny.both(*question(batch)), strict=True):
            np.testing.assert_allclose(ours, expected, rtol=0, atol=tolerance)


def test_results_outlive_the_next_call(tmp_path: Path) -> None:
    _, run = program("float32", tmp_path, [])
    first, _ = run(*question(2))
    kept = first.copy()
    run(*(2 * array for array in question(2)))
    np.testing.assert_array_equal(first, kept)


def test_a_converted_program_is_read_back_without_its_networks(tmp_path: Path) -> None:
    calls: list[str] = []
    _, run = program("bfloat16", tmp_path, calls)
    expected = run(*question(1))
    assert calls == ["converted"]
    again = Program(_forbidden, SPECS, CompiledPrograms(tmp_path / "tiny", 0), "both", _forbidden)
    for ours, theirs in zip(again(*question(1)), expected, strict=True):
        np.testing.assert_array_equal(ours, theirs)


def without_weights(file: Path) -> None:
    file.with_suffix(".bin").unlink()


def empty_weights(file: Path) -> None:
    file.with_suffix(".bin").write_bytes(b"")


def half_of_the_weights(file: Path) -> None:
    weights = file.with_suffix(".bin").read_bytes()
    file.with_suffix(".bin").write_bytes(weights[: len(weights) // 2])


def half_of_the_description(file: Path) -> None:
    file.write_text(file.read_text()[: file.stat().st_size // 2])


@pytest.mark.parametrize(
    "damage", [without_weights, empty_weights, half_of_the_weights, half_of_the_description]
)
def test_a_program_that_is_damaged_is_converted_once_more(
    damage: Callable[[Path], None], tmp_path: Path
) -> None:
    _, run = program("float32", tmp_path, [])
    run(*question(1))
    (file,) = tmp_path.rglob("*.xml")
    damage(file)
    calls: list[str] = []
    tiny, again = program("float32", tmp_path, calls)
    for batch in (1, 2):
        for ours, theirs in zip(again(*question(batch)), tiny.both(*question(batch)), strict=True):
            np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-6)
    assert calls == ["converted"]


def test_who_comes_while_another_converts_waits_and_takes_what_that_one_made(
    tmp_path: Path,
) -> None:
    calls: list[str] = []
    lock = tmp_path / "tiny" / "both.lock"
    lock.parent.mkdir()
    runs = [program("float32", tmp_path, calls)[1] for _ in range(2)]
    with ThreadPoolExecutor() as pool:
        with FileLock(lock):
            waiting = [pool.submit(run, *question(1)) for run in runs]
            time.sleep(0.1)
            assert not any(one.done() for one in waiting)
            assert not calls
        assert len([one.result() for one in waiting]) == 2
    assert calls == ["converted"]


def _forbidden(*_: object) -> tuple[tf.Tensor, ...]:
    pytest.fail("traced or told though the program was there")
