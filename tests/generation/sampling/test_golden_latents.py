"""Claims that our samplers end where diffusers' schedulers did when the table was made.

tests/generation/sampling/golden_latents.py made it; where the extra `parity` is
installed, the parity tests hold it against the schedulers of today.
"""

import numpy as np
import pytest

from generation.sampling.samplers import SAMPLERS, SPACINGS
from generation.types import Sampler, Spacing
from tests.generation.sampling.golden_latents import RUNS, START, Golden, golden
from tests.generation.sampling.shared import Float64Array, run

TABLE = list(golden())


def drawn(row: Golden) -> Float64Array:
    schedule = SPACINGS[row.spacing](row.steps, 0.00085, 0.012).tail(row.run)
    return run(SAMPLERS[row.sampler].recurrence(schedule), START).ravel()


@pytest.mark.parametrize("spacing", SPACINGS)
@pytest.mark.parametrize("sampler", SAMPLERS)
def test_a_sampler_ends_at_the_golden_latents(sampler: Sampler, spacing: Spacing) -> None:
    rows = [row for row in TABLE if (row.sampler, row.spacing) == (sampler, spacing)]
    assert [(row.steps, row.run) for row in rows] == [
        (steps, count) for steps, counts in RUNS.items() for count in counts
    ]
    for row in rows:
        np.testing.assert_allclose(drawn(row), row.latent, rtol=1e-7)
