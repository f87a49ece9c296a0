"""Trains for a budget of processor time, with checkpoints from which the next run goes on."""

import json
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras

from generation.weights import safetensors

CHECKPOINT_S = 240.0  # Of the clock: a run that gets little processor time is not lost either.
WARM_UP = 0.01  # Share of the budget in which the learning rate rises.
LAST_RATE = 0.03  # Of the highest.
Batch = tuple[Any, Any]


@dataclass(frozen=True)
class Plan:
    """How long a model is trained, and at what rate.

    Args:
        name: of the checkpoint.
        budget_s: seconds of processor time in all runs together.
        rate: highest learning rate.
        settles: whether the rate falls to almost nothing towards the end of the budget.
    """

    name: str
    budget_s: float
    rate: float
    settles: bool = True

    def rate_at(self, spent_s: float) -> float:
        """Return the learning rate after some seconds of training."""
        progress = min(1.0, spent_s / self.budget_s)
        rise = min(1.0, progress / WARM_UP + 0.01)
        fall = (1 + math.cos(math.pi * progress)) / 2 if self.settles else 1.0
        return self.rate * rise * (LAST_RATE + (1 - LAST_RATE) * fall)


class Run:
    """Progress of one plan, kept in a folder.

    Args:
        model: built and compiled, with `networks` by their names in the package's file.
        plan: what is to be done.
        folder: holds `NAME.weights.h5` with the optimizer's state, `NAME.json`, and
            `NAME.safetensors` with the networks, averaged where the optimizer keeps averages.
    """

    def __init__(self, model: keras.Model, plan: Plan, folder: Path) -> None:
        self.model, self.plan = model, plan
        self.path = folder / plan.name
        self.spent_s, self.steps = 0.0, 0
        if self._log.exists():
            state = json.loads(self._log.read_text("utf-8"))
            self.spent_s, self.steps = state["spent_s"], state["steps"]
            model.optimizer.build(model.trainable_variables)  # Else its state is not loaded.
            model.load_weights(self._weights)

    @property
    def _log(self) -> Path:
        return self.path.with_suffix(".json")

    @property
    def _weights(self) -> Path:
        return self.path.with_suffix(".weights.h5")

    @property
    def networks(self) -> Path:
        """Return the file of the trained networks."""
        return self.path.with_suffix(".safetensors")

    def train(self, batches: Iterator[Batch], until_s: float = math.inf) -> None:
        """Train until the budget is spent.

        Args:
            batches: inputs and targets, for ever.
            until_s: seconds of processor time, over all runs, at which to stop before that.
        """
        last, losses, stop_s = time.process_time(), [], min(until_s, self.plan.budget_s)
        kept = time.monotonic()
        while self.spent_s < stop_s:
            self.model.optimizer.learning_rate = self.plan.rate_at(self.spent_s)
            losses.append(float(self.model.train_on_batch(*next(batches))))
            now = time.process_time()
            self.spent_s, last, self.steps = self.spent_s + now - last, now, self.steps + 1
            if time.monotonic() - kept > CHECKPOINT_S or self.spent_s >= stop_s:
                self.keep(sum(losses) / len(losses))
                kept, losses = time.monotonic(), []

    def keep(self, loss: float) -> None:
        """Write the checkpoint and a line of progress.

        Args:
            loss: mean since the last checkpoint.
        """
        unfinished = self._weights.with_name(f"part-{self._weights.name}")
        self.model.save_weights(unfinished)
        unfinished.replace(self._weights)
        self._save_networks()
        state = {"spent_s": round(self.spent_s, 1), "steps": self.steps, "loss": round(loss, 5)}
        self._log.write_text(json.dumps(state) + "\n", "utf-8")
        done = f"step {self.steps}, {self.spent_s:.0f} of {self.plan.budget_s:.0f} s"
        print(f"{time.strftime('%H:%M:%S')} {self.plan.name}: {done}, loss {loss:.4f}", flush=True)

    def _save_networks(self) -> None:
        if not self.model.optimizer.use_ema:
            safetensors.save(self.model.networks, self.networks)
            return
        swap = keras.callbacks.SwapEMAWeights()
        swap.set_model(self.model)
        swap.on_test_begin()
        safetensors.save(self.model.networks, self.networks)
        swap.on_test_end()
