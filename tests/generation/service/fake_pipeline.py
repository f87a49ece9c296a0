"""A pipeline of a few lines of numpy, made in the worker process by its path.

Prompts steer it: "forbidden" breaks a rule, "bug" raises, "kill NAME" ends the process at half the
picture unless the file NAME counts enough deaths already, "huge" fits only into small batches,
"break NAME" breaks the graphics card unless there is a file NAME.
It reads 30 characters.
"""

import os
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from generation import (
    BackendChoice,
    DownloadFailed,
    GenerationRequest,
    InvalidRequest,
    ServiceConfig,
    ServiceStatus,
)
from generation.prepared import Unit

Report = Callable[[ServiceStatus], None]


@dataclass
class FakeSample:
    request: GenerationRequest
    latent: NDArray[np.float64]
    step: int = 0

    @property
    def remaining(self) -> int:
        return self.request.calls - self.step


class FakePipeline:
    batch_sizes = (1, 2, 4)
    choice = BackendChoice("float32", "graph", {"float32/graph": 0.001})
    step_s = 0.002

    def encode(self, texts: Sequence[str]) -> NDArray[np.float64]:
        if "forbidden" in texts[0]:
            raise InvalidRequest("prompt", "a forbidden one", "must be drawable")
        return np.array([[float(sum(map(ord, text)))] for text in texts])

    def unknown_words(self, text: str) -> tuple[str, ...]:
        return tuple(word for word in text.split() if word == "xyzzy")

    def cut(self, text: str) -> str:
        return text[30:].strip()

    def begin(self, unit: Unit) -> FakeSample:
        request = unit.request
        noise = np.random.default_rng(unit.seed).standard_normal((8, 8, 3))
        context, negative = self.encode([request.prompt, request.negative_prompt])
        return FakeSample(request, noise + context + negative)

    def advance(self, samples: Sequence[FakeSample], steps: int) -> None:
        assert len({(s.request.width, s.request.height) for s in samples}) == 1
        assert len(samples) <= self.batch_sizes[-1]
        if len(samples) > 2 and any(s.request.prompt == "huge" for s in samples):
            raise MemoryError
        if any(s.request.prompt == "vast" for s in samples):
            raise MemoryError
        for _ in range(steps):
            time.sleep(self.step_s)
            for sample in samples:
                self._step(sample)

    def _step(self, sample: FakeSample) -> None:
        sample.latent = np.sin(3 * sample.latent)
        sample.step += 1
        command, _, argument = sample.request.prompt.partition(" ")
        if command == "bug":
            raise ZeroDivisionError("a bug")
        if command == "break" and not Path(argument).exists():
            Path(argument).touch()
            raise RuntimeError("CUDA_ERROR_ILLEGAL_ADDRESS: an illegal memory access")
        if command == "kill" and sample.step == sample.request.steps // 2:
            times, _, path = argument.partition(" ")
            _die_at_most(int(times), Path(path))

    def preview(self, samples: Sequence[FakeSample]) -> list[NDArray[np.uint8]]:
        return [np.full((2, 2, 3), sample.step, np.uint8) for sample in samples]

    def decode(self, samples: Sequence[FakeSample]) -> list[NDArray[np.uint8]]:
        return [(127.5 + 127.5 * sample.latent).astype(np.uint8) for sample in samples]


def _die_at_most(times: int, path: Path) -> None:
    deaths = len(path.read_text()) if path.exists() else 0
    if deaths < times:
        path.write_text("x" * (deaths + 1))
        os.kill(os.getpid(), signal.SIGKILL)


def load(config: ServiceConfig, report: Report) -> FakePipeline:
    report(ServiceStatus("loading", "Loading the fake."))
    report(ServiceStatus("warming", "Warming the fake."))
    return FakePipeline()


def load_slowly(config: ServiceConfig, report: Report) -> FakePipeline:
    """Load for as long as the cache folder has no file named go.

    Args:
        config: with the cache folder.
        report: called with one status.
    """
    report(ServiceStatus("loading", "Loading the fake."))
    while not (config.cache_folder / "go").exists():
        time.sleep(0.01)
    return FakePipeline()


def hold() -> None:
    """Hold the GIL for a while, as tracing and compiling do."""
    sum(range(50_000_000))


def load_holding(config: ServiceConfig, report: Report) -> FakePipeline:
    hold()
    return load(config, report)


def load_missing(config: ServiceConfig, report: Report) -> FakePipeline:
    raise DownloadFailed("fake.h5", "could not be fetched", "Try again.")


def load_wrong(config: ServiceConfig, report: Report) -> FakePipeline:
    raise KeyError("a bug")


def load_deadly(config: ServiceConfig, report: Report) -> FakePipeline:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def load_dying_on_card(config: ServiceConfig, report: Report) -> FakePipeline:
    return load(config, report) if config.on_cpu else load_deadly(config, report)


def load_on_small_card(config: ServiceConfig, report: Report) -> FakePipeline:
    if config.on_cpu:
        return load(config, report)
    raise RuntimeError("CUDA_ERROR_OUT_OF_MEMORY: out of memory")


def load_further(config: ServiceConfig, report: Report) -> FakePipeline:
    """Die at each of four measurements, once.

    Args:
        config: with a cache folder, which counts the deaths.
        report: called before each measurement.
    """
    for mode in "abcd":
        if not (config.cache_folder / mode).exists():
            report(ServiceStatus("warming", f"Measuring {mode}.", measuring=True))
            (config.cache_folder / mode).touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return FakePipeline()
