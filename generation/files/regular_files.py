"""Bounded reading of regular files, which never waits for a pipe or a device."""

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


def replace_unprintable(text: str) -> str:
    """Replace characters that control a terminal or have no UTF-8 by question marks."""
    return "".join(char if char.isprintable() else "?" for char in text)


def format_value(value: object) -> str:
    """Format a value that a file states, shortened and printable."""
    text = value if isinstance(value, str) else repr(value)
    return replace_unprintable(text[:MOST_SHOWN]) + "…" * (len(text) > MOST_SHOWN)


def is_regular(path: Path) -> bool:
    """Check whether a path leads, over links or not, to a regular file."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116  # Mirrors os.fstat below.
    except (OSError, ValueError):  # ValueError: a null byte in the name.
        return False


@contextmanager
def open_regular(path: Path) -> Iterator[BinaryIO]:
    """Open a regular file for reading; never a pipe, a device or a socket.

    Raises:
        ModelUnavailable: the path leads to no regular file.
        OSError: the file may not be read.
    """
    # Checked before opening, since opening a device can already start it, and after, in case the
    # path was replaced in between.
    if not is_regular(path):
        raise ModelUnavailable(f"{format_value(path.name)} is not there, or is no file.")
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ModelUnavailable(f"{format_value(path.name)} is no regular file.")
        yield file


def read_start(path: Path) -> str:
    """Read the first megabyte of a text file; an unreadable or missing file is empty."""
    try:
        with open_regular(path) as file:
            return file.read(MOST_TEXT_BYTES).decode("utf-8", "replace")
    except (OSError, ModelUnavailable):
        return ""


def read_small(path: Path) -> bytes:
    """Read a file of at most a megabyte.

    Raises:
        ModelUnavailable: the path leads to no regular file.
        OSError: the file may not be read.
        ValueError: the file is larger.
    """
    with open_regular(path) as file:
        content = file.read(MOST_TEXT_BYTES + 1)
    if len(content) > MOST_TEXT_BYTES:
        raise ValueError("it is too large for a config")
    return content


def read_json(path: Path) -> dict[str, Any]:
    """Read a small JSON object, such as a diffusers config.

    Raises:
        ModelUnavailable: the file is missing, too large for a config, or no JSON object.
    """
    try:
        return parse_object(read_small(path))
    except (OSError, ValueError, ModelUnavailable) as error:
        place = format_value(f"{path.parent.name}/{path.name}")
        raise ModelUnavailable(f"{place} cannot be read: {str(error).rstrip('.')}.") from error


def parse_object(content: bytes | str) -> dict[str, Any]:
    """Parse a JSON object whose keys are unique and whose integers fit into 64 bits.

    Raises:
        ValueError: the content is no such object.
    """
    try:
        parsed = json.loads(content, parse_int=_parse_integer, object_pairs_hook=_unique_dict)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error
    if not isinstance(parsed, dict):
        raise ValueError("it holds no object")
    return parsed


def _parse_integer(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise ValueError(f"it states a number of {len(digits)} digits")
    return int(digits)


def _unique_dict(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ValueError("it states a key twice")
    return content
