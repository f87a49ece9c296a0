"""Measures the candidate precisions and modes on this machine, and remembers the fastest.

Which is faster is a fact of the hardware: on CPUs with bfloat16 units graph mode beats XLA, on
GPUs it is the other way round, and neither is known beforehand.
"""

import json
import logging
import os
import platform
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generation.precision import precisions_for
from generation.types import Engine, Precision

log = logging.getLogger(__name__)

Seconds = float
Mode = tuple[str, str]  # precision, engine
# There XLA has no arithmetic in bfloat16: it converts to float32 around every operation, which is
# slower than float32 throughout (6.5 s against 5.4 s a pass of Stable Diffusion 1.4).
NEVER_ON_CPUS = (("bfloat16", "xla"),)
REPEATS = 8
ENOUGH_S = 1.0


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
    """Time a call: the best of eight, after a first one that compiles; slow ones just once.

    The best, since others may be at work on the machine: they only ever slow a call.
    """
    call()
    times: list[Seconds] = []
    while len(times) < REPEATS and sum(times) < ENOUGH_S:
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


def choose(modes: Sequence[Mode], measure: Callable[[Mode], Seconds], memory: Path) -> Choice:
    """Pick the fastest of the candidates.

    Args:
        modes: candidates, at least one.
        measure: mode → seconds a step; not called when there is one candidate.
        memory: a JSON file; figures in it stand in for measuring.

    Returns:
        The choice, with the figures behind it.
    """
    if len(modes) == 1:
        return Choice(*modes[0], figures={})
    figures = _remembered(memory)
    known = all("/".join(mode) in figures for mode in modes)
    if not known:
        figures = {"/".join(mode): measure(mode) for mode in modes}
        _remember(memory, figures)
    fastest = min(modes, key=lambda mode: figures["/".join(mode)])
    choice = Choice(*fastest, figures, measured=not known)
    log.info("Fastest here: %s", choice)
    return choice


def candidates(
    precision: Precision, engine: Engine, on_gpu: bool, fits_float32: bool
) -> tuple[Mode, ...]:
    """List the modes worth measuring.

    Args:
        precision: the setting; anything but "auto" is the only one.
        engine: the setting; anything but "auto" is the only one.
        on_gpu: whether the worker has a GPU.
        fits_float32: whether there is memory for weights of that size.
    """
    precisions = (precision,) if precision != "auto" else precisions_for(on_gpu, fits_float32)
    engines = (engine,) if engine != "auto" else _engines(on_gpu)
    modes = tuple((one, other) for one in precisions for other in engines)
    return tuple(mode for mode in modes if on_gpu or mode not in NEVER_ON_CPUS) or modes


def _engines(on_gpu: bool) -> tuple[str, ...]:
    return ("graph", "xla") if on_gpu else ("graph", "xla", "openvino")


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
