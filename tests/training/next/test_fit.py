"""Claims about training for a budget."""

import json
from collections.abc import Iterator
from pathlib import Path

import keras
import numpy as np
import pytest

from training.next.fit import Plan, Run

PLAN = Plan("line", 2.0, 0.01)
ROUNDING = 1e-6  # Keras exchanges weights and averages by sums.


class Line(keras.Model):
    """The smallest model that can be trained: one weight."""

    def __init__(self) -> None:
        super().__init__()
        self.dense = keras.layers.Dense(1)
        self.networks = {"dense": self.dense}

    def call(self, inputs: keras.KerasTensor) -> keras.KerasTensor:
        """Multiply."""
        return self.dense(inputs)


@pytest.fixture(name="clock", autouse=True)
def processor_time(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter(range(1_000_000))
    monkeypatch.setattr("time.process_time", lambda: next(moments) / 10)


def batches() -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield points of a line for ever."""
    while True:
        yield np.ones((4, 1), np.float32), np.full((4, 1), 3, np.float32)


def run(folder: Path, plan: Plan = PLAN) -> Run:
    """Build a model and go on from its checkpoint."""
    model = Line()
    model(np.ones((1, 1), np.float32))
    optimizer = keras.optimizers.Adam(plan.rate, use_ema=True, ema_momentum=0.5)
    model.compile(optimizer, "mse", jit_compile=False)
    return Run(model, plan, folder)


def test_training_ends_with_its_budget(tmp_path: Path) -> None:
    whole = run(tmp_path)
    whole.train(batches())
    assert whole.steps == 20
    again = run(tmp_path)
    again.train(batches())
    assert again.steps == 20


def test_a_run_goes_on_where_the_last_one_stopped(tmp_path: Path) -> None:
    first = run(tmp_path)
    first.train(batches(), until_s=1.0)
    second = run(tmp_path)
    assert (second.steps, second.spent_s) == (first.steps, pytest.approx(first.spent_s))
    for mine, theirs in zip(second.model.variables, first.model.variables, strict=True):
        np.testing.assert_allclose(mine, theirs, ROUNDING)
    for mine, theirs in zip(
        second.model.optimizer.variables, first.model.optimizer.variables, strict=True
    ):
        np.testing.assert_allclose(mine, theirs, ROUNDING)


def test_keeping_the_averages_leaves_the_weights_as_they_were(tmp_path: Path) -> None:
    trained = run(tmp_path)
    trained.train(batches())
    before = trained.model.get_weights()
    trained.keep(0.0)
    for now, then in zip(trained.model.get_weights(), before, strict=True):
        np.testing.assert_allclose(now, then, ROUNDING)
    assert trained.networks.exists()
    assert json.loads((tmp_path / "line.json").read_text("utf-8"))["steps"] == 20


def test_the_rate_rises_then_falls_to_almost_nothing() -> None:
    plan = Plan("any", 100.0, 1.0)
    rates = [plan.rate_at(moment) for moment in (0.0, 1.0, 50.0, 100.0, 200.0)]
    assert rates[0] < 0.05
    assert rates[1] > 0.9
    assert rates[1] > rates[2] > rates[3] == rates[4]
    assert rates[3] == pytest.approx(0.03)
