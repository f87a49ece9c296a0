import gc
import weakref
from functools import partial
from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras_cv.src.models.stable_diffusion.attention_block import AttentionBlock
from keras_cv.src.models.stable_diffusion.diffusion_model import (
    ResBlock,
    SpatialTransformer,
    Upsample,
)
from keras_cv.src.models.stable_diffusion.padded_conv2d import PaddedConv2D
from keras_cv.src.models.stable_diffusion.resnet_block import ResnetBlock

from generation.models.networks import Networks, call_network
from generation.models.starter import Coordinates, DepthToSpace


def small(width: int, height: int, length: int = 5) -> Networks:
    """Each kind of layer that the catalogue's networks have, once."""
    rows, columns = height // 8, width // 8
    latent = keras.layers.Input((rows, columns, 4), name="latent")
    timestep = keras.layers.Input((16,), name="timestep_embedding")
    context = keras.layers.Input((length, 24), name="context")
    fine = ResBlock(32)([PaddedConv2D(32, 3, padding=1)(Coordinates()(latent)), timestep])
    coarse = PaddedConv2D(32, 3, padding=1, strides=2)(fine)
    x = Upsample(32)(SpatialTransformer(2, 16)([coarse, context]))
    output = PaddedConv2D(4, 1)(keras.layers.Concatenate()([x, fine]))
    decoder = [
        keras.layers.Input((rows, columns, 4)),
        keras.layers.Rescaling(2.0),
        PaddedConv2D(32, 3, padding=1),
        ResnetBlock(32),
        AttentionBlock(32),
        keras.layers.UpSampling2D(2),
        PaddedConv2D(48, 1),
        DepthToSpace(4),
    ]
    tokens = keras.layers.Input((5,), dtype="int32")
    return Networks.from_models(
        text_encoder=keras.Model(tokens, keras.layers.Embedding(9, 24)(tokens)),
        diffusion_model=keras.Model([latent, timestep, context], output),
        decoder=keras.Sequential(decoder),
        image_encoder=keras.Sequential(
            [keras.layers.Input((None, None, 3)), PaddedConv2D(4, 8, strides=8)]
        ),
    )


def fresh_stable_diffusion(width: int, height: int, length: int) -> Networks:
    from keras_cv.src.models.stable_diffusion.decoder import Decoder
    from keras_cv.src.models.stable_diffusion.diffusion_model import DiffusionModel

    # The other two networks have one size; any model stands in for them.
    bystander = keras.Sequential([keras.layers.Input((768,))])
    return Networks.from_models(
        text_encoder=bystander,
        diffusion_model=DiffusionModel(height, width, length, download_weights=False),
        decoder=Decoder(height, width, download_weights=False),
        image_encoder=bystander,
    )


def copy_weights(source: keras.Model, target: keras.Model) -> None:
    for ours, theirs in zip(target.variables, source.variables, strict=True):
        ours.assign(theirs)


def noise(*shape: int) -> Any:
    return np.random.default_rng(0).standard_normal((2, *shape), np.float32)


def assert_resizes(networks: Networks, fresh: Networks, width: int, height: int) -> None:
    """The networks at another shape share their variables and answer as ones built for it."""
    latent = noise(height // 8, width // 8, 4)
    length, _ = fresh.context_shape
    other = networks.resize(width, height, length)
    _, timestep, _ = networks.diffusion_model.inputs
    texts = [noise(*timestep.shape[1:]), noise(*fresh.context_shape)]
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


@pytest.mark.parametrize(
    ("width", "height", "length"), [(192, 128, 5), (64, 192, 5), (128, 128, 15), (64, 192, 10)]
)
def test_networks_at_another_size_or_context_length_are_as_built_for_it(
    width: int, height: int, length: int
) -> None:
    assert_resizes(small(128, 128), small(width, height, length), width, height)


def test_a_third_size_can_be_had_from_the_second() -> None:
    networks = small(128, 128)
    assert networks.resize(64, 128, 5).resize(192, 64, 10).decoder.output_shape == (
        None,
        64,
        192,
        3,
    )


def test_the_same_size_is_the_same_networks() -> None:
    networks = small(192, 128)
    assert networks.resize(192, 128, 5) is networks
    assert networks.resize(128, 192, 5) is not networks
    assert networks.resize(192, 128, 10) is not networks


def test_a_contexts_shape_is_what_the_diffusion_model_takes() -> None:
    assert small(128, 128).context_shape == (5, 24)
    assert small(128, 128).resize(128, 128, 15).context_shape == (15, 24)


@pytest.mark.slow
def test_stable_diffusion_at_another_size_is_as_built_for_it() -> None:
    fresh = fresh_stable_diffusion(64, 192, 231)
    assert_resizes(fresh_stable_diffusion(128, 128, 77), fresh, 64, 192)


def test_a_traced_network_is_gone_with_its_trace() -> None:
    network = keras.Sequential(
        [keras.Input((4,)), keras.layers.Dense(4), keras.layers.Activation("silu")]
    )
    function = tf.function(partial(call_network, network))
    traced = function.get_concrete_function(tf.zeros((1, 4)))
    graph = weakref.ref(traced.graph)
    np.testing.assert_allclose(traced(tf.ones((1, 4))), network(tf.ones((1, 4))), rtol=1e-6)
    del network, function, traced
    gc.collect()
    assert graph() is None
