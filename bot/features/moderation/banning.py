"""`/moderation ban` and `/moderation unban`."""

import discord
from discord import app_commands

from bot.features.base import Services
from bot.features.shared.durations import read_duration, with_offers
from bot.features.shared.moderators import must_outrank
from bot.features.shared.sanctions import REASON_LIMIT, ban_member
from bot.interactions.context import Context, Refused
from bot.interactions.handler import InteractionHandler
from bot.language import describe, text

Reason = app_commands.Range[str, 1, REASON_LIMIT]


def add_ban_commands(
    group: app_commands.Group, services: Services, moderators: InteractionHandler
) -> None:
    """Add the commands that ban a member and lift a ban.

    Args:
        group: the group `/moderation`.
        services: services of the bot.
        moderators: refuses everybody else.
    """
    bans = services.stores.bans

    @group.command(name="ban", description=describe("moderation-ban"))
    @app_commands.describe(
        member=describe("moderation-ban-member"),
        reason=describe("moderation-ban-reason"),
        duration=describe("moderation-ban-duration"),
    )
    @moderators.callback
    async def ban(context: Context, member: discord.User, reason: Reason, duration: str) -> None:
        for_s = read_duration(duration)
        # Fetching the server from Discord may take longer than an answer may.
        await context.interaction.response.defer(ephemeral=True)
        await must_outrank(services, context, member, "ban")
        await context.tell(await ban_member(services, context, member, reason, for_s))

    with_offers(ban)

    @group.command(name="unban", description=describe("moderation-unban"))
    @app_commands.describe(
        member=describe("moderation-unban-member"), reason=describe("moderation-unban-reason")
    )
    @moderators.callback
    async def unban(context: Context, member: discord.User, reason: Reason) -> None:
        if member.id == context.user_id:
            raise Refused(text("refused-unban-self"), "ban")
        lifted = await bans.unban(context.guild_id, context.user_id, member.id, reason)
        if not lifted:
            raise Refused(text("refused-not-banned", member=member.mention), "ban")
        await context.tell(text("moderation-unbanned", member=member.mention))
