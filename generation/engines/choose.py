"""Measures the candidate precisions and modes on this machine, and remembers the fastest.

Which is faster is a fact of the hardware: on CPUs with bfloat16 units graph mode beats XLA, on
GPUs it is the other way round, and neither is known beforehand.
"""

import json
import logging
import os
import platform
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generation.types import Engine

log = logging.getLogger(__name__)

Seconds = float
REPEATS = 3
ENOUGH_S = 2.0


@dataclass(frozen=True)
class Choice:
    """The precision and mode in use.

    Args:
        precision: "float32", "bfloat16" or "float16".
        engine: "xla", "graph" or "openvino".
        figures: seconds a denoising step for each candidate, by "precision/engine".
        measured: whether the figures are of this start; else they were remembered.
    """

    precision: str
    engine: str
    figures: dict[str, Seconds]
    measured: bool = True

    def __str__(self) -> str:
        listed = ", ".join(f"{name} {1000 * s:.0f} ms" for name, s in self.figures.items())
        source = "measured" if self.measured else "measured at an earlier start"
        figures = f" ({source}: {listed})" if listed else " (set by hand)"
        return f"{self.precision} in {self.engine} mode{figures}"


def seconds_of(call: Callable[[], Any]) -> Seconds:
    """Time a call: the best of three, after a first one that compiles; slow ones just once."""
    call()
    times: list[Seconds] = []
    while len(times) < REPEATS and sum(times) < ENOUGH_S:
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


def choose(
    precisions: Iterable[str],
    engines: Iterable[str],
    measure: Callable[[str, str], Seconds],
    memory: Path,
) -> Choice:
    """Pick the fastest candidate.

    Args:
        precisions: candidates, as generation.precision.candidates gives them.
        engines: candidates, as engine_candidates gives them.
        measure: (precision, engine) → seconds a step; not called when there is one candidate.
        memory: a JSON file; figures in it stand in for measuring.

    Returns:
        The choice, with the figures behind it.
    """
    pairs = [(precision, engine) for precision in precisions for engine in engines]
    if len(pairs) == 1:
        return Choice(*pairs[0], figures={})
    figures = _remembered(memory)
    known = all(f"{precision}/{engine}" in figures for precision, engine in pairs)
    if not known:
        figures = {
            f"{precision}/{engine}": measure(precision, engine) for precision, engine in pairs
        }
        _remember(memory, figures)
    precision, engine = min(pairs, key=lambda pair: figures[f"{pair[0]}/{pair[1]}"])
    choice = Choice(precision, engine, figures, measured=not known)
    log.info("Fastest here: %s", choice)
    return choice


def engine_candidates(asked: Engine, on_gpu: bool, has_openvino: bool) -> tuple[str, ...]:
    """List the engines worth measuring.

    Args:
        asked: the setting; anything but "auto" is the only candidate.
        on_gpu: whether the worker has a GPU.
        has_openvino: whether it is installed; it is for CPUs.
    """
    if asked != "auto":
        return (asked,)
    return ("graph", "xla", "openvino") if has_openvino and not on_gpu else ("graph", "xla")


def machine_key(tensorflow_version: str, devices: Iterable[str], threads: int) -> str:
    """Name what a measurement depends on, as a file name."""
    cores = threads or os.cpu_count()
    parts = (platform.machine(), f"{cores}cores", *sorted(devices), f"tf{tensorflow_version}")
    return "-".join(parts).replace("/", "_").replace(" ", "_")


def _remembered(memory: Path) -> dict[str, Seconds]:
    try:
        return {str(name): float(s) for name, s in json.loads(memory.read_text()).items()}
    except FileNotFoundError:
        return {}
    except (ValueError, AttributeError):
        log.warning("%s is not readable; measuring again.", memory)
        return {}


def _remember(memory: Path, figures: dict[str, Seconds]) -> None:
    memory.parent.mkdir(parents=True, exist_ok=True)
    memory.write_text(json.dumps(figures, indent=1))
