"""What runs in the limited process: pictures that strangers sent are decoded here.

Started as `python -m generation.limited`. Requests come on standard input and replies go to
standard output, each a line of text and raw bytes behind it. Nothing is pickled: whoever takes
this process over by a fault of a codec cannot make its parent run anything.
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

from generation.errors import InvalidRequest

# The event loop comes first, then a person who waits for an answer, then the denoising (10).
NICENESS = 5
# What decoding may take beside the interpreter and the libraries. A picture of 16 megapixels
# takes up to 400 MiB: coefficients, and four bytes a pixel in each of a few copies.
MOST_BYTES = 2**30


def main() -> None:
    """Answer requests until standard input ends."""
    requests, replies = _enter()
    # Not at the top: the parent imports this file for the format of the messages.
    from PIL import JpegImagePlugin, PngImagePlugin, WebPImagePlugin  # noqa: F401 - registered

    from generation import canvas, metadata  # noqa: F401 - imported before memory is limited

    _limit_memory()
    _reply(replies, "ready", b"")
    while line := requests.readline():
        request = json.loads(line)
        pictures = [requests.read(size) for size in request["sizes"]]
        _limit_cpu_time(request["cpu_s"])
        _reply(replies, *_answer(request["task"], pictures, request["size"]))


def _answer(task: str, pictures: Sequence[bytes], size: Sequence[int]) -> tuple[str, bytes]:
    from generation import canvas, metadata

    try:
        if task == "fields_in":
            return "fields", json.dumps(metadata.fields_in(pictures[0])).encode()
        if task == "start_png":
            return "picture", canvas.framed(pictures[0], *size)
        return "picture", canvas.blended(pictures, *size)
    except InvalidRequest as error:
        refusal = error.field, str(error.value), error.code, error.limits
        return "refused", json.dumps(refusal).encode()


def _reply(replies: BinaryIO, kind: str, content: bytes) -> None:
    replies.write(f"{kind} {len(content)}\n".encode())
    replies.write(content)
    replies.flush()


def _enter() -> tuple[BinaryIO, BinaryIO]:
    """Make this process modest, and deaf to signals that are meant for its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if sys.platform != "win32":
        os.nice(NICENESS)
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # What libraries print does not get among the replies.
    return sys.stdin.buffer, replies


def _limit_memory() -> None:
    """Limit the address space to what is in use and MOST_BYTES, where the system can say both."""
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    limit = pages * resource.getpagesize() + MOST_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # Nobody's picture is left in a core dump.


def _limit_cpu_time(seconds: float) -> None:
    """Let the system end this process after so much more CPU time."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    limit = math.ceil(time.process_time() + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, hard))


if __name__ == "__main__":
    main()
