"""XLA's cache of compiled programs on disk."""

import os
from collections.abc import MutableMapping
from pathlib import Path

from generation.engines.fingerprint import machine_name

FLAG = "--tf_xla_persistent_cache_directory"


def use_cache(cache_folder: Path, environment: MutableMapping[str, str] = os.environ) -> None:
    """Set the folder of XLA's compiled programs, before TensorFlow is imported.

    Args:
        cache_folder: that of the service.
        environment: variables of the process; an operator's own flag in it stays.
    """
    flags = environment.get("TF_XLA_FLAGS", "")
    if FLAG in flags:
        return
    folder = cache_folder.expanduser() / "compiled" / machine_name()
    folder.mkdir(parents=True, exist_ok=True)
    # Without quotes the value would end at the first blank.
    environment["TF_XLA_FLAGS"] = f"{flags} {FLAG}='{folder}'".strip()
