"""Where XLA keeps its compiled programs from one start to the next."""

import os
from collections.abc import MutableMapping
from pathlib import Path

from generation.engines.fingerprint import machine_name

FLAG = "--tf_xla_persistent_cache_directory"


def use_cache(cache_folder: Path, environment: MutableMapping[str, str] = os.environ) -> None:
    """Tell TensorFlow, which must not have been imported yet, where to keep compiled programs.

    Args:
        cache_folder: the service's.
        environment: of the process; an operator's own flag in it stays.
    """
    flags = environment.get("TF_XLA_FLAGS", "")
    if FLAG in flags:
        return
    folder = cache_folder.expanduser() / "compiled" / machine_name()
    folder.mkdir(parents=True, exist_ok=True)
    # What is not quoted ends at the first blank.
    environment["TF_XLA_FLAGS"] = f"{flags} {FLAG}='{folder}'".strip()
