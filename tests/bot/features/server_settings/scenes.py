"""What owners do in the simulated Discord, and what the overview shows them."""

from typing import Any

import discord
import pytest
import simcord

from bot.storage import MemberPreferences, Preferences, ServerPreferences
from tests.bot.world import World


def owner(w: World) -> simcord.MemberActor:
    role = w.guild.create_role("owners", permissions=discord.Permissions(manage_guild=True))
    return w.guild.add_member(w.env.create_user("owner"), roles=[role])


async def use(
    w: World, who: simcord.MemberActor, command: str, **options: Any
) -> simcord.InteractionResult:
    return await who.slash(w.channel, f"server {command}", **options)


async def chosen(w: World) -> ServerPreferences:
    _, server, _ = await Preferences(w.database).load_all(w.ada.id, w.guild.id)
    return server


async def let_all_use(w: World) -> None:
    """Override the hint that hides the commands, as a server's owner may."""
    commands = await w.bot.client.tree.fetch_commands()
    (group,) = [command for command in commands if command.name == "server"]
    w.guild.set_command_permissions(group.id, {w.guild.default_role: True})


def components(reply: simcord.ResponseMessage) -> list[dict[str, Any]]:
    """What stands in the container of a message."""
    (container,) = reply.components
    found: list[dict[str, Any]] = container["components"]
    return found


def texts(reply: simcord.ResponseMessage) -> list[str]:
    """The texts of a message with a container."""
    return [one["content"] for one in components(reply) if one["type"] == 10]


def page_buttons(reply: simcord.ResponseMessage) -> list[str]:
    """The labels of its buttons."""
    rows = [one["components"] for one in components(reply) if one["type"] == 1]
    return [button["label"] for row in rows for button in row]


async def overview(w: World, boss: simcord.MemberActor | None = None) -> list[list[str]]:
    """The texts of all pages of `/server show`, one list a page."""
    boss = boss or owner(w)
    result = await use(w, boss, "show")
    assert result.ephemeral
    assert result.response
    pages = [texts(result.response)]
    while "Next" in page_buttons(result.response):
        await boss.click(result.response, label="Next")
        pages.append(texts(result.response))
    return pages


async def shown(w: World, boss: simcord.MemberActor | None = None) -> str:
    """Everything that the overview says."""
    return "\n".join(text for page in await overview(w, boss) for text in page)


async def lines_in(w: World, language: str) -> list[str]:
    """The lines of the overview in a language."""
    boss = owner(w)
    own = MemberPreferences(language=language)
    await Preferences(w.database).choose_for_member(boss.id, own)
    return (await shown(w, boss)).splitlines()


@pytest.fixture
def _age_restricted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let channels of the name "adult" be age-restricted; the simulation knows no such ones."""
    update, build = discord.TextChannel._update, discord.app_commands.AppCommandChannel.__init__

    def marked(channel: discord.TextChannel, guild: discord.Guild, data: Any) -> None:
        update(channel, guild, {**data, "nsfw": data["name"] == "adult"})

    def option(channel: Any, *, state: Any, data: Any, guild_id: int) -> None:
        data = {**data, "nsfw": data["name"] == "adult"}
        build(channel, state=state, data=data, guild_id=guild_id)

    monkeypatch.setattr(discord.TextChannel, "_update", marked)
    monkeypatch.setattr(discord.app_commands.AppCommandChannel, "__init__", option)


def filled(modal: dict[str, Any] | None, *values: str) -> dict[str, str]:
    assert modal
    fields = [row["component"] for row in modal["components"]]
    assert len(modal["title"]) <= 45
    assert all(len(row["label"]) <= 45 for row in modal["components"])
    return {field["custom_id"]: value for field, value in zip(fields, values, strict=True)}
