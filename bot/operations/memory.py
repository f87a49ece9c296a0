"""Memory of the bot's process: settings of malloc and the garbage collector."""

import contextlib
import ctypes
import gc

# M_ARENA_MAX of mallopt, from glibc's malloc.h.
_M_ARENA_MAX = -8
# With an arena for each of some twenty threads, freed memory fragments: under load the process grew
# by an eighth in ten minutes although it held no more objects.
MOST_ARENAS = 2


def limit_arenas() -> None:
    """Limit the arenas of glibc's malloc; call it before the first thread starts."""
    # Allocators of other systems have no arenas.
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, MOST_ARENAS)


def freeze_objects() -> None:
    """Exclude all present objects from garbage collection.

    The fewer objects are collected, the sooner a collection starts and the shorter it pauses the
    process.
    """
    gc.collect()
    gc.freeze()
