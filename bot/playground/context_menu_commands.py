"""Slash commands in place of context menus, which the playground's page does not have.

`/picture-details message:…` calls the same function as "Apps → Picture details" on that message.
"""

from collections.abc import AsyncIterator
from typing import Any

import discord
from discord import AppCommandType, app_commands

from bot.interactions.autocomplete import CHOICE_LIMIT, MOST_CHOICES
from bot.language import describe, say, text
from bot.language.formatting import clip, one_line


def add_stand_ins(tree: app_commands.CommandTree[Any]) -> None:
    """Add a slash command for every context menu."""
    for menu in tree.get_commands(type=AppCommandType.message):
        tree.add_command(_message_command(menu))
    for menu in tree.get_commands(type=AppCommandType.user):
        tree.add_command(_member_command(menu))


def _message_command(menu: Any) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name=_name(menu), description=_description(menu))
    @app_commands.describe(message=describe("stand-in-message"))
    async def on_message(interaction: discord.Interaction, message: str | None = None) -> None:
        async for target in _history(interaction):
            # Without an id, the newest message with a picture.
            if str(target.id) == message or (message is None and target.attachments):
                await menu.callback(interaction, target)
                return
        sentence = say(interaction.locale.value, text("stand-in-none"))
        await interaction.response.send_message(sentence, ephemeral=True)

    @on_message.autocomplete("message")
    async def suggest(
        interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        labels = [
            (clip(f"{one.author.display_name}: {one_line(one.content)}", CHOICE_LIMIT), one.id)
            async for one in _history(interaction)
        ]
        return [
            app_commands.Choice(name=label, value=str(message_id))
            for label, message_id in labels
            if typed.casefold() in label.casefold()
        ][:MOST_CHOICES]

    return on_message


def _member_command(menu: Any) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name=_name(menu), description=_description(menu))
    @app_commands.describe(member=describe("stand-in-member"))
    async def on_member(interaction: discord.Interaction, member: discord.Member) -> None:
        await menu.callback(interaction, member)

    return on_member


def _description(menu: Any) -> app_commands.locale_str:
    # The menu's name in the language of the description.
    return describe("stand-in", menu=menu._locale_name.extras["text"])


def _name(menu: Any) -> str:
    return str(menu.name).lower().replace(" ", "-")


def _history(interaction: discord.Interaction) -> AsyncIterator[discord.Message]:
    channel = interaction.client.get_partial_messageable(interaction.channel_id or 0)
    return channel.history(limit=MOST_CHOICES)
