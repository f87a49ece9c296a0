"""This project's pipeline, loaded as the worker loads it, from a checkpoint of random weights."""

import sys
from itertools import count
from typing import Any, cast, get_args

from benchmarks.contenders.protocol import Parts, Setup
from benchmarks.random_checkpoint import NAME
from generation.pipeline.pipeline import Pipeline
from generation.prepared import PreparedRequest, Unit
from generation.request import GenerationRequest
from generation.types import Engine, Precision, ServiceConfig


def parts(setup: Setup) -> Parts:
    """Load the pipeline."""
    drawing = Drawing(setup)
    return {
        "pass": lambda: drawing.advance(1, guidance=1.0),
        "step": lambda: drawing.advance(1),
        "decode": lambda: drawing.decode(),
        "picture": lambda: drawing.picture(),
    }


class Drawing:
    """What is timed of a pipeline.

    Args:
        setup: size, steps, engine and precision.
    """

    def __init__(self, setup: Setup) -> None:
        if setup.engine not in get_args(Engine):
            raise ValueError(f"there is no engine {setup.engine!r}")
        self._setup, self._prompts = setup, count()
        config = ServiceConfig(
            NAME,
            cast(Precision, setup.precision),
            cast(Engine, setup.engine),
            setup.folder / "cache",
            models_folder=setup.folder,
        )
        self._pipeline = Pipeline.load(config, lambda told: print(told.detail, file=sys.stderr))
        self._sample = self.advance(1)

    def advance(self, steps: int, guidance: float = 7.5, prompt: str = "a lighthouse") -> Any:
        """Begin a picture and denoise it; the prompt's encoding is remembered after the first."""
        size, of = self._setup.size, self._setup.steps
        request = GenerationRequest(prompt, "benchmark", size, size, of, guidance, seed=7)
        sample = self._pipeline.begin(Unit(PreparedRequest.restore(request), 0))
        self._pipeline.advance([sample], steps)
        return sample

    def decode(self, sample: Any = None) -> None:
        """Decode a latent."""
        self._pipeline.decode([sample or self._sample])

    def picture(self) -> None:
        """Draw a picture of a prompt that was never encoded before."""
        prompt = f"lighthouse number {next(self._prompts)}"
        self.decode(self.advance(self._setup.steps, prompt=prompt))
