"""One process at a time: a lock that the system releases when its holder dies."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _acquire(descriptor: int) -> None:
        while True:
            try:
                return msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            except OSError:
                time.sleep(0.2)  # Windows has no lock that waits without end.
else:
    import fcntl

    def _acquire(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)


@contextmanager
def hold_file_lock(path: Path) -> Iterator[None]:
    """Hold the lock of a file; waits while another process holds it.

    The file stays: removing it would let a waiting process lock what nobody else can find.
    """
    with path.open("ab") as stream:
        _acquire(stream.fileno())
        yield
