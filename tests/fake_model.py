"""A module of the project, run with numpy in the place of the model.

python -m tests.fake_model generation.cli.app "red apple" -o apple.png

All else is the product's: the worker process, and what becomes of forms, files and parameters.
"""

import runpy
import sys
from collections.abc import Sequence
from unittest import mock

import numpy as np
from numpy.typing import NDArray

from generation import GenerationFleet, GenerationService, ServiceConfig
from tests.generation.service.fake_pipeline import FakePipeline, FakeSample, Report

FAKE = {"pipeline": "tests.fake_model:load"}


class FullSize(FakePipeline):
    """The fake of the service's tests, with pictures of the size that is asked for."""

    def decode(self, samples: Sequence[FakeSample]) -> list[NDArray[np.uint8]]:
        sizes = [(sample.request.height, sample.request.width, 3) for sample in samples]
        return [np.resize(*one) for one in zip(super().decode(samples), sizes, strict=True)]


def load(_config: ServiceConfig, _report: Report) -> FullSize:
    return FullSize()


if __name__ == "__main__":
    module, *sys.argv[1:] = sys.argv[1:]
    with (
        mock.patch.dict(GenerationService.__init__.__kwdefaults__, FAKE),
        mock.patch.dict(GenerationFleet.__init__.__kwdefaults__, FAKE),
    ):
        runpy.run_module(module, run_name="__main__", alter_sys=True)
