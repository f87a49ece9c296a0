"""Claims about the denoising step in each engine, on networks of a few numbers."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from generation.engines.openvino_cache import CompiledPrograms
from generation.models.networks import Networks
from generation.pipeline.loading import build_networks, step_inputs
from generation.pipeline.stages import Stages
from generation.pipeline.step_inputs import StepInputs
from generation.sampling.recurrence import GUIDANCE_COLUMN
from tests.generation.tiny import TINY

LATENT, SCALE = 0, 3.0


@pytest.fixture
def networks() -> Networks:
    """Build them as a model is built, whose weights begin as zeros, and give them some."""
    networks, rng = build_networks(TINY, {}, "float32"), np.random.default_rng(0)
    for variable in networks.diffusion_model.variables:
        variable.assign(rng.standard_normal(variable.shape))
    networks.keep()
    return networks


def stages(networks: Networks, engine: str, folder: Path) -> Stages:
    return Stages(networks, TINY.prediction, engine, CompiledPrograms(folder, room_bytes=10**9))


def inputs(networks: Networks, *guidance: float) -> StepInputs:
    """Ask for a step of a batch of the same latent, each guided by its own scale."""
    batch = len(guidance)
    one = step_inputs(networks)
    repeated = StepInputs(*(np.repeat(array, batch, axis=0) for array in one))
    repeated.step_coefficients[:, GUIDANCE_COLUMN] = guidance
    return repeated._replace(context=np.repeat(one.context, batch, axis=1))


@pytest.mark.parametrize("engine", ["graph", "xla", "openvino"])
def test_who_is_not_guided_gets_the_same_alone_and_beside_one_who_is(
    networks: Networks, engine: str, tmp_path: Path
) -> None:
    step = stages(networks, engine, tmp_path).step
    alone = np.asarray(step(inputs(networks, 1.0))[LATENT])
    guided, beside = np.asarray(step(inputs(networks, SCALE, 1.0))[LATENT])
    np.testing.assert_allclose(beside, alone[0], rtol=1e-5, atol=1e-6)
    assert np.abs(guided - beside).max() > 1e-3


def test_guided_or_not_openvino_runs_one_program_and_agrees_with_tensorflow(
    networks: Networks, tmp_path: Path
) -> None:
    ours, theirs = (stages(networks, engine, tmp_path).step for engine in ("openvino", "graph"))
    for guidance in (SCALE, 1.0):
        asked = inputs(networks, guidance)
        for mine, other in zip(ours(asked), theirs(asked), strict=True):
            np.testing.assert_allclose(mine, np.asarray(other), rtol=1e-5, atol=1e-6)
    assert len([*tmp_path.rglob("*.xml")]) == 1


@pytest.mark.parametrize(
    ("engine", "unguided_sizes", "halves"), [("graph", (), 1), ("xla", (), 2), ("xla", (2,), 1)]
)
def test_nobody_guided_costs_one_half_of_the_network_where_that_is_compiled(
    networks: Networks,
    tmp_path: Path,
    engine: str,
    unguided_sizes: tuple[int, ...],
    halves: int,
) -> None:
    programs = CompiledPrograms(tmp_path, room_bytes=10**9)
    step = Stages(networks, TINY.prediction, engine, programs, unguided_sizes=unguided_sizes)
    batches: list[tuple[int, ...]] = []
    run = step._run_step

    def heard(arrays: StepInputs) -> Any:
        batches.append(arrays.context.shape[:2])
        return run(arrays)

    step._run_step = heard
    for guidance in ((1.0, 1.0), (1.0, SCALE)):
        step.step(inputs(networks, *guidance))
    assert batches == [(halves, 2), (2, 2)]
