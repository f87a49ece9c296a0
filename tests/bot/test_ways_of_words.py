"""Every place where words of members enter is judged; one that this file does not know fails."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord
import pytest

import bot.features
from tests.bot.features.gallery.scenes import press
from tests.bot.features.remix.test_buttons import _values, drawn
from tests.bot.features.server_settings.scenes import filled, owner
from tests.bot.world import private, world

FEATURES = Path(bot.features.__file__).parent
# Options in which words are drawn or kept for drawing, with what the command needs beside them.
JUDGED: dict[tuple[str, str], dict[str, Any]] = {
    ("imagine", "prompt"): {},
    ("imagine", "negative_prompt"): {"prompt": "apple"},
    ("settings set", "negative_prompt"): {},
    **{
        ("morph", option): {"first": "apple", "second": "pear"}
        for option in ("first", "second", "third", "fourth", "fifth", "sixth", "negative_prompt")
    },
    **{
        ("blend", option): {"first": "apple", "second": "pear"}
        for option in ("first", "second", "third", "negative_prompt")
    },
}
# Options of text that is never drawn: names that must be known, searches, reasons, rules.
OTHER = {
    *((command, "style") for command in ("imagine", "settings set", "morph", "blend")),
    ("imagine", "lora"),
    ("server limits", "member"),
    ("server limits", "server"),
    ("server models add", "model"),
    ("server models remove", "model"),
    ("server styles edit", "style"),
    ("server styles remove", "style"),
    ("server words add", "rule"),
    ("server words remove", "rule"),
    ("gallery", "tag"),
    ("gallery", "search"),
    ("cancel", "request"),
    *((f"moderation {command}", "duration") for command in ("ban", "limit", "pause")),
    *(
        (f"moderation {command}", "reason")
        for command in (
            *("ban", "unban", "hide", "unhide"),
            *("limit", "pause", "purge", "resume", "warn"),
        )
    ),
    ("moderation limit", "limit"),
    *((f"server channel {command}", "style") for command in ("allow", "forbid", "set")),
    ("server channel set", "model"),
    ("server channel set", "size"),
    *(("server quiet set", option) for option in ("start", "end", "zone")),
    ("server quotas add", "limit"),
    ("moderation test", "prompt"),
}
# Fields of forms by their file: those whose words are judged, and the others.
JUDGED_FIELDS = {
    ("presets.py", "prompt"),
    ("presets.py", "negative"),
    ("buttons.py", "prompt"),
    ("buttons.py", "negative"),
    ("start_form.py", "negative"),
    ("start_form.py", "prompt"),
    ("tagging.py", "tags"),
}
OTHER_FIELDS = {
    # Numbers, and names and words that are compared.
    *(("buttons.py", name) for name in ("guidance", "frames", "steps", "seed")),
    *(("start_form.py", name) for name in ("strength", "picture")),
    ("presets.py", "name"),
    ("command.py", "word"),
    # Words of members and moderators to each other, which are quoted.
    ("appealing.py", "words"),
    ("sanctions.py", "duration"),
    ("sanctions.py", "reason"),
    ("reporting.py", "reason"),
    # Rules, not prompts: keywords, patterns and exceptions.
    ("automod_import.py", "name"),
}


def fields() -> Iterator[tuple[str, str]]:
    """Each field of a form that a feature makes: its file, and its name as it is written there."""
    for path in sorted(FEATURES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Field":
                yield path.name, ast.unparse(node.args[0]).strip("'")


async def test_every_option_of_text_is_known_here() -> None:
    async with world() as w:
        found = {
            (command.qualified_name, option.name)
            for command in w.bot.client.tree.walk_commands()
            if isinstance(command, discord.app_commands.Command)
            for option in command.parameters
            if option.type is discord.AppCommandOptionType.string and not option.choices
        }
    assert found == JUDGED.keys() | OTHER


def test_every_field_of_a_form_is_known_here() -> None:
    assert set(fields()) == JUDGED_FIELDS | OTHER_FIELDS


@pytest.mark.parametrize(("command", "option"), JUDGED)
async def test_words_of_an_option_are_judged(command: str, option: str) -> None:
    async with world(blocked_words=("badger",)) as w:
        given = {**JUDGED[command, option], option: "a b4dger"}
        said = private(await w.ada.slash(w.channel, command, **given))
        assert "has something in it that" in said
        assert not w.service.requests


@pytest.mark.parametrize("field", ["prompt", "negative"])
async def test_words_of_an_edit_are_judged(field: str) -> None:
    async with world(blocked_words=("badger",)) as w:
        reply = await drawn(w)
        shown = await press(w, reply, "Edit")
        said = private(await w.ada.submit_modal(shown, _values(shown.modal, **{field: "badger"})))
        assert "has something in it that" in said
        assert len(w.service.requests) == 1


async def test_words_that_only_a_preset_completes_are_judged() -> None:
    async with world(blocked_words=("badger",)) as w:
        boss = owner(w)
        form = await boss.slash(w.channel, "server styles add")
        await boss.submit_modal(form, filled(form.modal, "half", "{prompt}ger in ink", ""))
        said = private(await w.imagine("a bad", style="half"))
        assert "has something in it that" in said


async def test_words_that_only_a_wildcard_completes_are_judged() -> None:
    async with world(blocked_words=("badger",)) as w:
        assert "has something in it that" in private(await w.imagine("a bad{ger|ge}"))
