"""Measurement of the candidate precisions and modes on this machine, kept in a file.

The ranking depends on the hardware: on CPUs with bfloat16 units graph mode beats XLA, on GPUs it is
the other way round, and neither is known beforehand.
"""

import logging
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from generation.engines.fingerprint import machine_name, software_name
from generation.engines.precision import precisions_for
from generation.engines.timings_cache import FAILED, Seconds, TimingsCache
from generation.errors import ModelUnavailable
from generation.types import BackendChoice, Engine, Precision

log = logging.getLogger(__name__)

Configuration = tuple[str, str]  # precision, engine
# On CPUs XLA has no arithmetic in bfloat16: it converts to float32 around every operation, which is
# slower than float32 throughout (6.5 s against 5.4 s a pass of Stable Diffusion 1.4).
NEVER_ON_CPUS = (("bfloat16", "xla"),)
LEAST, REPEATS = 2, 8
ENOUGH_S = 1.0


def time_call(call: Callable[[], Any]) -> Seconds:
    """Measure a call: the best of eight, or of two slow ones, after a first one that compiles.

    The best, since other processes on the machine can only slow a call down.
    """
    call()
    times: list[Seconds] = []
    while len(times) < LEAST or (len(times) < REPEATS and sum(times) < ENOUGH_S):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


def autotune(
    modes: Sequence[Configuration], measure: Callable[[Configuration], Seconds], cache_file: Path
) -> BackendChoice:
    """Choose the fastest of the candidates; one that fails is left out.

    Args:
        modes: candidates, at least one.
        measure: mode → seconds a step; not called when there is one candidate.
        cache_file: JSON; figures in it replace measuring.

    Returns:
        The choice, with the figures behind it.

    Raises:
        Exception: that of measuring the last candidate, if all failed.
    """
    if len(modes) == 1:
        return BackendChoice(*modes[0], figures={})
    figures, named = TimingsCache(cache_file), {"/".join(mode): mode for mode in modes}
    if all(map(figures.has_failed, named)):  # There may be more memory by now.
        figures.forget(*named)
    known = all(figures.get(name) is not None for name in named)
    seconds = _measure_all(named, measure, figures)
    fastest = min(named, key=seconds.__getitem__)
    choice = BackendChoice(*named[fastest], seconds, measured=not known)
    log.info("Fastest here: %s", choice)
    return choice


def _measure_all(
    modes: Mapping[str, Configuration],
    measure: Callable[[Configuration], Seconds],
    figures: TimingsCache,
) -> dict[str, Seconds]:
    seconds = dict.fromkeys(modes, FAILED)
    for name, mode in modes.items():
        try:
            seconds[name] = figures.measure(name, partial(measure, mode))
        except ModelUnavailable:
            raise
        except Exception:
            if all(map(figures.has_failed, modes)):
                raise
            log.exception("%s fails here, and is left out from now on.", name)
    return seconds


def candidates(
    precision: Precision, engine: Engine, on_gpu: bool, with_float32: bool
) -> tuple[Configuration, ...]:
    """List the combinations of precision and engine worth measuring.

    Args:
        precision: the setting; a value other than "auto" is the only candidate.
        engine: the setting; a value other than "auto" is the only candidate.
        on_gpu: whether the worker has a GPU.
        with_float32: whether float32 may win, and there is memory for it.
    """
    precisions = (precision,) if precision != "auto" else precisions_for(on_gpu, with_float32)
    measured = ("graph", "xla") if on_gpu else ("graph", "xla", "openvino")
    engines = (engine,) if engine != "auto" else measured
    modes = tuple((one, other) for one in precisions for other in engines)
    return tuple(mode for mode in modes if on_gpu or mode not in NEVER_ON_CPUS) or modes


def machine_key(devices: Iterable[str], threads: int) -> str:
    """Format a file name of the facts that a measurement depends on.

    Args:
        devices: names of the processors that TensorFlow uses.
        threads: cores to use; 0 for all.
    """
    cores = threads or os.cpu_count()
    parts = (machine_name(), f"{cores}cores", *sorted(set(devices)), software_name())
    return "-".join(parts).replace("/", "_").replace(" ", "_")
