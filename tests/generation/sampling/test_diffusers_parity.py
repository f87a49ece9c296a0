"""Claims that our samplers end where diffusers' schedulers do, given the same model and noise.

The model is a formula of latent and timestep, so that nothing but the samplers is compared.
Needs the extra `parity`.
"""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from generation.sampling.samplers import SAMPLERS, SPACINGS
from generation.types import Sampler, Spacing
from tests.generation.sampling.golden_latents import SCHEDULERS, computed, golden
from tests.generation.sampling.shared import Float64Array, epsilon, noises
from tests.generation.sampling.shared import run as ours

diffusers = pytest.importorskip("diffusers", reason="the extra parity is not installed")
torch = pytest.importorskip("torch", reason="the extra parity is not installed")
# Theirs warn of numpy's next version.
pytestmark = pytest.mark.filterwarnings("ignore")

SHAPE = (1, 4, 8, 8)
BETAS = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}
SPACED: dict[Spacing, dict[str, Any]] = {
    "trailing": {"timestep_spacing": "trailing"},
    "karras": {"timestep_spacing": "linspace", "use_karras_sigmas": True},
    "exponential": {"timestep_spacing": "linspace", "use_exponential_sigmas": True},
}
# diffusers has these two on timesteps alone. Its "linspace" leads its solvers through one point
# more than asked, so that linear spacing is compared with KerasCV's pictures instead.
ON_TIMESTEPS = ("ddim", "euler_a")
PAIRS: list[tuple[Sampler, Spacing]] = [
    *((sampler, "trailing") for sampler in SCHEDULERS if sampler != "lcm"),
    *(
        (sampler, spacing)
        for sampler in SCHEDULERS
        for spacing in ("karras", "exponential")
        if sampler not in (*ON_TIMESTEPS, "lcm")
    ),
    ("lcm", "lcm"),
]


def theirs(
    scheduler: Any, timesteps: Any, start: Float64Array, monkeypatch: pytest.MonkeyPatch
) -> Float64Array:
    noise = noises(SHAPE)
    module = type(scheduler).__module__
    monkeypatch.setattr(
        f"{module}.randn_tensor", lambda *_, **__: torch.from_numpy(next(noise)), raising=False
    )
    sample = torch.from_numpy(start)
    for timestep in timesteps:
        scaled = scheduler.scale_model_input(sample, timestep)
        output = torch.from_numpy(epsilon(scaled.numpy(), float(timestep)))
        sample = scheduler.step(output, timestep, sample).prev_sample
    return np.asarray(sample.numpy())


def scheduler_of(sampler: Sampler, spacing: Spacing, steps: int) -> Any:
    name, options = SCHEDULERS[sampler]
    made = getattr(diffusers, name)(**BETAS, **options, **SPACED.get(spacing, {}))
    made.set_timesteps(steps)
    return made


def compare(
    sampler: Sampler, spacing: Spacing, steps: int, run: int, patch: pytest.MonkeyPatch
) -> None:
    """Run the last `run` steps of both from one noisy latent."""
    schedule = SPACINGS[spacing](steps, 0.00085, 0.012).tail(run)
    scheduler = scheduler_of(sampler, spacing, steps)
    recurrence = SAMPLERS[sampler].recurrence(schedule)
    calls = len(recurrence.timesteps)
    timesteps = scheduler.timesteps[-calls:]
    if hasattr(scheduler, "set_begin_index"):
        scheduler.set_begin_index(len(scheduler.timesteps) - calls)
    # Some of theirs call the model at whole timesteps; which, is not the sampler's matter.
    recurrence = replace(recurrence, timesteps=timesteps.numpy().astype(float))
    start = np.random.default_rng(0).standard_normal(SHAPE)
    # Some of theirs work on latent / alpha.
    scale = 1 / recurrence.alpha[0] if float(scheduler.init_noise_sigma) > 1 else 1.0
    expected = theirs(scheduler, timesteps, scale * start, patch)
    drawn = ours(recurrence, start)
    assert np.abs(drawn - expected).max() <= 1e-3 * np.abs(expected).max()
    assert np.abs(expected - start).mean() > 0.1


@pytest.mark.parametrize("steps", [10, 25])
@pytest.mark.parametrize(("sampler", "spacing"), PAIRS)
def test_a_sampler_ends_where_diffusers_does(
    sampler: Sampler, spacing: Spacing, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare(sampler, spacing, steps, steps, monkeypatch)


@pytest.mark.parametrize("steps", [10, 25])
@pytest.mark.parametrize(("sampler", "spacing"), PAIRS)
def test_a_start_picture_ends_where_diffusers_does(
    sampler: Sampler, spacing: Spacing, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare(sampler, spacing, steps, int(steps * 0.6), monkeypatch)


def test_the_golden_latents_are_diffusers() -> None:
    for row, theirs in zip(golden(), computed(), strict=True):
        assert row[:-1] == theirs[:-1]
        np.testing.assert_allclose(row.latent, theirs.latent, rtol=1e-7)
