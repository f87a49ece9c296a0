"""The models that benchmarks are run on, with a cache folder of their own."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.random_checkpoint import NAME, written
from generation import ServiceConfig

SIZE = 512


@contextmanager
def configured(model: str, size: int = SIZE) -> Iterator[ServiceConfig]:
    """Set a service up for a model, in a folder that is empty and goes afterwards.

    Args:
        model: "starter", or "sd" for Stable Diffusion 1.4's shape with random weights.
        size: pixels, an edge, that "sd" is for.
    """
    with tempfile.TemporaryDirectory(prefix="imagine-bot-") as temporary:
        folder = Path(temporary)
        if model == "sd":
            written(folder, size)
            yield ServiceConfig(NAME, cache_folder=folder / "cache", models_folder=folder)
        else:
            yield ServiceConfig(model, cache_folder=folder)
