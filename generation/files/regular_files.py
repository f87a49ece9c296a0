"""Regular files of the models folder, read within bounds and without waiting for any."""

import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from generation.errors import ModelUnavailable

MOST_TEXT_BYTES = 1_000_000
MOST_SHOWN = 100
# No number of a config or a header has more: sizes and offsets are 64 bits wide.
MOST_DIGITS = 20
# Opening a pipe would otherwise wait for its other end; Windows has no such flags.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def printable(text: str) -> str:
    """Replace characters that steer a terminal or have no UTF-8 by question marks."""
    return "".join(char if char.isprintable() else "?" for char in text)


def shown(value: object) -> str:
    """Spell out what a file states, short and printable."""
    text = value if isinstance(value, str) else repr(value)
    return printable(text[:MOST_SHOWN]) + "…" * (len(text) > MOST_SHOWN)


def is_regular(path: Path) -> bool:
    """Test whether a path leads, over links or not, to a regular file."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116  # Mirrors os.fstat below.
    except (OSError, ValueError):  # ValueError: a null byte in the name.
        return False


@contextmanager
def opened_regular(path: Path) -> Iterator[BinaryIO]:
    """Open a regular file for reading; never a pipe, a device or a socket.

    Raises:
        ModelUnavailable: there is none.
        OSError: it may not be read.
    """
    # Asked before opening, which alone can set a device to work, and after, of what was opened.
    if not is_regular(path):
        raise ModelUnavailable(f"{shown(path.name)} is not there, or is no file.")
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ModelUnavailable(f"{shown(path.name)} is no regular file.")
        yield file


def start_of(path: Path) -> str:
    """Read the first megabyte of a text that may be there; what cannot be read is empty."""
    try:
        with opened_regular(path) as file:
            return file.read(MOST_TEXT_BYTES).decode("utf-8", "replace")
    except (OSError, ModelUnavailable):
        return ""


def read_json(path: Path) -> dict[str, Any]:
    """Read a small JSON object, such as a diffusers config.

    Raises:
        ModelUnavailable: the file is missing, too large for a config, or no JSON object.
    """
    try:
        with opened_regular(path) as file:
            content = file.read(MOST_TEXT_BYTES + 1)
        if len(content) > MOST_TEXT_BYTES:
            raise ValueError("it is too large for a config")
        return parse_object(content)
    except (OSError, ValueError, ModelUnavailable) as error:
        place = shown(f"{path.parent.name}/{path.name}")
        raise ModelUnavailable(f"{place} cannot be read: {str(error).rstrip('.')}.") from error


def parse_object(content: bytes | str) -> dict[str, Any]:
    """Parse a JSON object whose keys are unique and whose integers fit into 64 bits.

    Raises:
        ValueError: it is none.
    """
    try:
        parsed = json.loads(content, parse_int=_integer, object_pairs_hook=_unique)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error
    if not isinstance(parsed, dict):
        raise ValueError("it holds no object")
    return parsed


def _integer(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise ValueError(f"it states a number of {len(digits)} digits")
    return int(digits)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ValueError("it states a key twice")
    return content
