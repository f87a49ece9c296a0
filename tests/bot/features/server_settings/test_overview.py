"""`/server show`: what holds in a server, and which command changes it."""

import re

import pytest
from discord import app_commands

from bot.language import LANGUAGES
from bot.storage import MemberPreferences, Preferences, ServerPreferences
from tests.bot.features.server_settings.test_server import owner, use
from tests.bot.world import World, private, world


async def lines(w: World, language: str = "en") -> list[str]:
    """The lines after the title."""
    boss = owner(w)
    own = MemberPreferences(language=language)
    await Preferences(w.database).choose_for_member(boss.id, own)
    return private(await use(w, boss, "show")).splitlines()[1:]


def command_of(line: str) -> str:
    """The command that a line names."""
    found = re.fullmatch(r".+ · `/server (.+)`", line)
    assert found, line
    return found[1]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_beside_each_line_stands_a_command_that_there_is(language: str) -> None:
    async with world() as w:
        for line in await lines(w, language):
            command = w.bot.client.tree.get_command("server")
            for part in command_of(line).split():
                assert isinstance(command, app_commands.Group)
                command = command.get_command(part)
            assert isinstance(command, app_commands.Command)


async def test_where_a_server_has_no_limits_the_operators_are_shown() -> None:
    async with world(user_limit="3/minute;60/hour", server_limit="none") as w:
        shown = await lines(w)
        mine = "3 pictures per minute and 60 pictures per hour (set by the bot’s operator)"
        assert f"Limit per member: {mine} · `/server limits`" in shown
        assert "Limit for the server: none · `/server limits`" in shown


async def test_a_servers_own_limit_is_shown_in_place_of_the_operators() -> None:
    async with world(user_limit="60/hour") as w:
        await w.server_chooses(ServerPreferences(user_limit="7/hour"))
        shown = await lines(w)
        assert "Limit per member: 7 pictures per hour · `/server limits`" in shown
