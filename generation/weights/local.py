"""The files of a model on this machine, fetched where they are not there yet."""

from collections.abc import Mapping
from pathlib import Path

from generation.models.catalogue import STARTER, Model
from generation.models.folder import scan
from generation.types import ServiceConfig


def model_files(model: Model, config: ServiceConfig) -> dict[str, Path]:
    """Bring together a model's files.

    Args:
        model: of the catalogue.
        config: its cache and offline folders are read.

    Returns:
        Paths by role.

    Raises:
        DownloadFailed: a file cannot be had; names it and the way out.
    """
    files = dict(model.local)
    if model.files:
        from generation.weights.fetch import fetch_all

        files |= fetch_all(model.files, config.cache_folder.expanduser(), config.offline_folder)
    return files


def lora_files(model: Model, config: ServiceConfig) -> Mapping[str, Path]:
    """List the LoRAs that a model may wear, by name; none fits `starter`."""
    if config.models_folder is None or model.builder == STARTER.builder:
        return {}
    return scan(config.models_folder).loras
