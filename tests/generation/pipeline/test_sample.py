"""Claims about the noise that pictures start from and random samplers add."""

import itertools

import numpy as np
import pytest

from generation.pipeline.noise import fresh_noise, initial_noise

SIZE = (512, 512)


@pytest.mark.parametrize("seed", [0, 7, 2**32 - 1])
def test_fresh_noise_is_of_no_kin_to_the_initial_noise_nor_to_that_of_other_calls(
    seed: int,
) -> None:
    noises = [initial_noise(seed, *SIZE), *(fresh_noise(seed, call, *SIZE) for call in range(3))]
    for one, other in itertools.combinations(noises, 2):
        assert np.corrcoef(one.ravel(), other.ravel())[0, 1] == pytest.approx(0, abs=0.05)


def test_fresh_noise_is_the_same_whenever_it_is_asked_for() -> None:
    np.testing.assert_array_equal(fresh_noise(7, 2, *SIZE), fresh_noise(7, 2, *SIZE))
