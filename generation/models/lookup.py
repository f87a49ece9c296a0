"""Lookup of models, and of the LoRAs that fit them, by name."""

from contextlib import suppress
from pathlib import Path

from generation.errors import ModelUnavailable
from generation.models.catalogue import CATALOGUE
from generation.models.files import lora_files
from generation.models.model import Model
from generation.models.tiny_files import find_tiny_files, with_tiny_files
from generation.models.user_folder import scan
from generation.types import ServiceConfig


def find(name: str, models_folder: Path | None = None) -> Model:
    """Look up a model in the catalogue and in an operator's models folder.

    Args:
        name: of the model.
        models_folder: folder of checkpoints, if there is one.

    Raises:
        ModelUnavailable: there is no such model, or its checkpoint cannot be loaded.
    """
    if name in CATALOGUE:
        model = CATALOGUE[name]
        tiny, _ = find_tiny_files(models_folder.expanduser()) if models_folder else ({}, {})
        return with_tiny_files(model, tiny)
    known = list(CATALOGUE)
    if models_folder is not None:
        folder = scan(models_folder)
        if name in folder.models:
            return folder.models[name]
        if name in folder.refused:
            raise ModelUnavailable(folder.refused[name])
        known += folder.models
    raise ModelUnavailable(f"There is no model {name!r}. There are: {', '.join(known)}.")


def compatible_loras(model: Model, config: ServiceConfig) -> tuple[str, ...]:
    """List the names of the LoRAs that fit a model; none without a readable models folder.

    Args:
        model: of the catalogue or the models folder.
        config: its models folder is scanned.
    """
    if config.models_folder is None:
        return ()
    with suppress(ModelUnavailable):  # Loading the model reports the reason.
        return tuple(lora_files(model, config))
    return ()
