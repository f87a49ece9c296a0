"""`/moderation`: what moderators may do about members and pictures, and the log of it."""

import discord
from discord import app_commands

from bot.features.base import Feature, Services
from bot.features.moderation.banning import add_ban_commands
from bot.features.moderation.evidence import Evidence
from bot.features.moderation.export import add_export_command
from bot.features.moderation.hiding import add_hide_commands
from bot.features.moderation.limiting import add_limit_commands
from bot.features.moderation.log_posts import LogPosts
from bot.features.moderation.pages import EVIDENCE, Lists
from bot.features.moderation.pausing import add_pause_commands
from bot.features.moderation.purging import add_purge_command
from bot.features.moderation.testing import add_test_command
from bot.features.moderation.warning import Warnings
from bot.features.shared.moderators import must_moderate
from bot.interactions.context import Context
from bot.language import describe
from bot.storage import LOG_ENTRY


def moderation(services: Services) -> Feature:
    """Build the feature `/moderation`, with the buttons of its lists."""
    lists, warnings = Lists(services), Warnings(services)
    moderators = services.handler.with_check(must_moderate)
    group = app_commands.Group(
        name="moderation",
        description=describe("moderation-description"),
        # A hint to Discord's clients, which owners may override: each use is checked again.
        default_permissions=discord.Permissions(moderate_members=True),
    )
    add_ban_commands(group, services, moderators)
    add_hide_commands(group, services, moderators)
    add_pause_commands(group, services, moderators)
    add_purge_command(group, services, moderators)
    add_limit_commands(group, services, moderators, lists)
    add_export_command(group, services, moderators)
    warnings.add_commands(group, moderators)
    add_test_command(group, services, moderators)

    @group.command(name="bans", description=describe("moderation-bans"))
    @moderators.callback
    async def bans(context: Context) -> None:
        await lists.bans(context, "0")

    @group.command(name="reports", description=describe("moderation-reports"))
    @moderators.callback
    async def reports(context: Context) -> None:
        await lists.reported_pictures(context, "0")

    @group.command(name="log", description=describe("moderation-log"))
    @app_commands.describe(member=describe("moderation-log-member"))
    @moderators.callback
    async def log(context: Context, member: discord.User | None = None) -> None:
        await lists.log(context, f"0.{member.id if member else 0}")

    @group.command(name="release", description=describe("moderation-release"))
    @moderators.callback
    async def release(context: Context) -> None:
        await lists.waiting(context, "0")

    @group.command(name="kept", description=describe("moderation-kept"))
    @app_commands.describe(member=describe("gallery-member"))
    @moderators.callback
    async def show_kept(context: Context, member: discord.User | None = None) -> None:
        await lists.kept_pictures(context, f"0.{member.id if member else 0}")

    presses = {**lists.presses, **warnings.presses, EVIDENCE: Evidence(services).show}
    return Feature((group,), presses, {LOG_ENTRY: LogPosts(services).post})
