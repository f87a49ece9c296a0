"""Claims about samplers, against models whose answer is known."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from generation.sampling.recurrence import Recurrence, Step, split_steps
from generation.sampling.samplers import SAMPLERS, SPACINGS, ddim, dpmpp_2m, unipc
from generation.sampling.schedules import linear_schedule, trailing_schedule
from generation.types import SAMPLER_NAMES

Float64Array = NDArray[np.float64]
Model = Callable[[Float64Array, float, float], Float64Array]
NOT_LCM = [name for name in SAMPLERS if name != "lcm"]
RANDOM = {"euler_a", "dpm++2m_sde", "lcm"}
SECOND_ORDER = ("heun", "dpm++2m", "unipc")


def run(recurrence: Recurrence, model: Model, seed: int = 0) -> Float64Array:
    """Run a sampler in plain numpy from fixed noise; `model` gives the clean latent."""
    rng = np.random.default_rng(seed)
    state = np.zeros((3, 4096))
    state[0] = rng.standard_normal(4096)
    for index, matrix in enumerate(recurrence.matrices):
        denoised = model(state[0], recurrence.alpha[index], recurrence.sigma[index])
        state = matrix @ np.stack([*state, denoised, rng.standard_normal(4096)])
    return state[0]


def gaussian(latent: Float64Array, alpha: float, sigma: float) -> Float64Array:
    """The exact model of data that is normal with deviation 0.5."""
    variance = 0.25
    return alpha * variance * latent / (alpha**2 * variance + sigma**2)


def made(name: str, spacing: str, steps: int) -> Recurrence:
    schedule = SPACINGS[spacing](steps, 0.00085, 0.012)  # type: ignore[index]
    return SAMPLERS[name].recurrence(schedule)  # type: ignore[index]


@pytest.mark.parametrize("spacing", SPACINGS)
@pytest.mark.parametrize("name", NOT_LCM)
@given(steps=st.integers(1, 60))
def test_a_model_that_always_sees_one_picture_ends_at_that_picture(
    name: str, spacing: str, steps: int
) -> None:
    target = np.linspace(-1, 1, 4096)
    drawn = run(made(name, spacing, steps), lambda *_: target)
    np.testing.assert_allclose(drawn, target, atol=1e-9)


@given(steps=st.integers(1, 50))
def test_lcm_ends_at_the_picture_that_its_model_sees(steps: int) -> None:
    target = np.linspace(-1, 1, 4096)
    drawn = run(made("lcm", "lcm", steps), lambda *_: target)
    np.testing.assert_allclose(drawn, target, atol=1e-3)


@pytest.mark.parametrize("spacing", SPACINGS)
@pytest.mark.parametrize("name", SAMPLERS)
@given(steps=st.integers(1, 60))
def test_a_recurrence_is_finite_and_has_a_call_a_step_but_heuns_two(
    name: str, spacing: str, steps: int
) -> None:
    recurrence = made(name, spacing, steps)
    calls = 2 * steps - 1 if name == "heun" else steps
    assert recurrence.matrices.shape == (calls, 3, 5)
    assert recurrence.step_coefficients(np.ones(calls)).shape == (calls, 18)
    assert np.all(np.isfinite(recurrence.matrices))


@pytest.mark.parametrize("name", SAMPLERS)
def test_only_the_random_samplers_take_noise(name: str) -> None:
    assert made(name, "trailing", 10).is_random == (name in RANDOM)


@pytest.mark.parametrize("name", SECOND_ORDER)
def test_solvers_of_second_order_come_nearer_than_ddim_at_the_same_steps(name: str) -> None:
    exact = run(ddim(linear_schedule(1000, 0.00085, 0.012)), gaussian)
    errors = {
        sampler: np.abs(run(made(sampler, "karras", 15), gaussian) - exact).mean()
        for sampler in ("ddim", name)
    }
    assert errors[name] < 0.5 * errors["ddim"]


@pytest.mark.parametrize("name", sorted(RANDOM - {"lcm"}))
def test_random_samplers_keep_the_datas_deviation(name: str) -> None:
    assert run(made(name, "trailing", 200), gaussian).std() == pytest.approx(0.5, rel=0.1)


def test_random_samplers_draw_different_pictures_of_other_noise_and_the_same_of_the_same() -> None:
    recurrence = made("euler_a", "karras", 10)
    first, again, other = (run(recurrence, gaussian, seed) for seed in (0, 0, 1))
    np.testing.assert_array_equal(first, again)
    assert np.abs(first - other).mean() > 0.1


@given(steps=st.integers(3, 60))
def test_the_second_order_step_is_the_papers(steps: int) -> None:
    """Compare a middle row with algorithm 2 of arXiv:2211.01095, written out."""
    schedule = linear_schedule(steps, 0.00085, 0.02)
    alpha, sigma = schedule.alpha, schedule.sigma
    ratio = np.log(alpha[:-1] / sigma[:-1])
    i = steps // 2 if steps > 3 else 1
    h, before = ratio[i + 1] - ratio[i], ratio[i] - ratio[i - 1]
    r = before / h
    x, d, d_previous = 0.3, -0.7, 1.1
    blended = (1 + 1 / (2 * r)) * d - 1 / (2 * r) * d_previous
    expected = sigma[i + 1] / sigma[i] * x - alpha[i + 1] * np.expm1(-h) * blended
    row = dpmpp_2m(schedule).matrices[i, 0]
    np.testing.assert_allclose(row @ [x, d_previous, 9, d, 9], expected, rtol=1e-9)


def test_unipc_corrects_its_prediction_with_the_call_that_follows() -> None:
    exact = run(ddim(linear_schedule(1000, 0.00085, 0.012)), gaussian)
    coarse, fine = (
        np.abs(run(unipc(SPACINGS["karras"](steps, 0.00085, 0.012)), gaussian) - exact).mean()
        for steps in (20, 40)
    )
    assert fine < 0.4 * coarse


def test_steps_lead_from_level_to_level() -> None:
    schedule = trailing_schedule(5, 0.00085, 0.012)
    steps = split_steps(schedule)
    assert len(steps) == 5
    assert steps[-1].next_sigma == 0
    assert steps[-1].h == np.inf
    assert steps[1] == Step(
        *(
            float(v)
            for v in (schedule.alpha[1], schedule.sigma[1], schedule.alpha[2], schedule.sigma[2])
        )
    )


def test_every_sampler_that_can_be_asked_for_is_there() -> None:
    assert set(SAMPLERS) == set(SAMPLER_NAMES)
