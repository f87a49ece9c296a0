"""Trains for a budget of processor time, with checkpoints from which the next run goes on."""

import json
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras

CHECKPOINT_S = 180.0
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
        model: compiled and built.
        plan: what is to be done.
        folder: holds the checkpoint, as `NAME.weights.h5` (with the optimizer's state) and
            `NAME.json`.
    """

    def __init__(self, model: keras.Model, plan: Plan, folder: Path) -> None:
        self.model, self.plan = model, plan
        self.weights, self.log = folder / f"{plan.name}.weights.h5", folder / f"{plan.name}.json"
        self.spent_s, self.steps = 0.0, 0
        if self.log.exists():
            state = json.loads(self.log.read_text("utf-8"))
            self.spent_s, self.steps = state["spent_s"], state["steps"]
            model.load_weights(self.weights)

    @property
    def is_over(self) -> bool:
        """Whether the budget is spent."""
        return self.spent_s >= self.plan.budget_s

    def train(self, batches: Iterator[Batch], until_s: float = math.inf) -> None:
        """Train until the budget is spent.

        Args:
            batches: inputs and targets, for ever.
            until_s: seconds of processor time after which to stop before that.
        """
        last, losses, stop_s = time.process_time(), [], min(until_s, self.plan.budget_s)
        kept_s = self.spent_s
        while self.spent_s < stop_s:
            self.model.optimizer.learning_rate = self.plan.rate_at(self.spent_s)
            losses.append(float(self.model.train_on_batch(*next(batches))))
            now = time.process_time()
            self.spent_s, last, self.steps = self.spent_s + now - last, now, self.steps + 1
            if self.spent_s - kept_s > CHECKPOINT_S or self.spent_s >= stop_s:
                self.keep(sum(losses) / len(losses))
                kept_s, losses = self.spent_s, []

    def keep(self, loss: float) -> None:
        """Write the checkpoint and a line of progress."""
        unfinished = self.weights.with_name(f"part-{self.weights.name}")
        self.model.save_weights(unfinished)
        unfinished.rename(self.weights)
        state = {"spent_s": round(self.spent_s, 1), "steps": self.steps, "loss": round(loss, 5)}
        self.log.write_text(json.dumps(state) + "\n", "utf-8")
        moment = time.strftime("%H:%M:%S")
        line = f"{moment} {self.plan.name}: step {self.steps}, {self.spent_s:.0f} of"
        print(f"{line} {self.plan.budget_s:.0f} s, loss {loss:.4f}", flush=True)
