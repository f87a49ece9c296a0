"""XLA's cache of compiled programs on disk."""

import os
from collections.abc import MutableMapping
from pathlib import Path

from generation.engines.fingerprint import machine_name

FLAG = "--tf_xla_persistent_cache_directory"
# A program of Stable Diffusion takes some megabytes for each size of pictures and batches.
MOST_ON_DISK_BYTES = 2 * 10**9


def use_cache(cache_folder: Path, environment: MutableMapping[str, str] = os.environ) -> None:
    """Set the folder of XLA's compiled programs, before TensorFlow is imported.

    Args:
        cache_folder: that of the service.
        environment: variables of the process; an operator's own flag in it stays.
    """
    flags = environment.get("TF_XLA_FLAGS", "")
    if FLAG in flags:
        return
    compiled = cache_folder.expanduser() / "compiled"
    folder = compiled / machine_name()
    folder.mkdir(parents=True, exist_ok=True)
    _prune(compiled)
    # Without quotes the value would end at the first blank.
    environment["TF_XLA_FLAGS"] = f"{flags} {FLAG}='{folder}'".strip()


def _prune(folder: Path) -> None:
    """Delete the oldest programs over the limit, those of earlier drivers and versions first."""
    kept_bytes = 0
    files = ((path.stat().st_mtime, path) for path in folder.rglob("*.pb"))
    for _, path in sorted(files, reverse=True):
        kept_bytes += path.stat().st_size
        if kept_bytes > MOST_ON_DISK_BYTES:
            path.unlink(missing_ok=True)
