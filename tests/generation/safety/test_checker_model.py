"""A checker's model is described completely, or refused with the key and its rule."""

from pathlib import Path

import pytest

from generation import CheckerUnusable, check_files
from generation.safety.checker_model import OPEN_NSFW, load_checker_model
from tests.generation.safety.pictures import DESCRIPTION, described


def test_the_packages_model_is_there_and_the_one_that_is_described() -> None:
    assert check_files(None).name == "open-nsfw.onnx"


def test_a_model_of_ones_own_is_found_with_its_description_beside_it(tmp_path: Path) -> None:
    file = described(tmp_path, b"a model")
    assert check_files(file) == file


@pytest.mark.parametrize(
    ("line", "wrong", "said"),
    [
        ('layout = "NCHW"', "", "layout: "),
        ('layout = "NCHW"', 'layout = "HWC"', "layout: "),
        ('channels = "RGB"', 'channels = "GRB"', "channels: "),
        ("edge = 32", "edge = 0", "edge: "),
        ("edge = 32", "edge = 1e9", "edge: "),
        ("crop = 16", "crop = 33", "crop: must be at most edge, 32"),
        ("mean = [0.0, 0.0, 0.0]", "mean = [0.0]", "mean: "),
        ("255.0]", "0.0]", "scale: "),
        ("255.0]", "inf]", "scale: "),
        ("255.0]", "nan]", "scale: "),
        ("classes = [", "classes = [] #", "classes: "),
        ('counted = ["blue"]', 'counted = ["light"]', "counted: 'light' is none"),
        ("{sha256}", "0", "sha256: "),
        ("edge = 32", "edge = 32\nheight = 3", "height: "),
        ("edge = 32", "edge 32", "cannot be read as TOML"),
    ],
)
def test_what_is_wrong_is_named_with_its_rule(
    tmp_path: Path, line: str, wrong: str, said: str
) -> None:
    assert line in DESCRIPTION
    file = described(tmp_path, b"a model", DESCRIPTION.replace(line, wrong))
    with pytest.raises(CheckerUnusable) as refused:
        check_files(file)
    assert str(refused.value).startswith("own.toml")
    assert said in str(refused.value)


def test_missing_and_damaged_files_are_named(tmp_path: Path) -> None:
    file = described(tmp_path, b"a model")
    file.write_bytes(b"another")
    with pytest.raises(CheckerUnusable, match=r"own\.onnx is damaged"):
        check_files(file)
    file.unlink()
    with pytest.raises(CheckerUnusable, match=r"own\.onnx is missing"):
        check_files(file)
    file.with_suffix(".toml").unlink()
    with pytest.raises(CheckerUnusable, match=r"own\.toml cannot be read"):
        check_files(file)


def test_open_nsfw_is_prepared_for_as_its_authors_state() -> None:
    model = load_checker_model(OPEN_NSFW)
    assert (model.edge, model.crop, model.jpeg) == (256, 224, True)
    assert (model.layout, model.channels, model.mean) == ("NHWC", "BGR", (104.0, 117.0, 123.0))
    assert model.counted == ("nudity",)
