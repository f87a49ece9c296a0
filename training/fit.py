"""How both stages on latents are trained: Adam, averaged weights, a checkpoint every 100 steps."""

from collections.abc import Iterator
from pathlib import Path

import keras
from keras import ops

from training.latents import Batch
from training.restore import Keep

STEPS_PER_EPOCH = 100


def fit(
    model: keras.Model,
    data: Iterator[Batch],
    steps: int,
    schedule: keras.optimizers.schedules.LearningRateSchedule,
    checkpoint: Path,
    run: str,
) -> None:
    """Train a model whose output is each sample's error, and keep the averages of its weights.

    Args:
        model: has `networks`, by their names in the checkpoint.
        data: batches for ever.
        steps: how many batches to learn from.
        schedule: learning rate by step.
        checkpoint: file for the averages.
        run: names the folder beside it that an interrupted run goes on from.
    """
    optimizer = keras.optimizers.Adam(schedule, clipnorm=1.0, use_ema=True, ema_momentum=0.998)
    model.compile(optimizer, lambda _, error: ops.mean(error), jit_compile=False)
    model.fit(
        data,
        epochs=steps // STEPS_PER_EPOCH,
        steps_per_epoch=STEPS_PER_EPOCH,
        shuffle=False,
        callbacks=[
            keras.callbacks.BackupAndRestore(str(checkpoint.parent / run)),
            keras.callbacks.SwapEMAWeights(swap_on_epoch=True),
            Keep(model.networks, checkpoint),
        ],
        verbose=2,
    )


def warm_up(rate: float) -> keras.optimizers.schedules.LearningRateSchedule:
    """Rise within 270 steps and stay, so that training can stop anywhere."""
    rates = [round(rate * (i + 1) / 10, 8) for i in range(10)]
    return keras.optimizers.schedules.PiecewiseConstantDecay([30 * i for i in range(1, 10)], rates)


def anneal(rate: float, steps: int) -> keras.optimizers.schedules.LearningRateSchedule:
    """Fall to almost nothing within the run, which settles what was learned."""
    return keras.optimizers.schedules.PolynomialDecay(rate, steps, rate / 50)
