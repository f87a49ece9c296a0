"""Program of the limited process, which decodes untrusted pictures.

Run as `python -m generation.images.decoder_process`. It reads requests from standard input and
writes replies to standard output, each a line of text followed by raw bytes. Nothing is pickled: an
attack through a fault of a codec stays in this process, and does not reach its parent.
"""

import json
import math
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from PIL import JpegImagePlugin, PngImagePlugin, WebPImagePlugin  # noqa: F401 - registered

from generation.errors import InvalidRequest
from generation.images import opening
from generation.images.metadata import reading

# After the event loop (0), but before the denoising (10), as a member waits for the answer.
NICENESS = 5
# Address space in addition to that of the interpreter and the libraries. A picture of 16 megapixels
# takes 400 MiB: coefficients, and four bytes a pixel in each of a few copies.
MAX_ADDRESS_SPACE = 2**30


def main() -> None:
    """Answer requests until standard input ends."""
    # The parent handles these signals for the whole group.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if sys.platform != "win32":
        os.nice(NICENESS)
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # Output of libraries must not mix with the replies.
    _limit_address_space()
    _reply(replies, "ready", b"")
    while line := requests.readline():
        request = json.loads(line)
        pictures = [requests.read(length) for length in request["lengths"]]
        _limit_cpu_time(request["cpu_s"])
        _reply(replies, *answer(request["task"], pictures, request["size"]))


def answer(task: str, pictures: Sequence[bytes], size: Sequence[int]) -> tuple[str, bytes]:
    """Carry out a request.

    Args:
        task: "start_png", "blended_png" or "fields_in", a function of `generation`.
        pictures: encoded files, as they were received.
        size: width and height of the result, if it is a picture.

    Returns:
        The kind of the reply, and its content: "done" with a PNG or the fields as JSON,
        "refused" with the arguments of the refusal, or "failed" with the class of the error.
    """
    try:
        if task == "fields_in":
            return "done", json.dumps(reading.fields_in(pictures[0])).encode()
        if task == "start_png":
            return "done", opening.start_png(pictures[0], *size)
        return "done", opening.blended_png(pictures, *size)
    except InvalidRequest as error:
        refusal = error.field, str(error.value), error.code, error.limits
        return "refused", json.dumps(refusal).encode()
    except Exception as error:  # noqa: BLE001 - of any class, MemoryError above all
        # Not its message, which may quote the picture's text.
        return "failed", type(error).__name__.encode()


def _reply(replies: BinaryIO, kind: str, content: bytes) -> None:
    replies.write(f"{kind} {len(content)}\n".encode())
    replies.write(content)
    replies.flush()


def _limit_address_space() -> None:
    """Limit this process's address space to MAX_ADDRESS_SPACE more than is in use (Linux)."""
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    limit = pages * resource.getpagesize() + MAX_ADDRESS_SPACE
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # A core dump would keep a member's picture.


def _limit_cpu_time(seconds: float) -> None:
    """Limit this process's further CPU time, rounded up to a second; the system ends it then."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time() + seconds), hard))


if __name__ == "__main__":
    main()
