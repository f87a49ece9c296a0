"""The process's allocator, looked at in processes of their own."""

import re
import subprocess
import sys

import pytest

ARENAS = """
import ctypes, threading
from bot.operations import memory
{before}
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
together = threading.Barrier(12)
def work():
    libc.malloc(2**16)
    together.wait()
threads = [threading.Thread(target=work) for _ in range(12)]
for thread in threads: thread.start()
for thread in threads: thread.join()
libc.fdopen.restype = ctypes.c_void_p
stdout = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, stdout)
libc.fflush(stdout)
"""


def arenas(before: str) -> int:
    """Count malloc's arenas after twelve threads have allocated at the same time."""
    code = ARENAS.format(before=before)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    if run.returncode:
        pytest.skip("this system's C library has no malloc_info")
    return len(re.findall(r"<heap nr=", run.stdout))


def test_threads_share_a_few_arenas() -> None:
    assert arenas("") > 2
    assert arenas("memory.limit_arenas()") <= 2
