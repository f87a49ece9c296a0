"""Environment of a process that may use a graphics card."""

import os
from collections.abc import MutableMapping
from pathlib import Path

from generation.engines.cuda.cards import driver_is_present

AUTOTUNE_FLAG = "--xla_gpu_per_fusion_autotune_cache_dir"


def use_cuda(cache_folder: Path, environment: MutableMapping[str, str] = os.environ) -> None:
    """Set how CUDA and TensorFlow use a card, before TensorFlow is imported.

    Args:
        cache_folder: that of the service.
        environment: variables of the process; an operator's own values in it stay.
    """
    if not driver_is_present():
        return
    # By default the first process takes all of the card's memory, and no second model fits.
    environment.setdefault("TF_FORCE_GPU_ALLOW_GROWTH", "true")
    # Where the wheel has no program for the card, the driver compiles each one at its first use.
    # Its own folder is lost with a container, and too small.
    folder = cache_folder.expanduser() / "cuda"
    environment.setdefault("CUDA_CACHE_PATH", str(folder / "driver"))
    environment.setdefault("CUDA_CACHE_MAXSIZE", str(4 * 2**30))
    flags = environment.get("XLA_FLAGS", "")
    if AUTOTUNE_FLAG not in flags:
        tuned = folder / "autotune"
        tuned.mkdir(parents=True, exist_ok=True)
        environment["XLA_FLAGS"] = f"{flags} {AUTOTUNE_FLAG}='{tuned}'".strip()
