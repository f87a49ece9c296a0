"""`/moderation limit` and `/moderation limits`: quotas of single members."""

import discord
from discord import app_commands

from bot.admission.rates import rate_limits
from bot.features.base import Services
from bot.features.moderation.banning import Reason
from bot.features.moderation.pages import Lists
from bot.features.shared.durations import FOREVER, read_duration, with_offers
from bot.features.shared.limits import check_limit, limit_texts
from bot.features.shared.moderators import must_outrank
from bot.interactions.context import Context, Refused
from bot.interactions.handler import InteractionHandler
from bot.language import describe, text
from bot.language.formatting import join_with_and

LIMIT_LENGTH = 40
Limit = app_commands.Range[str, 1, LIMIT_LENGTH]


def add_limit_commands(
    group: app_commands.Group, services: Services, moderators: InteractionHandler, lists: Lists
) -> None:
    """Add the commands that limit a member and list the limits.

    Args:
        group: the group `/moderation`.
        services: services of the bot.
        moderators: refuses everybody else.
        lists: pages of the limits.
    """
    member_limits = services.stores.member_limits

    @group.command(name="limit", description=describe("moderation-limit"))
    @app_commands.describe(
        member=describe("moderation-ban-member"),
        limit=describe("moderation-limit-limit"),
        reason=describe("moderation-unban-reason"),
        duration=describe("moderation-limit-duration"),
    )
    @moderators.callback
    async def limit(
        context: Context,
        member: discord.User,
        limit: Limit,
        reason: Reason,
        duration: str = FOREVER,
    ) -> None:
        quota = check_limit(services.quotas, services.keep_days, "user", limit)
        for_s = read_duration(duration)
        # Fetching the server from Discord may take longer than an answer may.
        await context.interaction.response.defer(ephemeral=True)
        await must_outrank(services, context, member)
        place = context.guild_id, context.user_id, member.id
        before = await member_limits.set(*place, quota, for_s, reason)
        if quota:
            said = join_with_and(limit_texts(rate_limits(quota))) or ""
            await context.tell(text("moderation-limited", member=member.mention, limit=said))
        elif before:
            await context.tell(text("moderation-unlimited", member=member.mention))
        else:
            raise Refused(text("refused-not-limited", member=member.mention), "limit")

    with_offers(limit)

    @group.command(name="limits", description=describe("moderation-limits"))
    @moderators.callback
    async def limits(context: Context) -> None:
        await lists.limits(context, "0")
