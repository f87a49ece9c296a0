"""AUTOMATIC1111's way of reading parameters, written anew from its documented behaviour.

The last line holds the fields if at least three are found in it: `Name: value`, separated by
commas, a value with a comma, a colon or a line break being quoted as JSON. Lines from the first
that begins with "Negative prompt:" on are the negative prompt, those before it the prompt. A value
that looks like 512x768 is told as two, NAME-1 and NAME-2; one that is empty is not told.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress

MARK = "Negative prompt:"
QUOTED = re.compile(r'"(?:[^"\\]|\\.)+"')
NAME = re.compile(r"\s*(?P<name>\w[\w \-/]+):\s*")
SIZE = re.compile(r"(\d+)x(\d+)")


def read(text: str) -> dict[str, str]:
    lines = text.strip().split("\n")
    fields = list(_fields(lines[-1]))
    if len(fields) >= 3:
        del lines[-1]
    else:
        fields = []
    told = _texts(lines)
    for name, value in fields:
        told |= _told(name, value)
    return told


def _texts(lines: list[str]) -> dict[str, str]:
    prompt, negative, before = "", "", True
    for line in (line.strip() for line in lines):
        before = before and not line.startswith(MARK)
        if before:
            prompt += f"\n{line}" if prompt else line
        else:
            rest = line[len(MARK) :].strip() if line.startswith(MARK) else line
            negative += f"\n{rest}" if negative else rest
    return {"Prompt": prompt, "Negative prompt": negative}


def _fields(line: str) -> Iterator[tuple[str, str]]:
    """Walk along the line; what is no field is stepped over."""
    at = 0
    while at < len(line):
        name = NAME.match(line, at)
        if name is None:
            at += 1
            continue
        quoted = QUOTED.match(line, name.end())
        ends = (
            [quoted.end()] if quoted and line[quoted.end() : quoted.end() + 1] in ("", ",") else []
        )
        comma = line.find(",", name.end())
        end = ends[0] if ends else len(line) if comma < 0 else comma
        yield name["name"], line[name.end() : end]
        at = end + 1


def _told(name: str, value: str) -> dict[str, str]:
    if not value:
        return {}
    if value[0] == value[-1] == '"':
        with suppress(ValueError):
            value = json.loads(value)
    size = SIZE.match(value)
    return {f"{name}-1": size[1], f"{name}-2": size[2]} if size else {name: value}
