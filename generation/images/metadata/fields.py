"""A `parameters` text, of whatever tool, as fields by name."""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress

PROMPT, NEGATIVE = "Prompt", "Negative prompt"
# A key, and a value that is quoted as JSON or has no comma. Keys are bounded, else a long text
# without any would take quadratic time, and nothing else would run meanwhile.
FIELD = re.compile(r'(\w[\w \-/]{1,40}):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)')
FEWEST_FIELDS = 3  # Fewer are still part of the prompt.
# What every tool writes, in the form that tells it from words: a prompt may have labels, too.
KNOWN = re.compile(
    r"(?<!\w)(?:(Steps|Seed): *-?\d+|(Size): *\d+x\d+|(CFG scale): *[\d.]+|(Sampler): *[^,]+)"
    r"\s*(?:,|$)",
    re.IGNORECASE,
)
FEWEST_KNOWN = 2
SHOWN = re.compile(r"\S")
NAMED_LINE = re.compile(r"([A-Z][\w \-/]{1,40}):\s*(.*)")
# One object, or a list of some, that is whole or damaged; a prompt may begin with a brace, too.
OBJECT = re.compile(r'\s*(?:\[\s*)?\{\s*"[^"]*"\s*:')


class Number(str):
    """A number of JSON as it is written: with any count of digits, and with all of its places."""

    __slots__ = ()


_JSON = json.JSONDecoder(parse_int=Number, parse_float=Number)


def parse_fields(text: str) -> dict[str, str]:
    """Read a `parameters` text.

    The fields are the last line, as AUTOMATIC1111 writes them, or an earlier one if other tools
    added lines behind it, or the end of a line if the line breaks were lost. What is no field
    stays in the prompts.

    Returns:
        Its fields by name, with the texts as "Prompt" and "Negative prompt".

    Reference:
        AUTOMATIC1111/stable-diffusion-webui, modules/infotext_utils.py,
        parse_generation_parameters.
    """
    lines = text.strip().split("\n")
    place = _fields_place(lines)
    if place is None:
        return _texts(lines)
    row, column = place
    more, behind = _behind(lines[row + 1 :])
    found = _fields_in(lines[row][column:].strip()) | more
    texts = _texts([*lines[:row], *_unbroken(lines[row][:column]), *behind])
    fields = {name: _unquoted(value) for name, value in found.items()}
    if texts.keys() <= fields.keys():  # We write both where lines cannot hold them.
        return texts | fields
    joined = {name: _joined(text, fields.pop(name, "")) for name, text in texts.items()}
    return joined | fields


def _joined(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def json_object(text: str) -> Mapping[str, object] | None:
    """Read a text that is one JSON object, or a list that begins with one; None for others."""
    text = text.strip()
    if not OBJECT.match(text):
        return None
    try:
        value, end = _JSON.raw_decode(text)
    except (RecursionError, ValueError):
        return None
    first = value[0] if isinstance(value, list) else value
    return first if end == len(text) and isinstance(first, dict) else None


def _fields_place(lines: Sequence[str]) -> tuple[int, int] | None:
    """Find the row and the column where the fields begin."""
    marks = [list(KNOWN.finditer(line)) for line in lines]
    known = [{mark[mark.lastindex or 0].lower() for mark in found} for found in marks]
    rows = [row for row, names in enumerate(known) if len(names) >= FEWEST_KNOWN]
    row = max(rows, key=lambda row: ("steps" in known[row], row), default=_one_a_line(marks))
    if row is None:
        return None
    column = _first_field(lines[row], marks[row][0].start())
    block = ",".join([lines[row][column:], *lines[row + 1 :]])
    return (row, column) if len(FIELD.findall(block)) >= FEWEST_FIELDS else None


def _one_a_line(marks: Sequence[Sequence[re.Match[str]]]) -> int | None:
    """Find the first of the last lines that begin with a known field each, if there are several."""
    begins = [bool(found and not found[0].start()) for found in marks]
    end = len(begins) - begins[::-1].index(True) if True in begins else 0
    first = end
    while first and begins[first - 1]:
        first -= 1
    return first if end - first >= FEWEST_KNOWN else None


def _first_field(line: str, known: int) -> int:
    """Step back over fields that stand before the first known one; 0 if there is nothing else."""
    at = _past_space(line, 0)
    while at < known and (field := FIELD.match(line, at)) and not field[1].endswith(NEGATIVE):
        at = _past_space(line, _value_end(line, field) + 1)
    return 0 if at == known else known


def _past_space(line: str, at: int) -> int:
    word = SHOWN.search(line, at)
    return word.start() if word else len(line)


def _fields_in(line: str) -> dict[str, str]:
    """Read the fields of a line; what stands between two belongs to the one before."""
    fields, field = dict[str, str](), FIELD.search(line)
    while field:
        name, begin, end = field[1], field.start(2), _value_end(line, field)
        field = FIELD.search(line, end)
        rest = line[end : field.start() if field else len(line)].rstrip(", ")
        fields[name] = line[begin:end] + (rest if rest.strip(", ") else "")
    return fields


def _value_end(line: str, field: re.Match[str]) -> int:
    """Find the end of a value, which may be a list or an object of JSON without quotes around."""
    begin = field.start(2)
    if line[begin : begin + 1] in ("[", "{"):
        with suppress(RecursionError, ValueError):
            _, end = _JSON.raw_decode(line, begin)
            if line[end : end + 1] in ("", ","):
                return end
    return field.end(2)


def _behind(lines: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Tell further fields in the lines behind the fields from lines of the prompts.

    A line of one name, such as "Template: a {red|blue} boat", is one field with what follows it.
    """
    fields, texts, name = dict[str, str](), list[str](), ""
    for line in filter(str.strip, lines):
        named = NAMED_LINE.match(line)
        if KNOWN.match(line):
            fields |= _fields_in(line.strip())
        elif named and named[1] != NEGATIVE:
            name = named[1]
            fields[name] = named[2].strip()
        elif name and not named:
            fields[name] += f"\n{line.strip()}"
        else:
            texts.append(line)
    return fields, texts


def _unbroken(text: str) -> list[str]:
    """Break texts that stand on one line with the fields into lines."""
    prompt, mark, negative = text.partition(f"{NEGATIVE}:")
    lines = [_unjoined(prompt), f"{mark} {_unjoined(negative)}" if mark else ""]
    return [line for line in lines if line]


def _unjoined(text: str) -> str:
    """Drop what joined a text to the next where a line break was lost: a full stop, a comma."""
    return text.removesuffix(".").strip(" ,")


def _texts(lines: Sequence[str]) -> dict[str, str]:
    """Tell the lines of the prompt from those of the negative prompt."""
    texts: dict[str, list[str]] = {PROMPT: [], NEGATIVE: []}
    name = PROMPT
    for line in map(str.strip, lines):
        if line.startswith(f"{NEGATIVE}:"):
            name = NEGATIVE
        texts[name].append(line.removeprefix(f"{NEGATIVE}:").strip() if name == NEGATIVE else line)
    return {name: "\n".join(text).lstrip("\n") for name, text in texts.items()}


def _unquoted(value: str) -> str:
    if not (value.startswith('"') and value.endswith('"')):
        return value
    try:
        return str(json.loads(value))
    except ValueError:
        return value
