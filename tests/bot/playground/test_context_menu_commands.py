"""The playground's slash commands in place of context menus do what the menus do."""

import contextlib
from collections.abc import AsyncIterator

import discord
import pytest
import simcord

from bot.app import run_workers
from bot.composition import build
from bot.interactions.client import SyncedCommands
from bot.language import LANGUAGES, SOURCE, say, text
from bot.playground.context_menu_commands import add_stand_ins
from tests.bot.fakes import FakeChecker, FakeService
from tests.bot.features.gallery.scenes import answer, drawn, shown
from tests.bot.world import TIMELESS, World, private, scratch


@contextlib.asynccontextmanager
async def playground() -> AsyncIterator[World]:
    async with scratch() as (settings, database):
        service = FakeService()
        checker = FakeChecker()
        bot = build(settings, service, database, SyncedCommands(None), TIMELESS, checker=checker)
        add_stand_ins(bot.client.tree)
        async with simcord.run(bot.client) as env, run_workers(bot, grace_s=0):
            guild = env.create_guild("Test")
            channel = guild.create_text_channel("art")
            ada, ben = (guild.add_member(env.create_user(name)) for name in ("ada", "ben"))
            yield World(env, bot, checker, database, service, guild, channel, ada, ben)


async def test_the_newest_picture_is_meant_where_no_message_is_named() -> None:
    async with playground() as w:
        older = await drawn(w, "red apple", seed=1)
        await drawn(w, "green pear", seed=2)
        await w.ben.send(w.channel, "nice")
        newest = await answer(w, await w.ben.slash(w.channel, "picture-details"))
        assert shown(newest)["Seed"] == "2"
        named = await w.ben.slash(w.channel, "picture-details", message=str(older.id))
        assert shown(await answer(w, named))["Seed"] == "1"


async def test_messages_are_offered_by_what_they_say() -> None:
    async with playground() as w:
        said = await w.ben.send(w.channel, "a castle")
        await w.ben.send(w.channel, "nice")
        offered = await w.ada.autocomplete(w.channel, "use-as-start-image", "message", "CASTLE")
        assert offered == [{"name": "ben: a castle", "value": str(said.id)}]


async def test_where_there_is_no_message_that_is_said() -> None:
    async with playground() as w:
        said = private(await w.ada.slash(w.channel, "use-as-start-image"))
        assert said == "There's no such message here."


@pytest.mark.parametrize("language", sorted(LANGUAGES.keys() - {SOURCE}))
async def test_a_description_names_the_menu_as_discord_does_in_that_language(language: str) -> None:
    async with playground() as w:
        command = w.bot.client.tree.get_command("picture-details")
        assert isinstance(command, discord.app_commands.Command)
        described = command._locale_description.extras["text"]
        assert say(language, text("menu-details")) in say(language, described)


async def test_a_member_has_a_gallery() -> None:
    async with playground() as w:
        await drawn(w, "red apple")
        result = await w.ben.slash(w.channel, "gallery-of-this-member", member=w.ada)
        assert "`red apple`" in (await answer(w, result)).content
