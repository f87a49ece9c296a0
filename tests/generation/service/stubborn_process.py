"""The limited process, with commands from tests in place of start pictures."""

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Never

from generation.images import decoder_process, opening
from generation.processes import serving

HEAVY = {"keras", "keras_cv", "tensorflow", "discord", "sqlalchemy", "bot"}
framed = opening.start_png


def spin() -> Never:
    while True:
        pass


def hang() -> bytes:
    time.sleep(3600)
    return b"never"


def fail() -> Never:
    raise RuntimeError("a secret prompt")


def write_much() -> bytes:
    os.write(1, b"from a library\n" * 1000)
    return b"printed"


def reply(line: bytes) -> bytes:
    """Write into whatever may be the pipe of replies."""
    for descriptor in range(3, 10):
        with suppress(OSError):
            os.write(descriptor, line)
    return b"replied"


COMMANDS: dict[bytes, Callable[[], bytes]] = {
    b"hang": hang,
    b"spin": spin,
    b"die": lambda: os._exit(3),
    b"memory": lambda: bytes(2 * serving.MAX_ADDRESS_SPACE),
    b"fail": fail,
    b"print": write_much,
    b"garbage": lambda: reply(b"no reply at all\n"),
    b"endless": lambda: reply(b"done 99999999999\n"),
    b"environment": lambda: " ".join(os.environ).encode(),
    b"modules": lambda: " ".join(sys.modules.keys() & HEAVY).encode(),
    b"pid": lambda: str(os.getpid()).encode(),
}


def run_command(data: bytes, width: int, height: int) -> bytes:
    return COMMANDS[data]() if data in COMMANDS else framed(data, width, height)


if __name__ == "__main__":
    opening.start_png = run_command
    decoder_process.main()
