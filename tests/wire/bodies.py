"""Reading what discord.py sends: JSON, or a form with `payload_json` and files."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.wire.messages import Incoming

_NAME = re.compile(rb'[; ]name="([^"]*)"')
_FILENAME = re.compile(rb'[; ]filename="([^"]*)"')
_FILE = re.compile(r"files\[(\d+)\]")


@dataclass(frozen=True)
class Body:
    json: Any = None
    files: dict[int, Incoming] = field(default_factory=dict)
    kind: str = "application/json"


def read(data: bytes, content_type: str) -> Body:
    """Read a request's body; raises ValueError if it is not what its header says."""
    kind, _, parameters = content_type.partition(";")
    if not data:
        return Body()
    if kind == "multipart/form-data":
        return _form(data, parameters.partition("boundary=")[2].strip('"').encode())
    return Body(json.loads(data), kind=kind)


def _form(data: bytes, boundary: bytes) -> Body:
    body, files = None, {}
    for name, filename, value in _parts(data, boundary):
        if name == "payload_json":
            body = json.loads(value)
        elif match := _FILE.fullmatch(name):
            files[int(match[1])] = Incoming(filename, value)
    return Body(body, files, "multipart/form-data")


# aiohttp's own reader works line by line, which costs a load bench most of its core.
def _parts(data: bytes, boundary: bytes) -> Iterator[tuple[str, str, bytes]]:
    for part in data.split(b"--" + boundary)[1:-1]:
        head, _, value = part.partition(b"\r\n\r\n")
        yield _match(_NAME, head), _match(_FILENAME, head), value.removesuffix(b"\r\n")


def _match(pattern: re.Pattern[bytes], head: bytes) -> str:
    found = pattern.search(head)
    return found[1].decode() if found else ""
