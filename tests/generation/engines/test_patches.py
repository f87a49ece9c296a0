"""Claims about the replaced methods of libraries."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from inspect import getattr_static
from typing import Any

import keras
import pytest
import tensorflow as tf
from keras_cv.src.models.stable_diffusion.diffusion_model import GEGLU
from openvino.frontend.tensorflow.node_decoder import TFGraphNodeDecoder

from generation.engines import patches

INITIALIZERS = keras.initializers.VarianceScaling, keras.initializers.RandomUniform
NORMALISATIONS = keras.layers.GroupNormalization, keras.layers.LayerNormalization


def nothing(*_: Any) -> None:
    """Stand for any method."""


@pytest.mark.parametrize(
    ("patch", "names"),
    [
        (patches.zero_initializers, [(kind, "__call__") for kind in INITIALIZERS]),
        (patches.silu_without_gradient, [(tf.nn, "silu")]),
        (
            lambda: patches.fusible_calls(nothing, nothing, nothing),
            [(kind, "call") for kind in (*NORMALISATIONS, GEGLU)],
        ),
        (
            lambda: patches.wrap_kernel_layers(lambda _call: nothing),
            [(keras.layers.Dense, "call"), (keras.layers.Conv2D, "call")],
        ),
        (lambda: patches.variable_lookup(nothing), [(TFGraphNodeDecoder, "get_variable")]),
    ],
    ids=["initializers", "silu", "normalisations", "kernel layers", "variables"],
)
def test_a_replaced_method_is_the_librarys_own_again_after_the_block_and_after_an_error(
    patch: Callable[[], AbstractContextManager[None]], names: list[tuple[Any, str]]
) -> None:
    def attributes() -> list[tuple[Any, bool]]:
        return [(getattr_static(owner, name), name in vars(owner)) for owner, name in names]

    def fail() -> None:
        inside.extend(attribute for attribute, _ in attributes())
        raise ZeroDivisionError

    inside: list[Any] = []
    before = attributes()
    with pytest.raises(ZeroDivisionError), patch():
        fail()
    assert all(new is not old for new, (old, _) in zip(inside, before, strict=True))
    assert attributes() == before


def test_a_name_that_a_library_lost_is_an_error_and_not_a_patch_without_effect() -> None:
    with pytest.raises(AttributeError), patches._replace(keras.layers.Dense, "gone", nothing):
        pass
    assert not hasattr(keras.layers.Dense, "gone")
