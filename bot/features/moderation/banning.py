"""`/moderation ban` and `/moderation unban`."""

import discord
from discord import app_commands

from bot.admission import format_ban_end
from bot.features.base import Services
from bot.features.moderation.durations import OFFERED, InvalidDuration, parse_duration
from bot.features.shared.cancelling import cancel_requests
from bot.interactions.context import Context, Refused
from bot.interactions.handler import InteractionHandler
from bot.interactions.responses import look_up_server
from bot.language import describe, say, text
from bot.language.formatting import quote

REASON_LIMIT = 300
Reason = app_commands.Range[str, 1, REASON_LIMIT]
Member = discord.Member | discord.User


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
        try:
            for_s = parse_duration(duration)
        except InvalidDuration as error:
            what = text("refused-duration", value=quote(duration, 40))
            raise Refused(what, "invalid") from error
        # Fetching the server from Discord may take longer than an answer may.
        await context.interaction.response.defer(ephemeral=True)
        await _check_bannable(services, context, member)
        made = await bans.ban(context.guild_id, context.user_id, member.id, reason, for_s)
        # After the ban, because it refuses new requests.
        open_ = await services.stores.jobs.list_open(member.id, context.guild_id)
        result = await cancel_requests(services, context, [order for order, _ in open_])
        banned = text("moderation-banned", member=member.mention, end=format_ban_end(made))
        await context.tell(
            text("moderation-banned-called-off", banned=banned, count=result.requests)
        )

    @ban.autocomplete("duration")
    async def complete(
        interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        named = {
            duration: say(interaction.locale.value, text("duration-offered", length=length))
            for length, duration in OFFERED.items()
        }
        return [
            app_commands.Choice(name=name, value=duration)
            for duration, name in named.items()
            if any(one.casefold().startswith(typed.strip().casefold()) for one in (duration, name))
        ]

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


async def _check_bannable(services: Services, context: Context, member: Member) -> None:
    """Check that the moderator may ban a member, by the rules of Discord.

    Raises:
        Refused: the member is the moderator, the bot, the server's owner, or has no lower
            role than the moderator; or Discord does not answer.
    """
    moderator, bot = context.interaction.user, services.client.user
    if member.id == moderator.id:
        raise Refused(text("refused-ban-self"), "ban")
    if bot and member.id == bot.id:
        raise Refused(text("refused-ban-bot"), "ban")
    fetched = services.client.fetch_guild(context.guild_id, with_counts=False)
    guild = await look_up_server(fetched)
    if guild is None:
        raise Refused(text("refused-owner-unknown"), "ban")
    if member.id == guild.owner_id:
        raise Refused(text("refused-ban-owner", member=member.mention), "ban")
    # The owner may ban everybody; a member who has left the server has only the lowest role.
    is_owner = moderator.id == guild.owner_id
    if not is_owner and _highest_role(member, guild) >= _highest_role(moderator, guild):
        raise Refused(text("refused-ban-role", member=member.mention), "ban")


def _highest_role(member: Member, guild: discord.Guild) -> discord.Role:
    # Not `top_role`, which reads the missing cache.
    ids = set(member._roles) if isinstance(member, discord.Member) else set()
    return max([role for role in guild.roles if role.id in ids], default=guild.default_role)
