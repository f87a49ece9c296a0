"""`/moderation hide` and `/moderation unhide`: all pictures of a member."""

import discord
from discord import app_commands

from bot.features.base import Services
from bot.features.moderation.banning import Reason
from bot.interactions.context import Context, Refused
from bot.interactions.handler import InteractionHandler
from bot.language import describe, text


def add_hide_commands(
    group: app_commands.Group, services: Services, moderators: InteractionHandler
) -> None:
    """Add the commands that hide all pictures of a member and show them again.

    Args:
        group: the group `/moderation`.
        services: services of the bot.
        moderators: refuses everybody else.
    """
    bans = services.stores.bans

    @group.command(name="hide", description=describe("moderation-hide"))
    @app_commands.describe(
        member=describe("moderation-hide-member"), reason=describe("moderation-unban-reason")
    )
    @moderators.callback
    async def hide(context: Context, member: discord.User, reason: Reason) -> None:
        count = await bans.hide(context.guild_id, context.user_id, member.id, reason)
        if not count:
            raise Refused(text("refused-nothing-shown", member=member.mention), "hide")
        await context.tell(text("moderation-hidden", member=member.mention, count=count))

    @group.command(name="unhide", description=describe("moderation-unhide"))
    @app_commands.describe(
        member=describe("moderation-hide-member"), reason=describe("moderation-unban-reason")
    )
    @moderators.callback
    async def unhide(context: Context, member: discord.User, reason: Reason) -> None:
        if member.id == context.user_id:
            raise Refused(text("refused-unhide-self"), "hide")
        count = await bans.unhide(context.guild_id, context.user_id, member.id, reason)
        if not count:
            raise Refused(text("refused-nothing-hidden", member=member.mention), "hide")
        await context.tell(text("moderation-shown", member=member.mention, count=count))
