"""Settings of a checkpoint of the models folder: NAME.toml beside it.

licence = "CreativeML Open RAIL-M"
[defaults]
steps = 20
guidance = 7
[limits]
steps = 60
guidance = 15
[ways.fast]
lora = "lcm-lora-sdv1-5"
sampler = "lcm"
steps = 6
guidance = 1.5
decoder = "tiny"
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from generation.errors import ModelUnavailable
from generation.files.regular_files import format_value, is_regular, read_small
from generation.models.file_search import is_directory
from generation.models.model import Model
from generation.models.tiny_files import TINY_FILES
from generation.types import Decoder, ModelInfo, Sampler, Spacing, Way, WayName

_RULES = ConfigDict(extra="forbid")
Steps = Annotated[int, Field(ge=1, le=1000, strict=True)]
Guidance = Annotated[float, Field(ge=1, le=100, strict=True)]
Strength = Annotated[float, Field(ge=-2, le=2, strict=True)]
Text = Annotated[str, Field(max_length=100)]


@dataclass(frozen=True)
class Numbers:
    """Defaults or limits of requests; None leaves those of the architecture.

    Args:
        steps: denoising steps.
        guidance: guidance scale.
    """

    __pydantic_config__ = _RULES

    steps: Steps | None = None
    guidance: Guidance | None = None


@dataclass(frozen=True)
class WaySettings:
    """A way of drawing.

    Args:
        steps: denoising steps, at most the model's limit.
        guidance: guidance scale, at most the model's limit.
        sampler: published algorithm for denoising.
        spacing: of the timesteps; None for the sampler's default.
        lora: name of a file in the subfolder loras; empty for none.
        strength: of the LoRA.
        decoder: of the finished pictures.
    """

    __pydantic_config__ = _RULES

    steps: Steps
    guidance: Guidance
    sampler: Sampler = "dpm++2m"
    spacing: Spacing | None = None
    lora: Text = ""
    strength: Strength = 1.0
    decoder: Decoder = "full"

    def to_way(self, name: WayName) -> Way:
        """Build the way of these settings."""
        loras = ((self.lora, self.strength),) if self.lora else ()
        numbers = self.steps, self.guidance
        return Way(name, *numbers, self.sampler, self.spacing, loras, self.decoder)


@dataclass(frozen=True)
class ModelSettings:
    """Settings of a checkpoint.

    Args:
        licence: of the weights; empty for the one that the file states.
        defaults: of requests.
        limits: of requests.
        ways: of drawing, by name.
    """

    __pydantic_config__ = _RULES

    licence: Text = ""
    defaults: Numbers = Numbers()
    limits: Numbers = Numbers()
    ways: Mapping[WayName, WaySettings] = field(default_factory=dict)


_ADAPTER = TypeAdapter(ModelSettings)


def settings_file(checkpoint: Path) -> Path:
    """Return the path of a checkpoint's settings, which may be missing."""
    name = checkpoint.name if is_directory(checkpoint) else checkpoint.stem
    return checkpoint.with_name(f"{name}.toml")


def apply_settings(model: Model, path: Path) -> Model:
    """Return a model with its defaults, limits and ways, all of whose files may be missing.

    Args:
        model: of the models folder.
        path: of its settings; without the file, the model is returned unchanged.

    Raises:
        ModelUnavailable: the file cannot be read, or a value breaks a rule; names both.
    """
    if not is_regular(path):
        return model
    settings, info = read_settings(path), model.info
    steps, guidance = settings.limits.steps, settings.limits.guidance
    info = replace(
        info, max_steps=steps or info.max_steps, max_guidance=guidance or info.max_guidance
    )
    info = replace(
        info,
        # A limit below the architecture's default lowers that, too.
        steps=settings.defaults.steps or min(info.steps, info.max_steps),
        guidance=settings.defaults.guidance or min(info.guidance, info.max_guidance),
        ways=tuple(way.to_way(name) for name, way in settings.ways.items()),
    )
    _check_limits(info, path)
    return replace(model, info=info, licence=format_value(settings.licence) or model.licence)


def _check_limits(info: ModelInfo, path: Path) -> None:
    """Check that the defaults and the ways keep the model's limits."""
    chosen: dict[str, ModelInfo | Way] = {"defaults": info}
    chosen |= {f"ways.{way.name}": way for way in info.ways}
    for place, numbers in chosen.items():
        for key, value, most in (
            ("steps", numbers.steps, info.max_steps),
            ("guidance", numbers.guidance, info.max_guidance),
        ):
            if value > most:
                raise ModelUnavailable(
                    f"{path.name} is refused: {place}.{key} must be at most {most:g}, the model's "
                    f"limit; it is {value:g}."
                )


def offer_ways(model: Model, loras: Collection[str]) -> tuple[Model, tuple[str, ...]]:
    """Leave out the ways whose files are missing.

    Args:
        model: with all its ways.
        loras: names of those that fit the model.

    Returns:
        The model with the other ways, and a sentence for each one that is left out.
    """
    missing = {way.name: tuple(_missing_files(way, model, loras)) for way in model.info.ways}
    ways = tuple(way for way in model.info.ways if not missing[way.name])
    notes = tuple(
        f"{model.info.name} is not offered {name}: put {' and '.join(files)} into the models "
        "folder, made for this kind of model."
        for name, files in missing.items()
        if files
    )
    return replace(model, info=replace(model.info, ways=ways)), notes


def _missing_files(way: Way, model: Model, loras: Collection[str]) -> Iterator[str]:
    yield from (f"loras/{name}.safetensors" for name, _ in way.loras if name not in loras)
    if way.decoder not in model.info.decoders:
        yield TINY_FILES["tiny_decoder"]


def read_settings(path: Path) -> ModelSettings:
    """Read the settings of a checkpoint.

    Raises:
        ModelUnavailable: the file cannot be read, or a value breaks a rule; names both.
    """
    try:
        settings: ModelSettings = _ADAPTER.validate_python(tomllib.loads(read_small(path).decode()))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(format_value(str(part)) for part in first["loc"] if part != "[key]")
        rule = (
            "no such key is read"
            if first["type"] == "unexpected_keyword_argument"
            else first["msg"]
        )
        raise ModelUnavailable(f"{path.name} is refused: {place}: {rule}.") from error
    except (OSError, ValueError, RecursionError) as error:
        reason = format_value(" ".join(str(error).split()).rstrip("."))
        raise ModelUnavailable(f"{path.name} cannot be read as TOML: {reason}.") from error
    return settings
