"""Measurement of the candidate precisions and modes on this machine, kept in a file.

The ranking depends on the hardware: on CPUs with bfloat16 units graph mode beats XLA, on others it
is the other way round. Of graphics cards it is known: their architecture decides.
"""

import logging
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from generation.engines.cuda.cards import Capability
from generation.engines.cuda.errors import breaks_card
from generation.engines.fingerprint import machine_name, software_name
from generation.engines.precision import precision_on_card, precisions_on_cpu
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


def first_that_runs(
    modes: Sequence[Configuration], measure: Callable[[Configuration], Seconds], cache_file: Path
) -> BackendChoice:
    """Choose the first of the candidates that does not fail.

    Args:
        modes: candidates, at least one, the best first.
        measure: mode → seconds a step; not called when there is one candidate.
        cache_file: JSON; a mode that failed at an earlier start is left out.

    Returns:
        The choice, with the figure behind it.

    Raises:
        Exception: that of the last candidate, if all failed; or one after which this process
            cannot use its card any more.
    """
    figures = TimingsCache(cache_file)
    names = {mode: "/".join(mode) for mode in modes}
    left = [mode for mode in modes if not figures.has_failed(names[mode])]
    if not left:  # The driver may be another by now.
        figures.forget(*names.values())
        left = [*modes]
    for mode in left[:-1]:
        known = figures.get(names[mode]) is not None
        try:
            seconds = figures.measure(names[mode], partial(measure, mode))
        except ModelUnavailable:
            raise
        except Exception as error:
            if breaks_card(error):
                raise
            log.exception("%s fails here.", names[mode])
        else:
            return BackendChoice(*mode, {names[mode]: seconds}, measured=not known)
    return BackendChoice(*left[-1], dict.fromkeys((names[mode] for mode in modes[:-1]), FAILED))


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
    precision: Precision, engine: Engine, with_float32: bool
) -> tuple[Configuration, ...]:
    """List the combinations of precision and engine worth measuring on a CPU.

    Args:
        precision: the setting; a value other than "auto" is the only candidate.
        engine: the setting; a value other than "auto" is the only candidate.
        with_float32: whether float32 may win, and there is memory for it.
    """
    precisions = (precision,) if precision != "auto" else precisions_on_cpu(with_float32)
    engines = (engine,) if engine != "auto" else ("graph", "xla", "openvino")
    modes = tuple((one, other) for one in precisions for other in engines)
    return tuple(mode for mode in modes if mode not in NEVER_ON_CPUS) or modes


def candidates_on_card(
    precision: Precision, engine: Engine, capability: Capability, overflows: bool
) -> tuple[Configuration, ...]:
    """List the combinations of precision and engine to try on a graphics card, the best first.

    Args:
        precision: the setting.
        engine: the setting.
        capability: compute capability of the card.
        overflows: whether the model's attention overflows float16.
    """
    chosen = precision if precision != "auto" else precision_on_card(capability, overflows)
    engines = (engine,) if engine != "auto" else ("xla", "graph")
    return tuple((chosen, other) for other in engines)


def machine_key(devices: Iterable[str], threads: int) -> str:
    """Format a file name of the facts that a measurement depends on.

    Args:
        devices: names of the processors that TensorFlow uses.
        threads: cores to use; 0 for all.
    """
    cores = threads or os.cpu_count()
    parts = (machine_name(), f"{cores}cores", *sorted(set(devices)), software_name())
    return "-".join(parts).replace("/", "_").replace(" ", "_")
