"""Claims about schedules."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keras_cv.src.models.stable_diffusion.constants import _ALPHAS_CUMPROD

from generation.sampling.schedules import (
    Schedule,
    alphas_cumprod,
    lcm_schedule,
    linear_schedule,
    timestep_embedding,
    trailing_schedule,
)

Spacing = Callable[[int, float, float], Schedule]

steps_counts = st.integers(1, 200)


@pytest.mark.parametrize("spacing", [linear_schedule, trailing_schedule])
@given(steps=steps_counts)
def test_n_steps_asked_are_n_steps_run(spacing: Spacing, steps: int) -> None:
    schedule = spacing(steps, 0.00085, 0.012)
    assert len(schedule.timesteps) == steps
    assert len(schedule.alpha) == len(schedule.sigma) == steps + 1


@pytest.mark.parametrize("spacing", [linear_schedule, trailing_schedule])
@given(steps=steps_counts)
def test_noise_falls_from_the_noisiest_level_to_none(spacing: Spacing, steps: int) -> None:
    schedule = spacing(steps, 0.00085, 0.012)
    assert schedule.timesteps[0] == 999
    assert np.all(np.diff(schedule.sigma) < 0)
    assert schedule.sigma[-1] == 0
    assert schedule.alpha[-1] == 1


@given(steps_counts)
def test_signal_and_noise_keep_the_variance(steps: int) -> None:
    schedule = linear_schedule(steps, 0.00085, 0.02)
    np.testing.assert_allclose(schedule.alpha**2 + schedule.sigma**2, 1, rtol=1e-12)


def test_the_training_schedule_is_kerascvs() -> None:
    np.testing.assert_allclose(alphas_cumprod(0.00085, 0.012), _ALPHAS_CUMPROD, rtol=2e-5)


def test_timesteps_embed_as_cosines_then_sines() -> None:
    embedded = timestep_embedding(np.array([0, 999]))
    assert embedded.shape == (2, 320)
    np.testing.assert_array_equal(embedded[0], [1] * 160 + [0] * 160)
    np.testing.assert_allclose(embedded[1, 0], np.cos(999), atol=1e-4)


def test_the_frequencies_of_an_embedding_fall_to_a_ten_thousandth() -> None:
    (embedded,) = timestep_embedding(np.array([300.5]))
    angles = 300.5 / 10_000 ** (np.arange(160) / 160)
    np.testing.assert_allclose(embedded, [*np.cos(angles), *np.sin(angles)], atol=1e-5)


def test_fifty_distilled_steps_are_all_that_there_are_and_more_are_spaced_as_trailing() -> None:
    fifty, more = lcm_schedule(50, 0.00085, 0.012), lcm_schedule(51, 0.00085, 0.012)
    np.testing.assert_array_equal(fifty.timesteps, np.arange(999, 0, -20))
    np.testing.assert_array_equal(more.timesteps, trailing_schedule(51, 0.00085, 0.012).timesteps)
