"""Download, disk space and memory of the chosen models, and what this machine has of them."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from bot.config.settings import Settings
from generation import (
    CheckerUnusable,
    Model,
    ModelUnavailable,
    check_files,
    find,
    known_memory_bytes,
    missing_files,
)


def describe_needs(settings: Settings) -> Iterator[str]:
    """List what the chosen models take, one sentence each, and the free disk space."""
    memory = known_memory_bytes()
    here = f", of {_gigabytes(memory)} here" if memory else ""
    for model in _models(settings):
        missing = _download_bytes(settings, model)
        files = f"{_gigabytes(missing)} to download" if missing else "nothing to download"
        yield (
            f"Model {model.info.name}: {files}; the first start takes up to "
            f"{_gigabytes(model.memory_bytes)} of memory{here}."
        )
    with suppress(CheckerUnusable):  # find_problems reports it.
        file = check_files(settings.picture_checker_file)
        yield f"Picture checker: {file.name} is there, and takes 0.2 GB of memory."
    if needed := first_start_bytes(settings):
        free = free_bytes(settings.cache_folder)
        yield (
            f"Disk: the first start writes {_gigabytes(needed)} into {settings.cache_folder}, "
            f"where {_gigabytes(free)} are free."
        )


def find_shortages(settings: Settings) -> Iterator[str]:
    """List what this machine has too little of for the chosen models, one sentence each."""
    memory = known_memory_bytes()
    for model in _models(settings):
        if memory and model.memory_bytes > memory:
            yield (
                f"Model {model.info.name} takes up to {_gigabytes(model.memory_bytes)} of memory, "
                f"and only {_gigabytes(memory)} are there; choose a smaller model, such as "
                "starter, or a machine with more memory."
            )
    needed, free = first_start_bytes(settings), free_bytes(settings.cache_folder)
    if needed > free:
        yield (
            f"The first start writes {_gigabytes(needed)} into {settings.cache_folder}, and only "
            f"{_gigabytes(free)} are free; make room, or set IMAGINE_CACHE_FOLDER to another disk."
        )


def first_start_bytes(settings: Settings) -> int:
    """Compute the size of the downloads and of the programs compiled from them, in bytes."""
    # Weights are downloaded in float32 and compiled in half of that.
    return _download_bytes(settings, *_models(settings)) * 3 // 2


def free_bytes(folder: Path) -> int:
    """Return the free disk space at a folder, which may not exist yet."""
    places = (path for path in (folder, *folder.absolute().parents) if path.is_dir())
    return shutil.disk_usage(next(places, Path())).free


def _models(settings: Settings) -> Iterator[Model]:
    for name in settings.models():
        try:
            yield find(name, settings.models_folder)
        except ModelUnavailable:
            continue  # find_problems reports it.


def _download_bytes(settings: Settings, *models: Model) -> int:
    config = settings.service_config()
    # Models share files.
    missing = frozenset[Any]().union(*(missing_files(model, config) for model in models))
    return sum(file.size_bytes for file in missing)


def _gigabytes(number_bytes: int) -> str:
    return f"{number_bytes / 1e9:.1f} GB"
