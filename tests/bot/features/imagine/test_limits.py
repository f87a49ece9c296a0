"""Discord's limits that `/imagine` can reach: at the limit, and one past it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import simcord
from simcord.interactions import base_payload

from bot.composition import build
from bot.config.settings import Settings
from bot.interactions import uploads
from bot.interactions.buttons import Answer, AnswerButtons
from bot.interactions.client import SyncedCommands
from bot.interactions.handler import InteractionHandler
from bot.interactions.modals import Field, Form
from bot.interactions.validation_messages import broken_rule
from bot.language import LANGUAGES, say
from bot.storage import Database, Preferences, Preset
from generation import MAX_COUNT, RULES, GenerationRequest, Keyframe, Start
from generation.validation import validation_error
from tests.bot.fakes import FakeService, png
from tests.bot.world import TIMELESS, World, world
from tests.generation.requests import ask

STRING = 3
PICTURE_ID = "0123456789abcdef" * 2
REQUESTS = (
    ask(),
    ask(start=Start(b"", 0.5)),
    ask(start=Start(b"", 0.5, b"mask")),
    ask(start=Start(b"", 0.5, zoom=1.5)),
    ask(start=Start(b"", 0.2), upscale=True),
    ask(variation=0.4),
    ask(morph=(Keyframe("cat", 1),), frames=48),
)


async def offered(w: World, option: str, typed: str = "") -> list[str]:
    """What Discord is told to show while a member types; each is its own value."""
    shown = await w.ada.autocomplete(w.channel, "imagine", option, typed)
    assert all(choice["value"] == choice["name"] for choice in shown)
    return [choice["name"] for choice in shown]


@pytest.mark.complaint("AIYA#159")
@pytest.mark.parametrize("number", [25, 26])
async def test_of_more_than_25_loras_each_is_found_by_typing(number: int) -> None:
    service = FakeService()
    service.loras = tuple(f"lora-{place:02}" for place in range(1, number + 1))
    async with world(service) as w:
        assert await offered(w, "lora") == [*service.loras[:25]]
        assert await offered(w, "lora", "LORA-26") == [*service.loras[25:]]
        await w.imagine(lora=service.loras[-1])
        assert w.service.requests[-1].loras == ((service.loras[-1], 1.0),)


@pytest.mark.complaint("AIYA#159")
@pytest.mark.parametrize("number", [25, 26])
async def test_of_more_than_25_styles_each_is_found_by_typing(number: int) -> None:
    async with world() as w:
        built_in = len(await offered(w, "style"))
        choices = Preferences(w.database)
        for place in range(built_in + 1, number + 1):
            await choices.set_style(w.guild.id, Preset(f"zz-{place:02}", "{prompt} in ink"))
        shown = await offered(w, "style")
        assert len(shown) == 25
        assert shown[-1] == "zz-25"
        assert await offered(w, "style", "zz-26") == ["zz-26"] * (number - 25)
        await w.imagine(style=f"zz-{number}")
        assert w.service.requests[-1].prompt == "red apple in ink"


async def test_a_name_of_100_characters_is_offered_and_a_longer_one_can_be_written() -> None:
    service = FakeService()
    service.loras = ("short", "a" * 100, "a" * 101)
    async with world(service) as w:
        assert await offered(w, "lora") == ["short", "a" * 100]
        await w.forge(prompt=(STRING, "red apple"), lora=(STRING, "a" * 101))
        await w.until(lambda: w.service.requests)
        assert w.service.requests[-1].loras == (("a" * 101, 1.0),)


async def test_every_command_fits_into_discord_in_every_language() -> None:
    async with world() as w:
        tree = w.bot.client.tree
        assert tree.translator
        commands = [
            await command.get_translated_payload(tree, tree.translator)
            for command in tree.get_commands()
        ]
    assert "imagine" in {command["name"] for command in commands}
    for command in commands:
        for locale in {locale for part in parts(command) for locale in localized(part)} | {""}:
            said = [one for part in parts(command) for one in told(part, locale)]
            assert sum(map(len, said)) <= 8000, f"/{command['name']} {locale}"
            assert max(map(len, said)) <= 100, f"/{command['name']} {locale}"
        for part in parts(command):
            assert len(part.get("options", ())) <= 25
            assert len(part.get("choices", ())) <= 25


def parts(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A command with its subcommands, options and choices."""
    yield part
    for inner in (*part.get("options", ()), *part.get("choices", ())):
        yield from parts(inner)


def localized(part: dict[str, Any]) -> set[str]:
    """The locales that a part has texts for."""
    return {*part.get("name_localizations", ()), *part.get("description_localizations", ())}


def told(part: dict[str, Any], locale: str) -> list[str]:
    """What Discord counts of a part: its name and description there, and a choice's value."""
    of = {what: part.get(what, "") for what in ("name", "description", "value")}
    for what in ("name", "description"):
        of[what] = part.get(f"{what}_localizations", {}).get(locale, of[what])
    return [str(one) for one in of.values()]


@pytest.fixture(scope="module")
def declared() -> AnswerButtons:
    """The buttons that all features declare."""
    database = Database("sqlite:///never-opened")
    return build(Settings(), FakeService(), database, SyncedCommands(None), TIMELESS).buttons


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("request_", REQUESTS, ids=lambda request: request.mode)
@pytest.mark.parametrize("still", [False, True])
@pytest.mark.parametrize("count", range(1, MAX_COUNT + 1))
def test_the_buttons_of_up_to_four_pictures_fit_into_two_rows_of_five(
    declared: AnswerButtons, locale: str, request_: GenerationRequest, still: bool, count: int
) -> None:
    found = Answer(request_, tuple(f"{number:032x}" for number in range(count)), still)
    rows = declared.picture_view(locale, found).to_components()
    assert len(rows) == 2
    (more,) = declared.more_view(locale, found).to_components()
    for row in (*rows, more):
        assert 1 <= len(row["components"]) <= 5
        for button in row["components"]:
            assert len(button["label"]) <= 80
            assert len(button["custom_id"]) <= 100


def test_a_sixth_picture_would_need_a_sixth_button_in_a_row(declared: AnswerButtons) -> None:
    five, six = (tuple(f"{number:032x}" for number in range(count)) for count in (5, 6))
    assert len(declared.picture_view("en", Answer(ask(), five)).to_components()) == 2
    with pytest.raises(ValueError, match="would not fit"):
        declared.picture_view("en", Answer(ask(), six))


async def test_a_button_id_of_100_characters_is_served_and_none_that_is_longer() -> None:
    async with world() as w:
        (template,) = w.bot.client._connection._view_store._dynamic_items
        for view in (
            w.bot.buttons.picture_view("en", Answer(ask(), (PICTURE_ID,))),
            w.bot.buttons.unfinished_view("en", "x"),
        ):
            assert view.children
            for button in view.children:
                assert template.fullmatch(getattr(button, "custom_id", ""))
        assert template.fullmatch("a" * 20 + ":" + "x" * 79)
        assert not template.fullmatch("a" * 20 + ":" + "x" * 80)


def form(title: str, *fields: Field) -> dict[str, Any]:
    """A form as it is sent."""

    async def submitted(*_: object) -> None: ...

    return Form(InteractionHandler.__new__(InteractionHandler), title, fields, submitted).to_dict()


@pytest.mark.parametrize("over", [0, 1])
def test_titles_and_labels_of_45_characters_and_values_of_4000_stay_whole(over: int) -> None:
    sent = form("t" * (45 + over), Field("name", "l" * (45 + over), "v" * (4000 + over)))
    (label,) = sent["components"]
    value = label["component"]
    assert (len(sent["title"]), len(label["label"]), len(value["value"])) == (45, 45, 4000)
    for shown in (sent["title"], label["label"]):
        assert shown.endswith("…") == bool(over)
    assert value["value"] == "v" * 4000, "a mark at the cut would be drawn"
    assert value["max_length"] == 4000


@pytest.mark.parametrize("most", [4000, 4001])
def test_no_field_takes_more_than_4000_characters(most: int) -> None:
    (label,) = form("title", Field("name", "label", "v" * most, most))["components"]
    assert label["component"]["max_length"] == 4000
    assert len(label["component"]["value"]) == 4000


def test_a_form_has_at_most_five_fields() -> None:
    fields = [Field(str(number), "label") for number in range(6)]
    assert len(form("title", *fields[:5])["components"]) == 5
    with pytest.raises(ValueError, match="5"):
        form("title", *fields)


async def small_upload(w: World, limit_bytes: int) -> simcord.InteractionResult:
    """Use the command where only so much may be uploaded."""
    data = {
        "id": "1",
        "name": "imagine",
        "type": 1,
        "options": [{"name": "prompt", "type": STRING, "value": "red apple"}],
    }
    record, payload = base_payload(
        w.env.backend,
        type=2,
        channel_id=w.channel.id,
        guild_id=w.guild.id,
        user_id=w.ada.id,
        data=data,
    )
    w.env.backend.emit("INTERACTION_CREATE", payload | {"attachment_size_limit": limit_bytes})
    await w.env.settle()
    await w.until(lambda: w.service.requests)
    return simcord.InteractionResult(w.env, record)


@pytest.mark.parametrize("over", [0, 1])
async def test_a_picture_of_the_upload_limit_is_left_alone_and_one_byte_more_is_not(
    over: int,
) -> None:
    whole = png(40_000)
    async with world() as w:
        result = await small_upload(w, len(whole) - over)
        w.service.finish(size_bytes=40_000)
        (picture,) = (await w.answered(result)).attachments
    if over:
        assert picture.size < len(whole)
        assert re.fullmatch(r"red-apple-\d+\.(webp|jpg)", picture.filename)
    else:
        assert picture.size == len(whole)
        assert picture.filename.endswith(".png")


@pytest.mark.parametrize("over", [0, 1])
async def test_a_request_of_25_mib_is_left_alone_however_large_an_upload_may_be(
    over: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = png(40_000)
    monkeypatch.setattr(uploads, "REQUEST_LIMIT_BYTES", len(whole) - over)
    async with world() as w:
        result = await small_upload(w, 500 * 2**20)
        w.service.finish(size_bytes=40_000)
        (picture,) = (await w.answered(result)).attachments
    assert picture.filename.endswith(".png") != bool(over)
    assert (picture.size == len(whole)) != bool(over)


async def test_where_nothing_fits_the_limit_is_told() -> None:
    async with world() as w:
        result = await small_upload(w, 10)
        w.service.finish()
        await w.until(lambda: result.response and "larger than the" in result.response.content)
        assert result.response
        assert not result.response.attachments


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("code", RULES)
def test_a_broken_rule_is_told_in_one_message_however_long_its_values(
    locale: str, code: str
) -> None:
    limits = dict.fromkeys(re.findall(r"{([a-z]+)}", RULES[code]), "l" * 6000)
    limits |= {"name": "n" * 6000} if code == "lora-strength" else {}
    said = say(locale, broken_rule(validation_error("prompt", "v" * 6000, code, **limits)))
    assert said
    assert len(said) <= 2000
