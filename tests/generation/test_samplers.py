"""Claims about samplers, against models whose answer is known."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from generation.samplers import SAMPLERS, Table, ddim, dpmpp_2m
from generation.schedule import Schedule, linear, trailing

Floats = NDArray[np.float64]


def run(
    table: Table, schedule: Schedule, model: Callable[[Floats, float, float], Floats]
) -> Floats:
    """Run a sampler in plain numpy from fixed noise; `model` gives the clean latent."""
    latent = np.random.default_rng(0).standard_normal(64)
    previous = np.zeros_like(latent)
    for index, (on_latent, on_denoised, on_previous) in enumerate(table):
        denoised = model(latent, schedule.alpha[index], schedule.sigma[index])
        latent = on_latent * latent + on_denoised * denoised + on_previous * previous
        previous = denoised
    return latent


def gaussian(latent: Floats, alpha: float, sigma: float) -> Floats:
    """The exact model of data that is normal with deviation 0.5."""
    variance = 0.25
    return alpha * variance * latent / (alpha**2 * variance + sigma**2)


@pytest.mark.parametrize("name", SAMPLERS)
@given(steps=st.integers(1, 60))
def test_a_model_that_always_sees_one_picture_ends_at_that_picture(name: str, steps: int) -> None:
    schedule = SAMPLERS[name].spacing(steps, 0.00085, 0.012)  # type: ignore[index]
    target = np.linspace(-1, 1, 64)
    drawn = run(SAMPLERS[name].table(schedule), schedule, lambda *_: target)  # type: ignore[index]
    np.testing.assert_allclose(drawn, target, atol=1e-9)


@pytest.mark.parametrize("name", SAMPLERS)
@given(steps=st.integers(1, 60))
def test_tables_are_finite_and_have_a_row_a_step(name: str, steps: int) -> None:
    method = SAMPLERS[name]  # type: ignore[index]
    table = method.table(method.spacing(steps, 0.00085, 0.012))
    assert table.shape == (steps, 3)
    assert np.all(np.isfinite(table))


def test_the_second_order_solver_comes_nearer_than_ddim_at_the_same_steps() -> None:
    fine = linear(1000, 0.00085, 0.012)
    exact = run(ddim(fine), fine, gaussian)
    coarse = trailing(15, 0.00085, 0.012)
    errors = {
        name: np.abs(run(method.table(coarse), coarse, gaussian) - exact).mean()
        for name, method in SAMPLERS.items()
    }
    assert errors["dpm++2m"] < 0.8 * errors["ddim"]


@given(steps=st.integers(3, 60))
def test_the_second_order_step_is_the_papers(steps: int) -> None:
    """Compare a middle row with algorithm 2 of arXiv:2211.01095, written out."""
    schedule = linear(steps, 0.00085, 0.02)
    alpha, sigma = schedule.alpha, schedule.sigma
    ratio = np.log(alpha[:-1] / sigma[:-1])
    i = steps // 2 if steps > 3 else 1
    h, before = ratio[i + 1] - ratio[i], ratio[i] - ratio[i - 1]
    r = before / h
    x, d, d_previous = 0.3, -0.7, 1.1
    blended = (1 + 1 / (2 * r)) * d - 1 / (2 * r) * d_previous
    expected = sigma[i + 1] / sigma[i] * x - alpha[i + 1] * np.expm1(-h) * blended
    row = dpmpp_2m(schedule)[i]
    np.testing.assert_allclose(row @ [x, d, d_previous], expected, rtol=1e-9)
