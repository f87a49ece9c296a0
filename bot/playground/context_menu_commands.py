"""Context menus as slash commands, for the playground: its page has no right click.

`/picture-details message:…` calls what "Apps → Picture details" on that message calls.
"""

from collections.abc import AsyncIterator
from typing import Any

import discord
from discord import AppCommandType, app_commands

from bot.language import SOURCE, describe, say, text
from bot.language.formatting import clip, one_line

MOST_CHOICES, CHOICE_LIMIT = 25, 100


def add_stand_ins(tree: app_commands.CommandTree[Any]) -> None:
    """Add a slash command for every context menu."""
    for menu in tree.get_commands(type=AppCommandType.message):
        tree.add_command(_on_message(menu))
    for menu in tree.get_commands(type=AppCommandType.user):
        tree.add_command(_on_member(menu))


def _on_message(menu: Any) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name=_name(menu), description=describe("stand-in", menu=menu.name))
    @app_commands.describe(message=describe("stand-in-message"))
    async def on_message(interaction: discord.Interaction, message: str | None = None) -> None:
        target = await _message(interaction, message)
        if target is None:
            sentence = say(SOURCE, text("stand-in-none"))
            await interaction.response.send_message(sentence, ephemeral=True)
        else:
            await menu.callback(interaction, target)

    on_message.autocomplete("message")(_recent)
    return on_message


def _on_member(menu: Any) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name=_name(menu), description=describe("stand-in", menu=menu.name))
    @app_commands.describe(member=describe("stand-in-member"))
    async def on_member(interaction: discord.Interaction, member: discord.Member) -> None:
        await menu.callback(interaction, member)

    return on_member


def _name(menu: Any) -> str:
    return str(menu.name).lower().replace(" ", "-")


async def _message(interaction: discord.Interaction, wanted: str | None) -> discord.Message | None:
    """Find the message of an id, or the newest one with a picture."""
    async for message in _history(interaction):
        if str(message.id) == wanted or (wanted is None and message.attachments):
            return message
    return None


async def _recent(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer the newest messages."""
    shown = [
        (clip(f"{message.author.display_name}: {one_line(message.content)}", CHOICE_LIMIT), message)
        async for message in _history(interaction)
    ]
    return [
        app_commands.Choice(name=name, value=str(message.id))
        for name, message in shown
        if typed.casefold() in name.casefold()
    ][:MOST_CHOICES]


def _history(interaction: discord.Interaction) -> AsyncIterator[discord.Message]:
    channel = interaction.client.get_partial_messageable(interaction.channel_id or 0)
    return channel.history(limit=MOST_CHOICES)
