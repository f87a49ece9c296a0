"""What runs in the limited process: pictures that strangers sent are decoded here.

Started as `python -m generation.images.decoder_process`. Requests come on standard input and
replies go to standard output, each a line of text with raw bytes behind it. Nothing is pickled: a
fault of a codec that is used to take this process over does not reach its parent.
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

# After the event loop (0), as somebody waits for an answer, but before the denoising (10).
NICENESS = 5
# Address space beside what the interpreter and the libraries take. A picture of 16 megapixels
# takes 400 MiB: coefficients, and four bytes a pixel in each of a few copies.
MAX_ADDRESS_SPACE = 2**30


def main() -> None:
    """Answer requests until standard input ends."""
    requests, replies = _enter()
    _limit_address_space()
    _reply(replies, "ready", b"")
    while line := requests.readline():
        request = json.loads(line)
        pictures = [requests.read(length) for length in request["lengths"]]
        _limit_cpu_time(request["cpu_s"])
        _reply(replies, *answer(request["task"], pictures, request["size"]))


def answer(task: str, pictures: Sequence[bytes], size: Sequence[int]) -> tuple[str, bytes]:
    """Do what a request asks for.

    Args:
        task: "start_png", "blended_png" or "fields_in", as in `generation`.
        pictures: encoded, as they were sent.
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
    except Exception as error:  # noqa: BLE001 - whatever it is, MemoryError first
        # Not its message, in which the picture's text may stand.
        return "failed", type(error).__name__.encode()


def _reply(replies: BinaryIO, kind: str, content: bytes) -> None:
    replies.write(f"{kind} {len(content)}\n".encode())
    replies.write(content)
    replies.flush()


def _enter() -> tuple[BinaryIO, BinaryIO]:
    """Lower the priority, and leave signals that reach the whole group to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if sys.platform != "win32":
        os.nice(NICENESS)
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # What libraries print does not get among the replies.
    return sys.stdin.buffer, replies


def _limit_address_space() -> None:
    """Let allocations beyond MAX_ADDRESS_SPACE fail, where the system says what is in use."""
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    limit = pages * resource.getpagesize() + MAX_ADDRESS_SPACE
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # No core dump keeps somebody's picture.


def _limit_cpu_time(seconds: float) -> None:
    """Have the system end this process after so much more CPU time, rounded up to a second."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time() + seconds), hard))


if __name__ == "__main__":
    main()
