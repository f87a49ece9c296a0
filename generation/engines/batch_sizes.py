"""Measurement of the largest batch that saves time for each picture on this machine."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from generation.engines.timings_cache import Seconds, TimingsCache

log = logging.getLogger(__name__)

# Each picture of a larger batch waits for the others, so its share has to shrink by that much.
WORTHWHILE = 0.9


def measure_batch_sizes(
    sizes: Sequence[int], seconds: Callable[[int], Seconds], cache_file: Path
) -> tuple[int, ...]:
    """Measure growing batches until one saves too little, or fails.

    Args:
        sizes: candidates, rising, the first is 1.
        seconds: batch size → seconds a step.
        cache_file: JSON; figures in it replace measuring.

    Returns:
        The sizes to use, at least the first.
    """
    figures = TimingsCache(cache_file)
    cap, best = sizes[0], figures.measure(str(sizes[0]), partial(seconds, sizes[0])) / sizes[0]
    # Powers of two suffice: the times of sizes between them lie between theirs.
    for size in (size for size in sizes[1:] if not size & (size - 1)):
        try:
            each = figures.measure(str(size), partial(seconds, size)) / size
        except Exception:
            log.exception("A batch of %d pictures fails here.", size)
            break
        if not each < WORTHWHILE * best:
            break
        cap, best = size, each
    log.info("Batches of up to %d pictures pay here.", cap)
    return tuple(size for size in sizes if size <= cap)
