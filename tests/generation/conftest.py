"""The real small model, loaded once for all who draw with it."""

from typing import TYPE_CHECKING

import pytest

from generation.types import ServiceConfig

if TYPE_CHECKING:
    from generation.pipeline import Pipeline


@pytest.fixture(scope="session")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> "Pipeline":
    # Not at the top: most tests here do well without TensorFlow.
    from generation.pipeline import Pipeline

    folder = tmp_path_factory.mktemp("cache")
    config = ServiceConfig(precision="float32", engine="graph", cache_folder=folder)
    return Pipeline.load(config, lambda status: None)
