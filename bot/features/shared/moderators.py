"""The permission of moderators, and whom they may act on."""

from typing import Literal

import discord

from bot.features.base import Services
from bot.interactions.context import Context, Refused
from bot.interactions.responses import look_up_server
from bot.language import text

Member = discord.Member | discord.User
# By the sentences of the refusals: about bans, and about everything else.
Act = Literal["ban", "target"]


def must_moderate(context: Context) -> None:
    """Check that a member may moderate members in this server.

    Raises:
        Refused: the member may not.
    """
    if not context.may("moderate_members"):
        raise Refused(text("refused-no-moderator"), "no_moderator")


async def must_outrank(
    services: Services, context: Context, member: Member, act: Act = "target"
) -> None:
    """Check that the moderator may act on a member, by the rules of Discord.

    Args:
        services: services of the bot.
        context: of the moderator.
        member: the member.
        act: selects the sentences of the refusals.

    Raises:
        Refused: the member is the moderator, the bot, the server's owner, or has no lower
            role than the moderator; or Discord does not answer.
    """
    moderator, bot = context.interaction.user, services.client.user
    if member.id == moderator.id:
        raise Refused(text(f"refused-{act}-self"), act)
    if bot and member.id == bot.id:
        raise Refused(text(f"refused-{act}-bot"), act)
    fetched = services.client.fetch_guild(context.guild_id, with_counts=False)
    guild = await look_up_server(fetched)
    if guild is None:
        raise Refused(text("refused-owner-unknown"), act)
    if member.id == guild.owner_id:
        raise Refused(text(f"refused-{act}-owner", member=member.mention), act)
    # The owner may act on everybody; a member who has left the server has only the lowest role.
    is_owner = moderator.id == guild.owner_id
    if not is_owner and _highest_role(member, guild) >= _highest_role(moderator, guild):
        raise Refused(text(f"refused-{act}-role", member=member.mention), act)


def _highest_role(member: Member, guild: discord.Guild) -> discord.Role:
    # Not `top_role`, which reads the missing cache.
    ids = set(member._roles) if isinstance(member, discord.Member) else set()
    return max([role for role in guild.roles if role.id in ids], default=guild.default_role)


async def fetch_member(services: Services, guild_id: int, user_id: int) -> Member:
    """Fetch a member from Discord; one who has left the server is found by their account.

    Args:
        services: services of the bot.
        guild_id: the server.
        user_id: the member.

    Raises:
        Refused: Discord does not answer.
    """

    async def fetch() -> Member:
        guild = await services.client.fetch_guild(guild_id, with_counts=False)
        try:
            return await guild.fetch_member(user_id)
        except discord.NotFound:
            return await services.client.fetch_user(user_id)

    member = await look_up_server(fetch())
    if member is None:
        raise Refused(text("refused-owner-unknown"), "target")
    return member
