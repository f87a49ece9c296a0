"""The real small model, loaded once for all who draw with it."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from generation.types import ServiceConfig

if TYPE_CHECKING:
    from generation.pipeline.pipeline import Pipeline


@pytest.fixture(autouse=True)
def _own_precision() -> Iterator[None]:
    """Leave no policy behind: it is Keras' one global, and the next test builds networks in it."""
    yield
    if keras := sys.modules.get("keras"):
        keras.config.set_dtype_policy("float32")


@pytest.fixture(scope="session")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> "Pipeline":
    # Not at the top: most tests here do well without TensorFlow.
    from generation.engines.tensorflow import ANY_SIZES
    from generation.pipeline.pipeline import Pipeline

    folder = tmp_path_factory.mktemp("cache")
    config = ServiceConfig(precision="float32", engine="graph", cache_folder=folder)
    pipeline = Pipeline.load(config, lambda status: None)
    # What pays on a machine at this moment is no concern of the claims about batches.
    pipeline.batch_sizes = ANY_SIZES
    return pipeline
