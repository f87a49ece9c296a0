"""Files of a model on this machine, downloaded where they are missing."""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from jaxtyping import Float32

from generation.errors import ModelUnavailable
from generation.models.compatibility import AdapterFile, fits
from generation.models.model import Model
from generation.models.user_folder import ModelsFolder, scan
from generation.types import ServiceConfig
from generation.weights.embedding import read_embedding

log = logging.getLogger(__name__)


def model_files(
    model: Model, config: ServiceConfig, on_progress: Callable[[int, int], None] | None = None
) -> dict[str, Path]:
    """Find a model's files, and download the missing ones.

    Args:
        model: of the catalogue.
        config: its cache and offline folders are read.
        on_progress: called during downloads with the bytes that are there, and those of all
            missing files.

    Returns:
        Paths by role.

    Raises:
        DownloadFailed: a file cannot be had; names it and the remedy.
    """
    files = dict(model.local)
    if model.files:
        # A model inside the package needs neither the HTTP client nor the progress bars.
        from generation.files.fetch import fetch_all

        cache = config.cache_folder.expanduser()
        files |= fetch_all(model.files, cache, config.offline_folder, on_progress=on_progress)
    return files


def lora_files(model: Model, config: ServiceConfig) -> Mapping[str, Path]:
    """List the LoRAs that fit a model.

    Args:
        model: of the catalogue or the models folder.
        config: its models folder is scanned.

    Returns:
        Paths by name.
    """
    return _compatible_paths(_scan_models_folder(model, config).loras, model)


def learned_words(
    model: Model, config: ServiceConfig, width: int
) -> dict[str, Float32[np.ndarray, "_vectors {width}"]]:
    """Read the embeddings that fit a model.

    Args:
        model: of the catalogue or the models folder.
        config: its models folder is scanned.
        width: of the text encoder's table.

    Returns:
        (vectors, width) float32 by the word that prompts use.
    """
    words = dict[str, np.ndarray]()
    embeddings = _scan_models_folder(model, config).embeddings
    for word, path in _compatible_paths(embeddings, model).items():
        try:
            words[word] = read_embedding(path, width)
        except ModelUnavailable as refusal:
            log.warning("%s", refusal)
    return words


def _compatible_paths(adapters: Mapping[str, AdapterFile], model: Model) -> dict[str, Path]:
    return {name: one.path for name, one in adapters.items() if fits(one, model)}


def _scan_models_folder(model: Model, config: ServiceConfig) -> ModelsFolder:
    """Scan the models folder; empty without one, or for a model that takes no adapters."""
    if config.models_folder is None or not model.takes_adapters:
        return ModelsFolder()
    return scan(config.models_folder)
