"""What other tools write into their pictures besides `parameters` texts, as the same fields."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from generation.images.metadata.comfyui import fields_of_graph
from generation.images.metadata.fields import NEGATIVE, OBJECT, PROMPT, json_object, parse_fields

# The texts of a picture, by the places where they stand; see
# `generation.images.metadata.text_chunks`.
Texts = Mapping[str, str]
Fields = dict[str, str]
MOST_TEXT = 65_536  # Characters; what is longer was written to keep its readers busy.

# Names of AUTOMATIC1111's, by those that other tools have for the same, without `_` and case.
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
# Objects in which the values stand one level deeper.
WRAPPERS = ("sui_image_params", "image")
# Where tools without a place of their own put a `parameters` text.
OTHER_PLACES = ("description", "comment", "imagedescription", "xpcomment", "generation_data")
# Tools by what stands in their pictures: "place: beginning of the text".
TOOLS: Mapping[str, re.Pattern[str]] = {
    "SwarmUI": re.compile(r"sui_image_params|SwarmUI"),
    "Fooocus": re.compile(r"^fooocus_scheme|^software: *Fooocus", re.MULTILINE),
    "InvokeAI": re.compile(r"^(invokeai_\w+|sd-metadata|dream): ", re.MULTILINE),
    "NovelAI": re.compile(r"^(software|source|title): *NovelAI", re.MULTILINE),
    "Draw Things": re.compile(r"Draw Things"),
    "ComfyUI": re.compile(r"^(workflow|prompt): ", re.MULTILINE),
}
TOLD = 2000  # Characters of a text in which its tool is looked for.
_DREAM = re.compile(r'"(?P<prompt>.*)"(?P<options>[^"]*)', re.DOTALL)
_DREAM_OPTION = re.compile(r"-(\w) (\S+)")
_DREAM_NAMES = {"s": "Steps", "S": "Seed", "C": "CFG scale", "A": "Sampler", "W": "W", "H": "H"}


def read_fields(texts: Texts) -> Fields | None:
    """Read the fields that the texts of a picture hold, of whatever tool.

    Returns:
        Fields as of `generation.images.metadata.fields`; None if there are none.
    """
    for reader in READERS:
        if fields := reader(texts):
            return fields
    return None


def name_tool(texts: Texts) -> str:
    """Recognise the tool that wrote the texts of a picture; empty if it is none that is known."""
    told = "\n".join(f"{place}: {text[:TOLD]}" for place, text in texts.items())
    return next((tool for tool, mark in TOOLS.items() if mark.search(told)), "")


def parse_json_fields(text: str) -> Fields | None:
    """Read one JSON object with a prompt in it; None if it is none."""
    values = json_object(text) if len(text) <= MOST_TEXT else None
    return None if values is None else _fields_of(values)


def _fields_of(values: Mapping[str, object]) -> Fields | None:
    named, others = Fields(), Fields()
    for key, value in _unwrapped(values):
        name = NAMES.get(_folded(key))
        if name and name not in named:
            named[name] = _text(value)
        elif text := _text(value):
            others[key] = text
    if PROMPT not in named:
        return None
    if {"width", "height"} <= others.keys():
        named.setdefault("Size", f"{others['width']}x{others['height']}")
    return {PROMPT: "", NEGATIVE: ""} | named | others


def _folded(name: str) -> str:
    return re.sub(r"[_\s]", "", name.lower())


def _unwrapped(values: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for key, value in values.items():
        if key in WRAPPERS and isinstance(value, dict):
            yield from value.items()
        else:
            yield key, value


def _text(value: object) -> str:
    """Write a value of JSON as a text; of what has a prompt or a name of its own, that."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        names = ("prompt", "name", "model_name")
        own = next((value[name] for name in names if isinstance(value.get(name), str)), None)
        return json.dumps(value, ensure_ascii=False) if own is None else str(own)
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return "" if value is None else str(value).lower()


def _parameters(texts: Texts) -> Fields | None:
    """Read AUTOMATIC1111's text, or the JSON that SwarmUI and Fooocus put in its place."""
    for place in ("parameters", "usercomment"):
        text = _short(texts, place)
        if text.strip() and (fields := _fields_of_text(text)):
            return fields
    return None


def _fields_of_text(text: str) -> Fields | None:
    """Read JSON or a `parameters` text; what looks like JSON is no prompt."""
    fields = parse_json_fields(text)
    if fields is None and (read := parse_fields(text)).keys() != {PROMPT, NEGATIVE}:
        return read
    return (
        {PROMPT: text.strip(), NEGATIVE: ""}
        if fields is None and not OBJECT.match(text)
        else fields
    )


def _invokeai(texts: Texts) -> Fields | None:
    for place in ("invokeai_metadata", "sd-metadata"):
        if fields := parse_json_fields(_short(texts, place)):
            return fields
    dream = _DREAM.fullmatch(_short(texts, "dream").strip())
    if dream is None:
        return None
    options = dict(_DREAM_OPTION.findall(dream["options"]))
    named = {_DREAM_NAMES[key]: value for key, value in options.items() if key in _DREAM_NAMES}
    size = {"Size": f"{named.pop('W')}x{named.pop('H')}"} if {"W", "H"} <= named.keys() else {}
    return {PROMPT: dream["prompt"], NEGATIVE: ""} | named | size


def _novelai(texts: Texts) -> Fields | None:
    """Read its JSON, in which an older one has no prompt: that is the description."""
    values = json_object(_short(texts, "comment"))
    if values is None or values.keys().isdisjoint({"prompt", "uc"}):
        return None
    told = {"prompt": texts["description"]} if "description" in texts else {}
    return _fields_of({**told, **values})


def _comfyui(texts: Texts) -> Fields | None:
    graph = json_object(texts.get("prompt", ""))
    return None if graph is None else fields_of_graph(graph, MOST_TEXT)


def _elsewhere(texts: Texts) -> Fields | None:
    """Find a text with fields in it where other texts stand, too."""
    return _first_with_steps(_short(texts, place) for place in OTHER_PLACES)


def _draw_things(texts: Texts) -> Fields | None:
    """Read its XMP, whose texts stand apart; a negative prompt begins with a minus there."""
    written = _short(texts, "xmp").replace("\n-", f"\n{NEGATIVE}: ").split("\0")
    fields = _first_with_steps(written) or {}
    named = {NAMES.get(_folded(name), name): value for name, value in fields.items()}
    return named or None


def _first_with_steps(written: Iterable[str]) -> Fields | None:
    found = (_fields_of_text(text) or {} for text in written)
    return next((fields for fields in found if "Steps" in fields), None)


def _short(texts: Texts, place: str) -> str:
    """Give the text of a place; none, where it is too long."""
    text = texts.get(place, "")
    return text if len(text) <= MOST_TEXT else ""


READERS: tuple[Callable[[Texts], Fields | None], ...] = (
    _parameters,
    _invokeai,
    _novelai,
    _comfyui,
    _elsewhere,
    _draw_things,
)
