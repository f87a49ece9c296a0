"""The memory there is, and giving back what is free."""

import ctypes
import gc
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

# Where the system does not say, as on Windows: what most machines that draw have.
UNKNOWN_BYTES = 16 * 2**30
OWN_GROUP = Path("/proc/self/cgroup")
GROUPS = Path("/sys/fs/cgroup")


def memory_bytes() -> int:
    """Tell how much memory this process may use: the machine's, or less in a container."""
    return min([_machines(), *_limits()])


def _machines() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return UNKNOWN_BYTES


def _limits() -> Iterator[int]:
    """Read the limits of this process's control groups, of both versions, and of those around.

    A container sees its own group as the outermost one.
    """
    for line in _text(OWN_GROUP).splitlines():
        _, controllers, group = line.split(":", 2)
        if controllers not in ("", "memory"):
            continue
        root, name = (
            (GROUPS / "memory", "memory.limit_in_bytes") if controllers else (GROUPS, "memory.max")
        )
        for inner in (Path(group), *Path(group).parents):
            limit = _text(root / inner.relative_to("/") / name).strip()
            if limit.isdigit():  # Else it says "max", or nothing.
                yield int(limit)


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def release_memory() -> None:
    """Free what is not in use any more, and return it to the system.

    Keras' layers and TensorFlow's graphs refer to each other, and the C library keeps what was
    freed: 1.7 GB after a diffusion model of Stable Diffusion is gone.
    """
    gc.collect()
    with suppress(AttributeError, OSError, TypeError):  # Only glibc has it.
        ctypes.CDLL(None).malloc_trim(0)
