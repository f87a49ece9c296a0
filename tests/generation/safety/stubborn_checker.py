"""The checker's process, with commands from tests in place of pictures."""

import json
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Never

from generation.processes.serving import serve

HEAVY = {"keras", "keras_cv", "tensorflow", "discord", "sqlalchemy", "bot"}


def hang() -> Never:
    while True:
        time.sleep(3600)


def done(*scores: float) -> tuple[str, bytes]:
    return "done", json.dumps(scores).encode()


COMMANDS: dict[bytes, Callable[[], tuple[str, bytes]]] = {
    b"hang": hang,
    b"die": lambda: os._exit(3),
    b"fail": lambda: ("failed", b"MemoryError"),
    b"refuse": lambda: ("refused", b""),
    b"nan": lambda: done(float("nan")),
    b"above": lambda: done(1.01),
    b"below": lambda: done(-0.01),
    b"too few": done,
    b"pid": lambda: done(os.getpid() / 2**32),
    b"environment": lambda: done(float(any("TOKEN" in name for name in os.environ))),
    b"modules": lambda: done(float(bool(sys.modules.keys() & HEAVY))),
}


def answer(_request: Mapping[str, Any], pictures: Sequence[bytes]) -> tuple[str, bytes]:
    return COMMANDS[pictures[0]]() if pictures else done()


if __name__ == "__main__":
    serve(lambda: answer)
