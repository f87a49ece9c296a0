from typing import Any

import keras
import numpy as np
import pytest

from generation.models import starter
from generation.models.networks import Networks


def fresh_starter(width: int, height: int) -> Networks:
    return Networks(
        starter.text_encoder(),
        starter.diffusion_model(height, width),
        starter.decoder(height, width),
        starter.image_encoder(),
    )


def fresh_stable_diffusion(width: int, height: int) -> Networks:
    from keras_cv.src.models.stable_diffusion.decoder import Decoder
    from keras_cv.src.models.stable_diffusion.diffusion_model import DiffusionModel

    # The other two networks have one size; any model stands in for them.
    bystander = keras.Sequential([keras.layers.Input((1,))])
    diffusion_model = DiffusionModel(height, width, 77, download_weights=False)
    return Networks(
        bystander, diffusion_model, Decoder(height, width, download_weights=False), bystander
    )


def copy_weights(source: keras.Model, target: keras.Model) -> None:
    for ours, theirs in zip(target.variables, source.variables, strict=True):
        ours.assign(theirs)


def noise(*shape: int) -> Any:
    return np.random.default_rng(0).standard_normal((2, *shape), np.float32)


def assert_resizes(networks: Networks, fresh: Networks, width: int, height: int) -> None:
    """The networks at another size share their variables and answer as ones built for it."""
    latent = noise(height // 8, width // 8, 4)
    other = networks.at(width, height)
    _, timestep, context = networks.diffusion_model.inputs
    texts = [noise(*timestep.shape[1:]), noise(*context.shape[1:])]
    for name, question in (("diffusion_model", [latent, *texts]), ("decoder", latent)):
        ours, original, built = (getattr(all_, name) for all_ in (other, networks, fresh))
        assert [id(variable) for variable in ours.variables] == [
            id(variable) for variable in original.variables
        ]
        copy_weights(original, built)
        answer, expected = np.asarray(ours(question)), np.asarray(built(question))
        assert answer.shape == expected.shape
        assert np.abs(answer - expected).max() <= 1e-5 * np.abs(expected).max()
    assert other.text_encoder is networks.text_encoder
    assert other.image_encoder is networks.image_encoder


@pytest.mark.parametrize(("width", "height"), [(192, 128), (64, 192)])
def test_starter_at_another_size_is_as_built_for_it(width: int, height: int) -> None:
    assert_resizes(fresh_starter(128, 128), fresh_starter(width, height), width, height)


def test_a_third_size_can_be_had_from_the_second() -> None:
    networks = fresh_starter(128, 128)
    assert networks.at(64, 128).at(192, 64).decoder.output_shape == (None, 64, 192, 3)


def test_the_same_size_is_the_same_networks() -> None:
    networks = fresh_starter(192, 128)
    assert networks.at(192, 128) is networks
    assert networks.at(128, 192) is not networks


def test_a_contexts_shape_is_the_text_encoders() -> None:
    assert fresh_starter(128, 128).context_shape == (
        starter.CONTEXT_LENGTH,
        starter.TEXT_WIDTH,
    )


@pytest.mark.slow
def test_stable_diffusion_at_another_size_is_as_built_for_it() -> None:
    assert_resizes(fresh_stable_diffusion(128, 128), fresh_stable_diffusion(64, 192), 64, 192)
