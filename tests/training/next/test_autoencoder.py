"""Claims about what the autoencoder learns from."""

import random

import numpy as np
import pytest

from training.next.autoencoder import batches, scenes, sharpness_loss


@pytest.mark.parametrize(("size", "batch"), [(64, 16), (128, 4), (256, 2)])
def test_crops_are_their_own_targets(size: int, batch: int) -> None:
    pictures, targets = next(batches(size, batch, random.Random(1)))
    assert pictures.shape == (batch, size, size, 3)
    assert -1 <= pictures.min() < pictures.max() <= 1
    np.testing.assert_array_equal(pictures, targets)


def test_measured_scenes_are_the_same_each_time() -> None:
    np.testing.assert_array_equal(scenes(2, seed=99), scenes(2, seed=99))


def test_a_blurred_picture_costs_more_than_its_pixels_differ() -> None:
    stripes = np.zeros((1, 8, 8, 3), np.float32)
    stripes[:, ::2] = 1
    gray, shifted = np.full_like(stripes, 0.5), stripes + 0.5
    assert float(sharpness_loss(stripes, stripes)) == 0
    assert float(sharpness_loss(stripes, gray)) > float(sharpness_loss(stripes, shifted))
