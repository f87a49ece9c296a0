"""How many pictures are worth a batch here: more only while each then takes less time."""

import json
import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from generation.engines.choose import Seconds

log = logging.getLogger(__name__)

# A larger batch makes everybody in it wait for the others: it has to pay that much a picture.
WORTHWHILE = 0.9


def worthwhile(
    sizes: Sequence[int], seconds: Callable[[int], Seconds], memory: Path
) -> tuple[int, ...]:
    """Measure growing batches until one no longer pays.

    Args:
        sizes: candidates, rising, the first is 1.
        seconds: batch size → seconds a step.
        memory: a JSON file; a cap in it stands in for measuring.

    Returns:
        The sizes to use, at least the first.
    """
    cap = _remembered(memory)
    if cap is None:
        cap = _measured(sizes, seconds)
        memory.parent.mkdir(parents=True, exist_ok=True)
        memory.write_text(json.dumps(cap))
    return tuple(size for size in sizes if size <= cap)


def _measured(sizes: Sequence[int], seconds: Callable[[int], Seconds]) -> int:
    cap, best = sizes[0], seconds(sizes[0]) / sizes[0]
    for size in sizes[1:]:
        # Powers of two tell enough, and sizes between them lie between.
        if size & (size - 1):
            continue
        each = seconds(size) / size
        log.info("A step of %d pictures takes %.0f ms each.", size, 1000 * each)
        if each > WORTHWHILE * best:
            break
        cap, best = size, each
    return cap


def _remembered(memory: Path) -> int | None:
    try:
        cap = json.loads(memory.read_text())
    except (OSError, ValueError):
        return None
    return cap if isinstance(cap, int) and cap >= 1 else None
