"""Memory of the bot's process: what the garbage collector and malloc do with it."""

import contextlib
import ctypes
import gc

# mallopt's number for the most arenas, from glibc's malloc.h.
_M_ARENA_MAX = -8
# With one for each of some twenty threads, what they free adds up and fits no other: under load the
# process grew by an eighth in ten minutes although it held no object more.
MOST_ARENAS = 2


def limit_arenas() -> None:
    """Limit the arenas of glibc's malloc; to be called before the first thread starts."""
    # Other systems' allocators have no such thing.
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, MOST_ARENAS)


def freeze_objects() -> None:
    """Exclude the objects that there are by now from garbage collection.

    The more there is, the longer garbage waits for it and the longer it stops everything.
    """
    gc.collect()
    gc.freeze()
