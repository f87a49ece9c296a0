"""Callbacks of commands, made from work that takes a context."""

import inspect
from typing import Any

import discord
from discord import app_commands

from bot.interactions.context import Context, Refused
from bot.interactions.handler import InteractionHandler
from bot.language import text
from bot.operations import Metrics
from bot.storage import Preferences, StrikeStore
from tests.bot.world import TIMELESS, World, private, world

Command = app_commands.Command[Any, ..., None]


def handler(w: World) -> InteractionHandler:
    return InteractionHandler(Preferences(w.database), StrikeStore(w.database), TIMELESS, Metrics())


class Kitchen:
    """Work as a method, whose name discord.py must not take for that of a group's method."""

    def __init__(self) -> None:
        self.served: list[tuple[int, int, str]] = []

    async def serve(self, context: Context, count: int, dish: str = "soup") -> None:
        """Note what was asked for."""
        self.served.append((context.user_id, count, dish))
        await context.interaction.response.send_message("ok", ephemeral=True)


async def test_a_command_has_the_options_of_its_work_and_calls_it_with_them() -> None:
    async with world() as w:
        kitchen = Kitchen()
        callback = handler(w).callback(kitchen.serve)
        command: Command = app_commands.command(name="serve", description="Serve")(callback)
        assert [(each.name, each.required) for each in command.parameters] == [
            ("count", True), ("dish", False),
        ]  # fmt: skip
        w.bot.client.tree.add_command(command)
        await w.bot.client.tree.sync()
        await w.ada.slash(w.channel, "serve", count=2)
        assert kitchen.served == [(w.ada.id, 2, "soup")]


async def test_a_handler_with_a_check_refuses_before_it_does_any_work() -> None:
    async with world() as w:
        kitchen = Kitchen()

        def refuse(context: Context) -> None:
            if context.user_id == w.ben.id:
                raise Refused(text("refused-no-manager"), "not_manager")

        checked = handler(w).with_check(refuse)
        command: Command = app_commands.command(name="serve", description="Serve")(
            checked.callback(kitchen.serve)
        )
        w.bot.client.tree.add_command(command)
        await w.bot.client.tree.sync()
        refused = await w.ben.slash(w.channel, "serve", count=2)
        assert "Manage Server" in private(refused)
        assert not kitchen.served
        await w.ada.slash(w.channel, "serve", count=1)
        assert kitchen.served == [(w.ada.id, 1, "soup")]


async def test_a_context_menu_is_called_with_what_it_was_used_on() -> None:
    async with world() as w:
        found: list[int] = []

        async def show(context: Context, member: discord.User) -> None:
            found.append(member.id)
            await context.interaction.response.send_message("ok", ephemeral=True)

        callback = handler(w).callback(show)
        menu = app_commands.ContextMenu(name="Show", callback=callback)
        assert menu.type is discord.AppCommandType.user
        assert [*inspect.signature(callback).parameters] == ["context", "member"]
        w.bot.client.tree.add_command(menu)
        await w.bot.client.tree.sync()
        await w.ada.context_menu(w.channel, "Show", w.ben)
        assert found == [w.ben.id]
