"""A timed wait of C's threads, as Python's lock makes them; exits with 1 if it ends too early."""

import ctypes
import sys
import time

WAIT_NS = 20_000_000
# Larger than any of the structures.
Structure = ctypes.c_long * 16


def main() -> None:
    """Wait for a condition that is never signalled, by the steady clock."""
    threads = ctypes.CDLL(None)
    attributes, condition, mutex = Structure(), Structure(), Structure()
    threads.pthread_condattr_init(attributes)
    threads.pthread_condattr_setclock(attributes, time.CLOCK_MONOTONIC)
    threads.pthread_cond_init(condition, attributes)
    threads.pthread_mutex_init(mutex, None)
    threads.pthread_mutex_lock(mutex)
    end_ns = time.clock_gettime_ns(time.CLOCK_MONOTONIC) + WAIT_NS
    end = (ctypes.c_long * 2)(*divmod(end_ns, 10**9))
    threads.pthread_cond_timedwait(condition, mutex, end)
    sys.exit(time.clock_gettime_ns(time.CLOCK_MONOTONIC) < end_ns)


if __name__ == "__main__":
    main()
