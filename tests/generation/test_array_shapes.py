"""Claims about annotated shapes: the tests hold every array against them."""

import ast
from pathlib import Path

import numpy as np
import pytest
import tensorflow as tf
from jaxtyping import TypeCheckError

from generation.pipeline.denoising import to_pixels
from generation.pipeline.latent_preview import project_latent
from generation.pipeline.sample import initial_state
from generation.sampling.schedules import Schedule
from tests.array_checks import CHECKED_MODULES

PACKAGE = Path(__file__).resolve().parents[2] / "generation"
FACTORS = [[1.0, 0.0, 0.0]] * 5


@pytest.mark.parametrize(
    "latent",
    [np.zeros((16, 16, 3), np.float32), np.zeros((16, 4), np.float32), np.zeros((16, 16, 4))],
    ids=["channels", "axes", "element type"],
)
def test_a_latent_of_another_shape_or_element_type_is_noticed(latent: np.ndarray) -> None:
    assert initial_state(np.zeros((16, 16, 4), np.float32)).shape == (3, 16, 16, 4)
    with pytest.raises(TypeCheckError):
        initial_state(latent)
    with pytest.raises(TypeCheckError):
        project_latent(latent, FACTORS)


def test_a_tensor_of_another_shape_is_noticed_while_a_function_is_traced() -> None:
    def trace(channels: int) -> tf.Graph:
        specs = [tf.TensorSpec((None, 8, 8, channels), tf.float32)]
        return tf.function(to_pixels, specs, autograph=False).get_concrete_function().graph

    assert trace(3).structured_outputs.shape[1:] == (8, 8, 3)
    with pytest.raises(TypeCheckError):
        trace(4)


def test_axes_of_one_name_have_one_size() -> None:
    levels = np.ones(4)
    Schedule(np.ones(3), levels, levels)
    with pytest.raises(TypeCheckError):
        Schedule(np.ones(4), levels, levels)


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_every_module_with_shapes_is_checked(path: Path) -> None:
    imported = {
        node.module
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
    }
    module = ".".join(("generation", *path.relative_to(PACKAGE).with_suffix("").parts))
    if imported & {"jaxtyping", "generation.arrays"} and module != "generation.arrays":
        assert any(f"{module}.".startswith(f"{checked}.") for checked in CHECKED_MODULES)
