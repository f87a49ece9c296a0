"""Parsing of other tools' metadata, besides `parameters` texts, into the same fields."""

import json
import re
from collections.abc import Callable, Iterable, Mapping

from generation.images.metadata.comfyui import parse_graph
from generation.images.metadata.fields import NEGATIVE, OBJECT, PROMPT, json_object, parse_fields

# The texts of a picture by place; see `generation.images.metadata.text_chunks`.
Texts = Mapping[str, str]
Fields = dict[str, str]
MOST_TEXT = 65_536  # Characters; a longer text was written to keep its readers busy.

# AUTOMATIC1111's names of fields, by other tools' names of them in lower case without `_`.
NAMES: Mapping[str, str] = {
    **dict.fromkeys(("prompt", "positiveprompt", "fullprompt", "c"), PROMPT),
    **dict.fromkeys(("negativeprompt", "fullnegativeprompt", "uc"), NEGATIVE),
    **dict.fromkeys(("steps", "numsteps", "numinferencesteps"), "Steps"),
    **dict.fromkeys(("sampler", "samplername"), "Sampler"),
    **dict.fromkeys(("cfgscale", "cfg", "scale", "guidancescale"), "CFG scale"),
    "seed": "Seed",
    "size": "Size",
    **dict.fromkeys(("model", "basemodel", "modelname"), "Model"),
}
# Objects that contain the values one level deeper.
WRAPPERS = ("sui_image_params", "image")
# Places of a `parameters` text of tools without a place of their own.
OTHER_PLACES = ("description", "comment", "imagedescription", "xpcomment", "generation_data")
# Patterns by tool, searched for in lines of "place: beginning of the text".
TOOLS: Mapping[str, re.Pattern[str]] = {
    "SwarmUI": re.compile(r"sui_image_params|SwarmUI"),
    "Fooocus": re.compile(r"^fooocus_scheme|^software: *Fooocus", re.MULTILINE),
    "InvokeAI": re.compile(r"^(invokeai_\w+|sd-metadata|dream): ", re.MULTILINE),
    "NovelAI": re.compile(r"^(software|source|title): *NovelAI", re.MULTILINE),
    "Draw Things": re.compile(r"Draw Things"),
    "ComfyUI": re.compile(r"^(workflow|prompt): ", re.MULTILINE),
}
MOST_SEARCHED = 2000  # Characters of a text that are searched for its tool.
_DREAM = re.compile(r'"(?P<prompt>.*)"(?P<options>[^"]*)', re.DOTALL)
_DREAM_OPTION = re.compile(r"-(\w) (\S+)")
_DREAM_NAMES = {"s": "Steps", "S": "Seed", "C": "CFG scale", "A": "Sampler", "W": "W", "H": "H"}


def read_fields(texts: Texts) -> Fields | None:
    """Read the fields from the texts of a picture, of any tool.

    Returns:
        Fields as of `generation.images.metadata.fields`; None if there are none.
    """
    for reader in READERS:
        if fields := reader(texts):
            return fields
    return None


def name_tool(texts: Texts) -> str:
    """Recognise the tool that wrote the texts of a picture; empty if it is unknown."""
    lines = "\n".join(f"{place}: {text[:MOST_SEARCHED]}" for place, text in texts.items())
    return next((tool for tool, mark in TOOLS.items() if mark.search(lines)), "")


def parse_json_fields(text: str) -> Fields | None:
    """Parse a JSON object with a prompt; None for any other text."""
    values = json_object(text) if len(text) <= MOST_TEXT else None
    return None if values is None else _map_fields(values)


def _map_fields(values: Mapping[str, object]) -> Fields | None:
    named, others = Fields(), Fields()
    pairs = (
        pair
        for key, value in values.items()
        for pair in (
            value.items() if key in WRAPPERS and isinstance(value, dict) else [(key, value)]
        )
    )
    for key, value in pairs:
        name = NAMES.get(_fold_name(key))
        if name and name not in named:
            named[name] = _format_value(value)
        elif text := _format_value(value):
            others[key] = text
    if PROMPT not in named:
        return None
    if {"width", "height"} <= others.keys():
        named.setdefault("Size", f"{others['width']}x{others['height']}")
    return {PROMPT: "", NEGATIVE: ""} | named | others


def _fold_name(name: str) -> str:
    return re.sub(r"[_\s]", "", name.lower())


def _format_value(value: object) -> str:
    """Format a value of JSON as text; an object with a prompt or a name as the latter."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        names = ("prompt", "name", "model_name")
        own = next((value[name] for name in names if isinstance(value.get(name), str)), None)
        return json.dumps(value, ensure_ascii=False) if own is None else str(own)
    if isinstance(value, list):
        return ", ".join(map(_format_value, value))
    return "" if value is None else str(value).lower()


def _read_parameters(texts: Texts) -> Fields | None:
    """Read AUTOMATIC1111's text, or the JSON of SwarmUI and Fooocus in the same place."""
    for place in ("parameters", "usercomment"):
        text = _bounded_text(texts, place)
        if text.strip() and (fields := _parse_text(text)):
            return fields
    return None


def _parse_text(text: str) -> Fields | None:
    """Parse JSON or a `parameters` text; a text that looks like JSON is no prompt."""
    fields = parse_json_fields(text)
    if fields is None and (read := parse_fields(text)).keys() != {PROMPT, NEGATIVE}:
        return read
    return (
        {PROMPT: text.strip(), NEGATIVE: ""}
        if fields is None and not OBJECT.match(text)
        else fields
    )


def _read_invokeai(texts: Texts) -> Fields | None:
    for place in ("invokeai_metadata", "sd-metadata"):
        if fields := parse_json_fields(_bounded_text(texts, place)):
            return fields
    dream = _DREAM.fullmatch(_bounded_text(texts, "dream").strip())
    if dream is None:
        return None
    options = dict(_DREAM_OPTION.findall(dream["options"]))
    named = {_DREAM_NAMES[key]: value for key, value in options.items() if key in _DREAM_NAMES}
    size = {"Size": f"{named.pop('W')}x{named.pop('H')}"} if {"W", "H"} <= named.keys() else {}
    return {PROMPT: dream["prompt"], NEGATIVE: ""} | named | size


def _read_novelai(texts: Texts) -> Fields | None:
    """Read NovelAI's JSON; an older one has no prompt in it, but in the description."""
    values = json_object(_bounded_text(texts, "comment"))
    if values is None or values.keys().isdisjoint({"prompt", "uc"}):
        return None
    described = {"prompt": texts["description"]} if "description" in texts else {}
    return _map_fields({**described, **values})


def _read_draw_things(texts: Texts) -> Fields | None:
    """Read Draw Things' XMP, which has several texts; a negative prompt begins with a minus."""
    written = _bounded_text(texts, "xmp").replace("\n-", f"\n{NEGATIVE}: ").split("\0")
    fields = _first_with_steps(written) or {}
    named = {NAMES.get(_fold_name(name), name): value for name, value in fields.items()}
    return named or None


def _first_with_steps(written: Iterable[str]) -> Fields | None:
    found = (_parse_text(text) or {} for text in written)
    return next((fields for fields in found if "Steps" in fields), None)


def _bounded_text(texts: Texts, place: str) -> str:
    """Return the text of a place; empty if it is too long."""
    text = texts.get(place, "")
    return text if len(text) <= MOST_TEXT else ""


READERS: tuple[Callable[[Texts], Fields | None], ...] = (
    _read_parameters,
    _read_invokeai,
    _read_novelai,
    # ComfyUI's graph.
    lambda texts: parse_graph(json_object(texts.get("prompt", "")) or {}, MOST_TEXT),
    # Places that also hold texts without fields.
    lambda texts: _first_with_steps(_bounded_text(texts, place) for place in OTHER_PLACES),
    _read_draw_things,
)
