"""Program of a limited process: it answers requests, and limits its own memory and CPU time.

Requests come on standard input and replies go to standard output, each a line of text followed by
raw bytes. Nothing is pickled: an attack through a fault of a codec stays in this process, and does
not reach its parent.
"""

import json
import math
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

# After the event loop (0), but before the denoising (10), as a member waits for the answer.
NICENESS = 5
# Address space in addition to that of the interpreter and the libraries. A picture of 16 megapixels
# takes 400 MiB: coefficients, and four bytes a pixel in each of a few copies.
MAX_ADDRESS_SPACE = 2**30

# Carries out a request, given its head and its files: returns the reply's kind and its content.
Answer = Callable[[Mapping[str, Any], Sequence[bytes]], tuple[str, bytes]]


def serve(load: Callable[[], Answer]) -> None:
    """Answer requests until standard input ends.

    Args:
        load: returns the function that answers, before the address space is limited. Raises
            ValueError, with a message for the parent, if nothing can be answered.
    """
    # The parent handles these signals for the whole group.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if sys.platform != "win32":
        os.nice(NICENESS)
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # Output of libraries must not mix with the replies.
    try:
        answer = load()
    except ValueError as error:
        _reply(replies, "failed", str(error).encode())
        return
    limit_address_space()
    _reply(replies, "ready", b"")
    while line := requests.readline():
        request = json.loads(line)
        files = [requests.read(length) for length in request["lengths"]]
        limit_cpu_time(request["cpu_s"])
        _reply(replies, *answer(request, files))


def _reply(replies: BinaryIO, kind: str, content: bytes) -> None:
    replies.write(f"{kind} {len(content)}\n".encode())
    replies.write(content)
    replies.flush()


def limit_address_space() -> None:
    """Limit this process's address space to MAX_ADDRESS_SPACE more than is in use (Linux)."""
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    limit = pages * resource.getpagesize() + MAX_ADDRESS_SPACE
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # A core dump would keep a member's picture.


def limit_cpu_time(seconds: float) -> None:
    """Limit this process's further CPU time, rounded up to a second; the system ends it then."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time() + seconds), hard))
