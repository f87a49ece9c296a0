"""Parsing of a `parameters` text, of any tool, into fields by name."""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress

PROMPT, NEGATIVE = "Prompt", "Negative prompt"
# A key, and a value that is quoted as JSON or has no comma. Keys are bounded: otherwise a long text
# without any would take quadratic time, and block the process meanwhile.
FIELD = re.compile(r'(\w[\w \-/]{1,40}):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)')
FEWEST_FIELDS = 3  # Fewer count as a part of the prompt.
# Fields of every tool, in a form that is no word of a prompt: a prompt may have labels, too.
KNOWN = re.compile(
    r"(?<!\w)(?:(Steps|Seed): *-?\d+|(Size): *\d+x\d+|(CFG scale): *[\d.]+|(Sampler): *[^,]+)"
    r"\s*(?:,|$)",
    re.IGNORECASE,
)
FEWEST_KNOWN = 2
SHOWN = re.compile(r"\S")
NAMED_LINE = re.compile(r"([A-Z][\w \-/]{1,40}):\s*(.*)")
# The beginning of an object or a list of objects, whole or damaged; a prompt may begin with a
# brace, too.
OBJECT = re.compile(r'\s*(?:\[\s*)?\{\s*"[^"]*"\s*:')


class Number(str):
    """A number of JSON with all of its digits, as it is written."""

    __slots__ = ()


_JSON = json.JSONDecoder(parse_int=Number, parse_float=Number)


def parse_fields(text: str) -> dict[str, str]:
    """Parse a `parameters` text.

    The fields are the last line, as AUTOMATIC1111 writes them, or an earlier one if other tools
    added lines after it, or the end of a line if the line breaks were lost. All other text stays
    in the prompts.

    Returns:
        The fields by name, with the texts as "Prompt" and "Negative prompt".

    Reference:
        AUTOMATIC1111/stable-diffusion-webui, modules/infotext_utils.py,
        parse_generation_parameters.
    """
    lines = text.strip().split("\n")
    begin = _find_fields(lines)
    if begin is None:
        return _split_texts(lines)
    row, column = begin
    more_fields, more_lines = _parse_trailing_lines(lines[row + 1 :])
    raw = _parse_line(lines[row][column:].strip()) | more_fields
    # Texts that share a line with the fields are split into lines again.
    prompt, mark, negative = lines[row][:column].partition(f"{NEGATIVE}:")
    restored = _strip_joint(prompt), f"{mark} {_strip_joint(negative)}" if mark else ""
    texts = _split_texts([*lines[:row], *filter(None, restored), *more_lines])
    fields = dict(raw)
    for name, value in raw.items():
        if value.startswith('"') and value.endswith('"'):
            with suppress(ValueError):
                fields[name] = str(json.loads(value))
    if texts.keys() <= fields.keys():  # We write both where lines cannot hold them.
        return texts | fields
    pairs = ((name, (text, fields.pop(name, ""))) for name, text in texts.items())
    return {name: "\n".join(filter(None, parts)) for name, parts in pairs} | fields


def json_object(text: str) -> Mapping[str, object] | None:
    """Parse a text that is one JSON object, or a list that begins with one; None for others."""
    text = text.strip()
    if not OBJECT.match(text):
        return None
    try:
        value, end = _JSON.raw_decode(text)
    except (RecursionError, ValueError):
        return None
    first = value[0] if isinstance(value, list) else value
    return first if end == len(text) and isinstance(first, dict) else None


def _find_fields(lines: Sequence[str]) -> tuple[int, int] | None:
    """Find the row and the column at which the fields begin."""
    marks = [list(KNOWN.finditer(line)) for line in lines]
    known = [{mark[mark.lastindex or 0].lower() for mark in found} for found in marks]
    rows = [row for row, names in enumerate(known) if len(names) >= FEWEST_KNOWN]
    row = max(
        rows, key=lambda row: ("steps" in known[row], row), default=_find_lines_of_one_field(marks)
    )
    if row is None:
        return None
    line, column = lines[row], marks[row][0].start()
    at = _skip_space(line, 0)
    while at < column and (field := FIELD.match(line, at)) and not field[1].endswith(NEGATIVE):
        at = _skip_space(line, _find_value_end(line, field) + 1)
    if at == column:  # Only fields precede the first known one.
        column = 0
    block = ",".join([line[column:], *lines[row + 1 :]])
    return (row, column) if len(FIELD.findall(block)) >= FEWEST_FIELDS else None


def _find_lines_of_one_field(marks: Sequence[Sequence[re.Match[str]]]) -> int | None:
    """Find the first of the last lines that each begin with a known field, if there are several."""
    begins = [bool(found and not found[0].start()) for found in marks]
    end = len(begins) - begins[::-1].index(True) if True in begins else 0
    first = end
    while first and begins[first - 1]:
        first -= 1
    return first if end - first >= FEWEST_KNOWN else None


def _skip_space(line: str, at: int) -> int:
    word = SHOWN.search(line, at)
    return word.start() if word else len(line)


def _parse_line(line: str) -> dict[str, str]:
    """Parse the fields of a line; text between two fields belongs to the first of them."""
    fields, field = dict[str, str](), FIELD.search(line)
    while field:
        name, begin, end = field[1], field.start(2), _find_value_end(line, field)
        field = FIELD.search(line, end)
        rest = line[end : field.start() if field else len(line)].rstrip(", ")
        fields[name] = line[begin:end] + (rest if rest.strip(", ") else "")
    return fields


def _find_value_end(line: str, field: re.Match[str]) -> int:
    """Find the end of a value, which may be a list or an object of JSON without quotes."""
    begin = field.start(2)
    if line[begin : begin + 1] in ("[", "{"):
        with suppress(RecursionError, ValueError):
            _, end = _JSON.raw_decode(line, begin)
            if line[end : end + 1] in ("", ","):
                return end
    return field.end(2)


def _parse_trailing_lines(lines: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Parse the lines after the fields into further fields and lines of the prompts.

    A line with a name, such as "Template: a {red|blue} boat", is one field with the lines after it.
    """
    fields, texts, name = dict[str, str](), list[str](), ""
    for line in filter(str.strip, lines):
        named = NAMED_LINE.match(line)
        if KNOWN.match(line):
            fields |= _parse_line(line.strip())
        elif named and named[1] != NEGATIVE:
            name = named[1]
            fields[name] = named[2].strip()
        elif name and not named:
            fields[name] += f"\n{line.strip()}"
        else:
            texts.append(line)
    return fields, texts


def _strip_joint(text: str) -> str:
    """Remove a full stop or commas that replaced a lost line break at the end of a text."""
    return text.removesuffix(".").strip(" ,")


def _split_texts(lines: Sequence[str]) -> dict[str, str]:
    """Split lines into the prompt and the negative prompt."""
    texts: dict[str, list[str]] = {PROMPT: [], NEGATIVE: []}
    name = PROMPT
    for line in map(str.strip, lines):
        if line.startswith(f"{NEGATIVE}:"):
            name = NEGATIVE
        texts[name].append(line.removeprefix(f"{NEGATIVE}:").strip() if name == NEGATIVE else line)
    return {name: "\n".join(text).lstrip("\n") for name, text in texts.items()}
