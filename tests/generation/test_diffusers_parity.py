"""Claims that our samplers end where diffusers' schedulers do, given the same model and noise.

The model is a formula of latent and timestep, so that nothing but the samplers is compared.
Needs the extra `parity`.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from generation.recurrence import Recurrence
from generation.samplers import SAMPLERS, SPACINGS
from generation.types import Sampler, Spacing

diffusers = pytest.importorskip("diffusers", reason="the extra parity is not installed")
torch = pytest.importorskip("torch", reason="the extra parity is not installed")
# Theirs warn of numpy's next version.
pytestmark = pytest.mark.filterwarnings("ignore")

Floats = NDArray[np.float64]
SHAPE = (1, 4, 8, 8)
BETAS = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}
SPACED: dict[Spacing, dict[str, Any]] = {
    "trailing": {"timestep_spacing": "trailing"},
    "karras": {"timestep_spacing": "linspace", "use_karras_sigmas": True},
    "exponential": {"timestep_spacing": "linspace", "use_exponential_sigmas": True},
}
SCHEDULERS: dict[Sampler, tuple[str, dict[str, Any]]] = {
    "ddim": ("DDIMScheduler", {"clip_sample": False}),
    "euler": ("EulerDiscreteScheduler", {}),
    "euler_a": ("EulerAncestralDiscreteScheduler", {}),
    "heun": ("HeunDiscreteScheduler", {}),
    "dpm++2m": ("DPMSolverMultistepScheduler", {}),
    "dpm++2m_sde": ("DPMSolverMultistepScheduler", {"algorithm_type": "sde-dpmsolver++"}),
    "unipc": ("UniPCMultistepScheduler", {}),
    "lcm": ("LCMScheduler", {"clip_sample": False}),
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


def epsilon(latent: Floats, timestep: float) -> Floats:
    """A model that is not linear and knows the time."""
    return 0.8 * np.sin(1.3 * latent) + 0.2 * latent * np.cos(timestep / 300)


def noises() -> Iterator[Floats]:
    rng = np.random.default_rng(1)
    while True:
        yield rng.standard_normal(SHAPE)


def ours(recurrence: Recurrence, start: Floats) -> Floats:
    state, noise = np.stack([start, 0 * start, 0 * start]), noises()
    for call, matrix in enumerate(recurrence.matrices):
        alpha, sigma = recurrence.alpha[call], recurrence.sigma[call]
        output = epsilon(state[0], recurrence.timesteps[call])
        denoised = (state[0] - sigma * output) / alpha
        fresh = next(noise) if matrix[0, -1] else 0 * start
        columns = np.stack([*state, denoised, fresh])
        state = np.einsum("ij,j...->i...", matrix, columns)
    return state[0]


def theirs(
    scheduler: Any, timesteps: Any, start: Floats, monkeypatch: pytest.MonkeyPatch
) -> Floats:
    noise = noises()
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
