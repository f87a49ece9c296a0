"""Claims about how a model comes up."""

import numpy as np

from generation.loading import INITIALIZERS, build_networks
from generation.models.catalogue import STARTER


def test_a_network_is_built_when_it_is_first_asked_for_and_again_after_its_release() -> None:
    networks = build_networks(STARTER, dict(STARTER.local), "float32")
    first = networks.text_encoder
    assert networks.text_encoder is first
    networks.release("text_encoder")
    again = networks.text_encoder
    assert again is not first
    for ours, theirs in zip(again.get_weights(), first.get_weights(), strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_what_somebody_changes_the_weights_of_is_not_released() -> None:
    networks = build_networks(STARTER, dict(STARTER.local), "float32")
    first = networks.text_encoder
    networks.keep()
    networks.release("text_encoder")
    assert networks.text_encoder is first


def test_after_building_initializers_draw_again() -> None:
    _ = build_networks(STARTER, dict(STARTER.local), "float32").decoder
    for initializer in INITIALIZERS:
        assert np.std(initializer(seed=1)((8, 8))) > 0
