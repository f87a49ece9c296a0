"""The files of a model on this machine, fetched where they are not there yet."""

import logging
from collections.abc import Mapping
from pathlib import Path

from generation.arrays import Float32Array
from generation.errors import ModelUnavailable
from generation.models.catalogue import STARTER
from generation.models.compatibility import Extra
from generation.models.model import Model
from generation.models.user_folder import TEXT_WIDTHS, ModelsFolder, scan
from generation.types import ServiceConfig
from generation.weights.embedding import read_embedding

log = logging.getLogger(__name__)


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
        from generation.files.fetch import fetch_all

        files |= fetch_all(model.files, config.cache_folder.expanduser(), config.offline_folder)
    return files


def lora_files(model: Model, config: ServiceConfig) -> Mapping[str, Path]:
    """List the LoRAs that fit a model, by name; none fits `starter`."""
    shelf = _shelf(model, config)
    return _fitting(shelf.loras, model) if shelf else {}


def learned_words(model: Model, config: ServiceConfig, width: int) -> dict[str, Float32Array]:
    """Read the embeddings that fit a text encoder of a width, by the word that prompts use."""
    shelf, words = _shelf(model, config), dict[str, Float32Array]()
    for word, path in _fitting(shelf.embeddings, model).items() if shelf else ():
        try:
            words[word] = read_embedding(path, width)
        except ModelUnavailable as refusal:
            log.warning("%s", refusal)
    return words


def _fitting(extras: Mapping[str, Extra], model: Model) -> dict[str, Path]:
    return {
        name: extra.path
        for name, extra in extras.items()
        if any(TEXT_WIDTHS[version] == model.text_width for version in extra.versions)
    }


def _shelf(model: Model, config: ServiceConfig) -> ModelsFolder | None:
    if config.models_folder is None or model.builder == STARTER.builder:
        return None
    return scan(config.models_folder)
