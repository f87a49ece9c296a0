"""`/moderation`: bans, hidden pictures, and the log of moderators' actions."""

import discord
from discord import app_commands

from bot.features.base import Feature, Services
from bot.features.moderation.banning import add_ban_commands
from bot.features.moderation.hiding import add_hide_commands
from bot.features.moderation.pages import Lists
from bot.features.moderation.permissions import must_moderate
from bot.features.moderation.testing import add_test_command
from bot.interactions.context import Context
from bot.language import describe


def moderation(services: Services) -> Feature:
    """Build the feature `/moderation`, with the buttons between the pages of its lists."""
    lists, moderators = Lists(services), services.handler.with_check(must_moderate)
    group = app_commands.Group(
        name="moderation",
        description=describe("moderation-description"),
        # A hint to Discord's clients, which owners may override: each use is checked again.
        default_permissions=discord.Permissions(moderate_members=True),
    )
    add_ban_commands(group, services, moderators)
    add_hide_commands(group, services, moderators)
    add_test_command(group, services, moderators)

    @group.command(name="bans", description=describe("moderation-bans"))
    @moderators.callback
    async def bans(context: Context) -> None:
        await lists.bans(context, "0")

    @group.command(name="log", description=describe("moderation-log"))
    @app_commands.describe(member=describe("moderation-log-member"))
    @moderators.callback
    async def log(context: Context, member: discord.User | None = None) -> None:
        await lists.log(context, f"0.{member.id if member else 0}")

    return Feature((group,), lists.presses)
