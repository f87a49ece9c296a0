"""What members read is in their language, or in their server's; through the simulated Discord."""

from collections.abc import Callable, Iterator
from typing import Any

import discord
import pytest
import simcord

from bot.delivery.progress_updates import ProgressUpdater
from bot.features.help.mentions import COMMANDS
from bot.features.help.topics import topic_text
from bot.language import LANGUAGES, SOURCE, match_language, say, text
from bot.playground.context_menu_commands import add_stand_ins
from bot.storage import MemberPreferences, Preferences, ServerPreferences
from generation import Progress, RawImage
from tests.bot.world import World, private, world

# One of Discord's locales for each language: what stands after the language must not matter.
LOCALES = {"en": "en-GB", "de": "de", "es": "es-419", "fr": "fr", "pt": "pt-BR", "ja": "ja"}
TRANSLATED = {locale.value for locale in discord.Locale if match_language(locale.value) != SOURCE}
DESCRIPTION_LIMIT, COMMAND_LIMIT, MENU_LIMIT = 100, 8000, 32
MENUS = (discord.AppCommandType.user.value, discord.AppCommandType.message.value)

Speak = Callable[[World, simcord.MemberActor, str], None]


@pytest.fixture
def speak(monkeypatch: pytest.MonkeyPatch) -> Speak:
    """Let a member's Discord be in a language; the simulation's is always English."""

    def set_locale(w: World, who: simcord.MemberActor, locale: str) -> None:
        emit = w.env.backend.emit

        def emit_in_locale(event: str, payload: dict[str, Any]) -> None:
            if event == "INTERACTION_CREATE" and payload["member"]["user"]["id"] == str(who.id):
                payload["locale"] = locale
            emit(event, payload)

        monkeypatch.setattr(w.env.backend, "emit", emit_in_locale)

    return set_locale


def spoken(language: str, key: str, **values: str | int | float) -> str:
    """A text in a language, which is not the English one."""
    said = say(language, text(key, **values))
    assert language == SOURCE or said != say(SOURCE, text(key, **values))
    return said


async def refusal(w: World, who: simcord.MemberActor) -> str:
    return private(await w.imagine("a forbidden thing", who))


async def answer(w: World, who: simcord.MemberActor) -> simcord.ResponseMessage:
    result = await w.imagine("red apple", who, steps=12)
    w.service.finish()
    return await w.answered(result)


def parameters(language: str) -> str:
    """What stands under a picture of twelve steps."""
    return spoken(language, "answer-steps", steps="12")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_member_is_refused_in_their_language(language: str, speak: Speak) -> None:
    async with world(blocked_words=("forbidden",)) as w:
        speak(w, w.ada, LOCALES[language])
        assert await refusal(w, w.ada) == spoken(language, "refused-word")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_member_reads_progress_and_answer_in_their_language(
    language: str, speak: Speak, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ProgressUpdater.__init__, "__defaults__", (0.05,))
    async with world() as w:
        speak(w, w.ada, LOCALES[language])
        result = await w.imagine("red apple", steps=12)
        w.service.tell(w.service.requests[0], Progress(19, 20, 2.0))
        shown = result.response
        assert shown
        wait = say(language, text("about-seconds", count=2))
        told = spoken(language, "progress-step-eta", step=19, of=20, wait=wait)
        await w.until(lambda: told in shown.content)
        w.service.finish()
        reply = await w.answered(result)
        assert parameters(language) in reply.content
        alt = spoken(language, "alt-picture", prompt="red apple", member="ada")
        assert reply.attachments[0].description == alt
        assert spoken(language, "button-reroll") in labels(w, reply)


def labels(w: World, reply: simcord.ResponseMessage) -> list[str]:
    stored = w.env.backend.get_message(w.channel.id, reply.id)
    return [button["label"] for row in stored.components for button in row["components"]]


async def test_a_locale_without_a_catalogue_is_spoken_to_in_english(speak: Speak) -> None:
    async with world() as w:
        speak(w, w.ada, "sv-SE")
        assert parameters(SOURCE) in (await answer(w, w.ada)).content


async def test_what_all_see_is_in_the_servers_language_and_the_rest_in_the_members(
    speak: Speak,
) -> None:
    async with world(blocked_words=("forbidden",)) as w:
        await w.server_chooses(ServerPreferences(language="ja"))
        speak(w, w.ada, "de")
        assert parameters("ja") in (await answer(w, w.ada)).content
        assert await refusal(w, w.ada) == spoken("de", "refused-word")


async def test_what_a_member_chose_goes_before_what_their_discord_says(speak: Speak) -> None:
    async with world(blocked_words=("forbidden",)) as w:
        await Preferences(w.database).choose_for_member(w.ada.id, MemberPreferences(language="fr"))
        speak(w, w.ada, "de")
        assert await refusal(w, w.ada) == spoken("fr", "refused-word")
        assert parameters("fr") in (await answer(w, w.ada)).content


async def test_a_server_goes_before_its_members_where_all_see_it(speak: Speak) -> None:
    async with world(blocked_words=("forbidden",)) as w:
        await Preferences(w.database).choose_for_member(w.ada.id, MemberPreferences(language="fr"))
        await w.server_chooses(ServerPreferences(language="es"))
        speak(w, w.ada, "de")
        assert await refusal(w, w.ada) == spoken("fr", "refused-word")
        assert parameters("es") in (await answer(w, w.ada)).content


async def test_two_members_read_their_own_language_each(speak: Speak) -> None:
    async with world(blocked_words=("forbidden",)) as w:
        speak(w, w.ada, "de")
        speak(w, w.ben, "pt-BR")
        for who, language in ((w.ada, "de"), (w.ben, "pt")):
            assert await refusal(w, who) == spoken(language, "refused-word")


async def test_every_description_is_told_to_discord_in_every_language() -> None:
    async with world() as w:
        for command in await told_to_discord(w):
            for path, part in described(command):
                assert part["description_localizations"].keys() == TRANSLATED, path
                for said in (part["description"], *part["description_localizations"].values()):
                    assert 1 <= len(said) <= DESCRIPTION_LIMIT, f"{path}: {said}"


async def test_names_of_commands_and_options_are_the_same_in_every_language() -> None:
    async with world() as w:
        for command in await told_to_discord(w):
            if command["type"] not in MENUS:
                assert not command.get("name_localizations"), command["name"]
            for path, part in described(command):
                assert not part.get("name_localizations"), path


async def test_context_menus_have_a_name_in_every_language() -> None:
    async with world() as w:
        menus = [one for one in await told_to_discord(w) if one["type"] in MENUS]
        assert len(menus) == 4
        for menu in menus:
            names = menu["name_localizations"]
            assert names.keys() == TRANSLATED
            assert menu["name"] not in names.values()
            assert all(1 <= len(name) <= MENU_LIMIT for name in (menu["name"], *names.values()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_names_the_context_menus(language: str) -> None:
    page = topic_text(language, "gallery", dict.fromkeys(COMMANDS, "…"), 1)
    for menu in ("menu-details", "menu-start", "menu-gallery"):
        assert f"**{spoken(language, menu)}**" in page


async def test_choices_that_have_words_have_them_in_every_language() -> None:
    async with world() as w:
        for command in await told_to_discord(w):
            for path, part in described(command):
                for choice in part.get("choices", ()):
                    names = choice.get("name_localizations", {})
                    assert names.keys() in (set(), TRANSLATED), f"{path}: {choice['name']}"
                    for said in (choice["name"], *names.values()):
                        assert 1 <= len(said) <= DESCRIPTION_LIMIT, f"{path}: {said}"


async def test_no_command_is_longer_in_a_language_than_discord_takes() -> None:
    async with world() as w:
        for command in await told_to_discord(w):
            for language in ("en-US", *TRANSLATED):
                assert sum(lengths(command, language)) <= COMMAND_LIMIT, command["name"]


async def told_to_discord(w: World) -> list[dict[str, Any]]:
    """The commands as discord.py sends them, with the playground's among them."""
    tree = w.bot.client.tree
    add_stand_ins(tree)
    assert tree.translator
    kinds = discord.AppCommandType
    commands = [command for kind in kinds for command in tree.get_commands(type=kind)]
    return [await command.get_translated_payload(tree, tree.translator) for command in commands]


def described(part: dict[str, Any], above: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """A command and all that is inside, but for context menus, which have no description."""
    path = f"{above}/{part['name']}"
    if "description" in part:
        yield path, part
    for inside in part.get("options", ()):
        yield from described(inside, path)


def lengths(command: dict[str, Any], locale: str) -> Iterator[int]:
    """What counts to a command's length: names, descriptions and the choices' values."""
    for _, part in described(command):
        yield len(part["name"])
        yield len(part.get("description_localizations", {}).get(locale, part["description"]))
        for choice in part.get("choices", ()):
            yield len(choice.get("name_localizations", {}).get(locale, choice["name"]))
            yield len(str(choice["value"]))


@pytest.mark.parametrize("length", [2000, 2001, 2501, 6000])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_is_said_however_long_what_is_filled_in_is(language: str, length: int) -> None:
    long = "x" * length
    shown = long if length == 2000 else long[:1999] + "…"
    assert shown in say(language, text("alt-preview", prompt=long))
    assert shown in say(language, text("answer-seeds", count=2, seeds=long)), "inside a plural form"
    inner = text("answer-prompt", prompt=long)
    assert shown in say(language, text("alt-preview", prompt=inner)), "a text in a text"


async def test_a_picture_of_the_longest_prompt_is_shown_while_it_is_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ProgressUpdater.__init__, "__defaults__", (0.05,))
    async with world() as w:
        result = await w.imagine("x" * 6000)
        preview = RawImage(bytes(8 * 8 * 3), 8, 8)
        w.service.tell(w.service.requests[0], Progress(10, 20, 2.0, (preview,)))
        reply = await w.answered(result)
        assert reply.attachments[0].filename == "preview.png"
        assert len(reply.attachments[0].description or "") == 1024
