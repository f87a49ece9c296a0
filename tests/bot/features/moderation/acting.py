"""What the tests of moderators' commands do."""

import discord
import simcord

from bot.storage import Entry, ModerationLog
from tests.bot.world import World


def moderator(w: World, name: str = "mo", **permissions: bool) -> simcord.MemberActor:
    """A member who may moderate, and what else is named."""
    allowed = discord.Permissions(**{"moderate_members": True, **permissions})
    role = w.guild.create_role(f"{name}s", permissions=allowed)
    return w.guild.add_member(w.env.create_user(name), roles=[role])


async def use(
    w: World, who: simcord.MemberActor, command: str, **options: object
) -> simcord.InteractionResult:
    return await who.slash(w.channel, f"moderation {command}", **options)


async def log_of(w: World) -> list[Entry]:
    return await ModerationLog(w.database).page(w.guild.id, 99)
