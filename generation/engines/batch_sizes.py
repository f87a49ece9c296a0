"""How many pictures are worth a batch here: more only while each then takes less time."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from generation.engines.timings_cache import Seconds, TimingsCache

log = logging.getLogger(__name__)

# A larger batch makes everybody in it wait for the others: it has to pay that much a picture.
WORTHWHILE = 0.9


def measure_batch_sizes(
    sizes: Sequence[int], seconds: Callable[[int], Seconds], memory: Path
) -> tuple[int, ...]:
    """Measure growing batches until one no longer pays, or fails.

    Args:
        sizes: candidates, rising, the first is 1.
        seconds: batch size → seconds a step.
        memory: a JSON file; figures in it stand in for measuring.

    Returns:
        The sizes to use, at least the first.
    """
    figures = TimingsCache(memory)
    cap, best = sizes[0], figures.measure(str(sizes[0]), partial(seconds, sizes[0])) / sizes[0]
    # Powers of two tell enough, and sizes between them lie between.
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
