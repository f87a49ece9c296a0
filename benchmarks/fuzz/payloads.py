"""INTERACTION_CREATE as Discord writes it, with values of members; and as it never would."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from benchmarks.fuzz.mutation import odd_json, texts
from benchmarks.stub import StubService
from bot.composition import build
from bot.config.settings import Settings
from bot.interactions.client import SyncedCommands
from bot.interactions.staleness import Staleness
from bot.storage import Database
from tests.wire.forms import filled
from tests.wire.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL_SUBMIT

Json = dict[str, Any]


def valid(most: int) -> st.SearchStrategy[str]:
    """Generate texts as Discord sends them: in UTF-8, which has no halves of surrogate pairs."""
    return texts(most).map(lambda text: text.encode("utf-8", "replace").decode())


# What stands for the wire's address and for the id of a picture that was drawn.
WIRE, PICTURE = "WIRE_URL", "PICTURE_ID"
SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE = range(1, 9)
NUMBER, ATTACHMENT = 10, 11
MOST_INTEGER = 2**53
ACTIONS = (
    *("reroll", "vary", "upscale", "edit", "start", "single", "details", "favourite", "delete"),
    *("more", "tags", "erase", "play", "help", "cancel", "bans", "modlog", "next", "nothing"),
)
IDS = st.integers(1, 2**63 - 1).map(str)
# Of buttons: as ours are, as a forger would write them, and anything that has Discord's length.
CUSTOM_IDS = (
    st.tuples(
        st.sampled_from(ACTIONS),
        st.sampled_from((PICTURE, f"{PICTURE}:1", "1", "0", "-1", "9" * 70, "1e9", "a.b,c-d", ":"))
        | IDS
        | valid(70),
    ).map(":".join)
    | valid(100)
).map(lambda text: text[:100] or "x")


@dataclass(frozen=True)
class Use:
    """One use of the bot.

    Args:
        kind: of the interaction.
        data: of it.
        changes: a path into the payload, and what is put there; none for a payload that Discord
            could send.
        written: into the form that it may open.
    """

    kind: int
    data: Json
    changes: tuple[tuple[tuple[int, ...], Any], ...] = ()
    written: str = ""


@functools.cache
def _commands() -> list[Json]:
    """List the bot's commands as Discord is told of them."""
    nothing = Path("nothing")
    service, database = StubService(nothing), Database("sqlite:///nothing")
    bot = build(Settings(), service, database, SyncedCommands(None), Staleness())
    return [command.to_dict(bot.client.tree) for command in bot.client.tree.get_commands()]


def _attachment(number: str, name: str, size: int) -> Json:
    url = f"{WIRE}/attachments/{number}/picture.png"
    return {"id": number, "filename": name, "size": size, "url": url, "proxy_url": url} | {
        "content_type": "image/png",
        "width": 64,
        "height": 64,
        "ephemeral": True,
    }


def _user(number: str, name: str) -> Json:
    return {"id": number, "username": name, "discriminator": "0", "avatar": None, "flags": 0}


@st.composite
def _resolved(draw: st.DrawFn, kind: int, number: str) -> Json:
    name = draw(valid(32)) or "x"
    if kind == ATTACHMENT:
        sizes = st.sampled_from((0, 1, 10**6, 16 * 2**20, 16 * 2**20 + 1, 500 * 2**20))
        return {"attachments": {number: _attachment(number, name, draw(sizes))}}
    if kind == USER:
        return {"users": {number: _user(number, name)}}
    if kind == CHANNEL:
        channel = {"id": number, "type": draw(st.sampled_from((0, 2, 4, 5, 11, 13, 15)))}
        return {"channels": {number: channel | {"name": name, "permissions": "0"}}}
    role = {"id": number, "name": name, "color": 0, "hoist": False, "permissions": "0"}
    return {"roles": {number: role | {"position": 1, "managed": False, "mentionable": False}}}


@st.composite
def _value(draw: st.DrawFn, option: Json) -> Any:
    if option.get("choices"):
        return draw(st.sampled_from(option["choices"]))["value"]
    if option["type"] == STRING:
        text = draw(valid(option.get("max_length", 6000)) | st.sampled_from((PICTURE, "1", "0")))
        return text.ljust(option.get("min_length", 0), "x")[: option.get("max_length", 6000)]
    if option["type"] == BOOLEAN:
        return draw(st.booleans())
    low = option.get("min_value", -MOST_INTEGER)
    high = option.get("max_value", MOST_INTEGER)
    if option["type"] == INTEGER:
        return draw(st.integers(int(low), int(high)) | st.sampled_from((int(low), int(high))))
    return draw(st.floats(low, high) if option["type"] == NUMBER else IDS)


@st.composite
def commands(draw: st.DrawFn) -> Use:
    """Generate the use of a command with options that Discord's client lets through."""
    command: Json = draw(st.sampled_from(_commands()))
    data: Json = {"id": "1", "name": command["name"], "type": command.get("type", 1)}
    if data["type"] != 1:
        return Use(COMMAND, data | draw(_pointed_at(data["type"])))
    path, options = [], command.get("options", [])
    while options and options[0]["type"] in (SUBCOMMAND, GROUP):
        chosen = draw(st.sampled_from(options))
        path.append(chosen)
        options = chosen.get("options", [])
    written, resolved = draw(_options(options))
    focused = [each for each in written if _completes(options, each["name"])]
    kind = COMMAND
    if focused and draw(st.integers(0, 3)) == 0:
        kind = AUTOCOMPLETE
        draw(st.sampled_from(focused))["focused"] = True
    for each in reversed(path):
        written = [{"name": each["name"], "type": each["type"], "options": written}]
    return Use(kind, data | {"options": written} | ({"resolved": resolved} if resolved else {}))


def _completes(options: list[Json], name: str) -> bool:
    return any(each["name"] == name and each.get("autocomplete") for each in options)


@st.composite
def _options(draw: st.DrawFn, options: list[Json]) -> tuple[list[Json], Json]:
    written, resolved = [], dict[str, Json]()
    for option in options:
        if not option.get("required") and draw(st.booleans()):
            continue
        value = draw(_value(option))
        written.append({"name": option["name"], "type": option["type"], "value": value})
        if option["type"] in (USER, CHANNEL, ROLE, ATTACHMENT):
            for kind, entries in draw(_resolved(option["type"], value)).items():
                resolved.setdefault(kind, {}).update(entries)
    return written, resolved


@st.composite
def _pointed_at(draw: st.DrawFn, kind: int) -> Json:
    """Generate what a context menu was opened on: a user, or a message."""
    number = draw(IDS)
    if kind == 2:
        return {"target_id": number, "resolved": draw(_resolved(USER, number))}
    files = draw(st.lists(st.tuples(IDS, valid(30), st.integers(0, 2**30)), max_size=3))
    message = {
        "id": number,
        "channel_id": draw(IDS),
        "type": draw(st.sampled_from((0, 19, 20, 23))),
        "author": _user(draw(IDS), "x"),
        "content": draw(valid(2000)),
        "timestamp": "2026-01-01T00:00:00+00:00",
        "edited_timestamp": None,
        "attachments": [_attachment(*file) for file in files],
        **dict.fromkeys(("tts", "mention_everyone", "pinned"), False),
        **{name: [] for name in ("mentions", "mention_roles", "embeds", "components")},
    }
    return {"target_id": number, "resolved": {"messages": {number: message}}}


BUTTONS = st.builds(
    lambda name: Use(COMPONENT, {"custom_id": name, "component_type": 2}), CUSTOM_IDS
)
MENUS = st.builds(
    lambda name, values: Use(COMPONENT, {"custom_id": name, "component_type": 3, "values": values}),
    CUSTOM_IDS,
    st.lists(valid(100), max_size=25),
)


def _form(name: str, values: Mapping[str, str]) -> Use:
    inputs = [{"type": 4, "custom_id": key, "value": value} for key, value in values.items()]
    labels = [{"type": 18, "component": each} for each in inputs]
    return Use(MODAL_SUBMIT, {"custom_id": name, "components": labels})


FORMS = st.builds(
    _form, CUSTOM_IDS, st.dictionaries(CUSTOM_IDS, valid(4000), min_size=1, max_size=5)
)
# Commands of an older version, which Discord's clients may still show. Not while they are written:
# what discord.py cannot complete it logs itself, as an exception.
OUTDATED = st.builds(
    lambda use, name: Use(COMMAND, {**use.data, "name": name}),
    commands(),
    st.sampled_from(("draw", "imagine", "gallery", "settings", "queue")),
)
# Buttons that are there, some of which open a form that is filled in.
PRESSES = st.builds(
    lambda action, written: Use(
        COMPONENT, {"custom_id": f"{action}:{PICTURE}", "component_type": 2}, (), written
    ),
    st.sampled_from(ACTIONS),
    valid(4000),
)
PROPER = commands() | PRESSES | BUTTONS | MENUS | FORMS | OUTDATED
_CHANGES = st.lists(
    st.tuples(st.lists(st.integers(0, 30), max_size=6).map(tuple), odd_json(texts(100))),
    min_size=1,
    max_size=3,
)
IMPROPER = st.builds(lambda use, changes: Use(use.kind, use.data, tuple(changes)), PROPER, _CHANGES)


def form_of(modal: Json, written: str) -> Use:
    """Fill in a form with one text, as Discord's client lets it through."""
    values = {
        each["custom_id"]: (written or "1")[: each.get("max_length", 4000)]
        for label in modal["components"]
        for each in [label.get("component", label)]
        if "custom_id" in each
    }
    return Use(MODAL_SUBMIT, filled(modal, values))


def changed(value: Any, path: tuple[int, ...], odd: Any) -> Any:
    """Put an odd value at a path into JSON; each step of it counts keys or items round."""
    if not path or not value or not isinstance(value, dict | list):
        return odd
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    key = keys[path[0] % len(keys)]
    copy = value.copy()
    copy[key] = changed(value[key], path[1:], odd)
    return copy
