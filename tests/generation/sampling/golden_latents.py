"""The final latents of every sampler over every spacing, as diffusers' schedulers compute them.

`python -m tests.generation.sampling.golden_latents` writes the table anew; it needs the extra
`parity`. The table in the repository is of diffusers 0.42.1.

The schedulers run in double precision, and all of a spacing run over the levels that diffusers has
for it: so only their methods are compared. diffusers has no DDIM, LCM or ancestral Euler sampler
over Karras or exponential levels, and no sampler but LCM over LCM's: there its scheduler's own
step is handed the levels. No sampler is left for which diffusers has no step.
"""

import csv
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np

from generation.types import Sampler, Spacing
from tests.generation.sampling.shared import Float64Array, epsilon, noises

TABLE = Path(__file__).with_suffix(".tsv")
START = np.array([[-1.5, -0.4, 1.1]])  # a batch, as theirs take it
# Of a schedule's steps, how many are run: all of them, and what a start picture leaves.
RUNS = {4: (4, 2), 10: (10, 6), 25: (25, 15)}
BETAS = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}
SPACED: dict[Spacing, tuple[str, dict[str, Any]]] = {
    "linear": ("DDIMScheduler", {"timestep_spacing": "linspace"}),
    "trailing": ("EulerDiscreteScheduler", {"timestep_spacing": "trailing"}),
    "karras": ("EulerDiscreteScheduler", {"use_karras_sigmas": True}),
    "exponential": ("EulerDiscreteScheduler", {"use_exponential_sigmas": True}),
    "lcm": ("LCMScheduler", {}),
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
# Theirs that work on latent / alpha.
BY_RATIO = {"euler", "euler_a", "heun"}


class Golden(NamedTuple):
    """One row of the table: the last `run` of `steps` steps, from START."""

    sampler: Sampler
    spacing: Spacing
    steps: int
    run: int
    latent: Float64Array


class Levels(NamedTuple):
    """The noise levels of a spacing; the ratio of noise to signal at the end, 0, is not in it."""

    timesteps: Float64Array
    ratios: Float64Array


class _Double:
    """A module whose single precision is double."""

    def __init__(self, module: Any) -> None:
        self._module = module
        self.float32 = module.float64

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)


def golden() -> Iterator[Golden]:
    """Read the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        for sampler, spacing, steps, run, *latent in csv.reader(file, delimiter="\t"):
            yield Golden(sampler, spacing, int(steps), int(run), np.array(latent, float))


def computed() -> Iterator[Golden]:
    """Compute the table with diffusers."""
    with _in_double_precision():
        for sampler, spacing, steps in product(SCHEDULERS, SPACED, RUNS):
            levels = levels_of(spacing, steps)
            for run in RUNS[steps]:
                last = Levels(levels.timesteps[-run:], levels.ratios[-run:])
                yield Golden(sampler, spacing, steps, run, final_latent(sampler, last))


def levels_of(spacing: Spacing, steps: int) -> Levels:
    scheduler = _made(*SPACED[spacing])
    scheduler.set_timesteps(steps)
    timesteps = np.array(scheduler.timesteps, float)
    if hasattr(scheduler, "sigmas"):
        return Levels(timesteps, np.array(scheduler.sigmas[:-1]))
    products = np.array(scheduler.alphas_cumprod)[timesteps.astype(int)]
    return Levels(timesteps, np.sqrt((1 - products) / products))


def final_latent(sampler: Sampler, levels: Levels) -> Float64Array:
    scheduler = _made(*SCHEDULERS[sampler])
    timesteps, arguments = HANDED.get(sampler, _hand_ratios)(scheduler, levels)
    if hasattr(scheduler, "set_begin_index"):
        scheduler.set_begin_index(0)
    scale = np.sqrt(1 + levels.ratios[0] ** 2) if sampler in BY_RATIO else 1.0
    return _run(scheduler, scale * START, timesteps, arguments)


def _hand_ratios(scheduler: Any, levels: Levels) -> tuple[Float64Array, Any]:
    import torch

    repeats = [1] + [scheduler.order] * (len(levels.ratios) - 1)
    timesteps, ratios = np.repeat(levels.timesteps, repeats), np.repeat(levels.ratios, repeats)
    scheduler.set_timesteps(len(levels.ratios))
    scheduler.timesteps = torch.from_numpy(timesteps)
    scheduler.sigmas = torch.from_numpy(np.append(ratios, 0.0))
    return timesteps, scheduler.timesteps


def _hand_products(scheduler: Any, levels: Levels) -> tuple[Float64Array, Any]:
    """Let DDIM believe that it was trained on just these levels: it takes evenly spaced ones."""
    import torch

    count = len(levels.ratios)
    scheduler.register_to_config(num_train_timesteps=count)
    scheduler.set_timesteps(count)
    scheduler.alphas_cumprod = torch.from_numpy(1 / (1 + levels.ratios[::-1] ** 2))
    return levels.timesteps, range(count - 1, -1, -1)


def _hand_products_by_timestep(scheduler: Any, levels: Levels) -> tuple[Float64Array, Any]:
    import torch

    products = torch.from_numpy(1 / (1 + levels.ratios**2))
    scheduler.num_inference_steps = len(levels.ratios)
    scheduler.timesteps = levels.timesteps.tolist()
    scheduler.alphas_cumprod = dict(zip(scheduler.timesteps, products, strict=True))
    return levels.timesteps, scheduler.timesteps


HANDED: dict[Sampler, Callable[[Any, Levels], tuple[Float64Array, Any]]] = {
    "ddim": _hand_products,
    "lcm": _hand_products_by_timestep,
}


def _run(
    scheduler: Any, start: Float64Array, timesteps: Float64Array, arguments: Any
) -> Float64Array:
    """Run a scheduler; `arguments` are what its step takes for the timesteps."""
    import torch

    noise, sample = noises(start.shape), torch.from_numpy(start)
    drawing = f"{type(scheduler).__module__}.randn_tensor"
    with patch(drawing, lambda *_, **__: torch.from_numpy(next(noise)), create=True):
        for timestep, argument in zip(timesteps, arguments, strict=True):
            scaled = scheduler.scale_model_input(sample, argument)
            output = torch.from_numpy(epsilon(scaled.numpy(), timestep))
            sample = scheduler.step(output, argument, sample).prev_sample
    return np.asarray(sample.numpy()).ravel()


def _made(name: str, options: dict[str, Any]) -> Any:
    import diffusers

    return getattr(diffusers, name)(**BETAS, **options)


@contextmanager
def _in_double_precision() -> Iterator[None]:
    """Let diffusers' schedulers compute in double precision wherever they ask for single."""
    import diffusers
    import torch

    names = {name for name, _ in (*SPACED.values(), *SCHEDULERS.values())}
    with ExitStack() as stack:
        for module in {getattr(diffusers, name).__module__ for name in names}:
            stack.enter_context(patch.multiple(module, torch=_Double(torch), np=_Double(np)))
        yield


def main() -> None:
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        for *case, latent in computed():
            numbers = (f"{number:.9g}" for number in latent)
            file.write("\t".join(map(str, (*case, *numbers))) + "\n")


if __name__ == "__main__":
    main()
