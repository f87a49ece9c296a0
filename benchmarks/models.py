"""The models that benchmarks are run on, with a cache folder of their own."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.random_checkpoint import NAME, written
from generation import ServiceConfig

SIZE = 512


@contextmanager
def configured(model: str, models_folder: Path | None) -> Iterator[ServiceConfig]:
    """Set a service up for a model, with a cache folder that is empty and goes afterwards.

    Args:
        model: "starter", or "sd" for Stable Diffusion 1.4's shape with random weights.
        models_folder: where "sd" is kept from run to run, if anywhere.
    """
    with tempfile.TemporaryDirectory(prefix="imagine-bot-") as temporary:
        cache = Path(temporary) / "cache"
        if model == "sd":
            folder = models_folder or Path(temporary)
            written(folder, SIZE)
            yield ServiceConfig(NAME, cache_folder=cache, models_folder=folder)
        else:
            yield ServiceConfig(model, cache_folder=cache)
