"""`/moderation`: ban, unban, and what was done so far."""

import logging

import discord
from discord import app_commands

from bot.admission import end_of
from bot.features.base import Feature, Services
from bot.features.moderation.durations import FOREVER, OFFERED, InvalidDuration, parse_duration
from bot.features.moderation.pages import Lists
from bot.features.moderation.permissions import must_moderate
from bot.features.queue.cancelling import call_off
from bot.interactions.context import Context, Refused
from bot.interactions.responses import DISCORD_ERRORS, summary
from bot.language import describe, text
from bot.language.formatting import quote

log = logging.getLogger(__name__)

REASON_LIMIT = 300
Member = discord.Member | discord.User
Reason = app_commands.Range[str, 1, REASON_LIMIT]


def moderation(services: Services) -> Feature:
    """Offer `/moderation`, and the pages of its lists."""
    lists = Lists(services)
    return Feature((ModerationGroup(services, lists),), {"bans": lists.bans, "modlog": lists.log})


class ModerationGroup(app_commands.Group):
    """The group of commands.

    Args:
        services: the bot's parts.
        lists: shows bans and the log.
    """

    def __init__(self, services: Services, lists: Lists) -> None:
        super().__init__(
            name="moderation",
            description=describe("moderation-description"),
            # A hint to Discord's clients, which owners may override: each use is checked again.
            default_permissions=discord.Permissions(moderate_members=True),
        )
        self._services, self._lists = services, lists

    @app_commands.command(name="ban", description=describe("moderation-ban"))
    @app_commands.describe(
        member=describe("moderation-ban-member"),
        reason=describe("moderation-ban-reason"),
        duration=describe("moderation-ban-duration"),
    )
    async def ban(
        self, interaction: discord.Interaction, member: discord.User, reason: Reason, duration: str
    ) -> None:
        """Ban a member."""

        async def work(context: Context) -> None:
            must_moderate(context)
            await self._ban(context, member, reason, duration)

        await self._services.handler.serve(interaction, work)

    @ban.autocomplete("duration")
    async def _lengths(
        self, _interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        offered = [length for length in OFFERED if length.startswith(typed.lower())]
        return [app_commands.Choice(name=length, value=length) for length in offered]

    @app_commands.command(name="unban", description=describe("moderation-unban"))
    @app_commands.describe(
        member=describe("moderation-unban-member"), reason=describe("moderation-unban-reason")
    )
    async def unban(
        self, interaction: discord.Interaction, member: discord.User, reason: Reason
    ) -> None:
        """Lift a member's ban."""

        async def work(context: Context) -> None:
            must_moderate(context)
            await self._unban(context, member, reason)

        await self._services.handler.serve(interaction, work)

    @app_commands.command(name="hide", description=describe("moderation-hide"))
    @app_commands.describe(
        member=describe("moderation-hide-member"), reason=describe("moderation-unban-reason")
    )
    async def hide(
        self, interaction: discord.Interaction, member: discord.User, reason: Reason
    ) -> None:
        """Hide all pictures of a member."""

        async def work(context: Context) -> None:
            must_moderate(context)
            await self._hide(context, member, reason)

        await self._services.handler.serve(interaction, work)

    @app_commands.command(name="unhide", description=describe("moderation-unhide"))
    @app_commands.describe(
        member=describe("moderation-hide-member"), reason=describe("moderation-unban-reason")
    )
    async def unhide(
        self, interaction: discord.Interaction, member: discord.User, reason: Reason
    ) -> None:
        """Show a member's hidden pictures again."""

        async def work(context: Context) -> None:
            must_moderate(context)
            await self._unhide(context, member, reason)

        await self._services.handler.serve(interaction, work)

    @app_commands.command(name="bans", description=describe("moderation-bans"))
    async def bans(self, interaction: discord.Interaction) -> None:
        """List the bans in force."""

        async def work(context: Context) -> None:
            await self._lists.bans(context, "0")

        await self._services.handler.serve(interaction, work)

    @app_commands.command(name="log", description=describe("moderation-log"))
    @app_commands.describe(member=describe("moderation-log-member"))
    async def log(
        self, interaction: discord.Interaction, member: discord.User | None = None
    ) -> None:
        """List what moderators did."""

        async def work(context: Context) -> None:
            await self._lists.log(context, f"0.{member.id if member else 0}")

        await self._services.handler.serve(interaction, work)

    async def _ban(self, context: Context, member: Member, reason: str, duration: str) -> None:
        try:
            for_s = parse_duration(duration)
        except InvalidDuration as error:
            what = text("refused-length", value=quote(duration, 40), forever=FOREVER)
            raise Refused(what, "invalid") from error
        # Discord is asked who owns the server, which may take longer than an answer may.
        await context.interaction.response.defer(ephemeral=True)
        await self._must_be_bannable(context, member)
        ban = await self._services.bans.ban(
            context.guild_id, context.user_id, member.id, reason, for_s
        )
        # After the ban: what is asked for now is refused already.
        waiting = await self._services.jobs.list_open(member.id, context.guild_id)
        off = await call_off(self._services, context, [order for order, _ in waiting])
        banned = text("moderation-banned", member=member.mention, end=end_of(ban))
        await context.tell(text("moderation-banned-called-off", banned=banned, count=off.requests))

    async def _must_be_bannable(self, context: Context, member: Member) -> None:
        """Refuse to ban whoever must not be.

        Raises:
            Refused: it is the moderator, the bot, the server's owner, or whoever does not stand
                below the moderator.
        """
        if member.id == context.user_id:
            raise Refused(text("refused-ban-self"), "ban")
        if self._services.client.user and member.id == self._services.client.user.id:
            raise Refused(text("refused-ban-bot"), "ban")
        guild = await self._guild(context.guild_id)
        if member.id == guild.owner_id:
            raise Refused(text("refused-ban-owner", member=member.mention), "ban")
        if not _stands_below(member, context.interaction.user, guild):
            raise Refused(text("refused-ban-role", member=member.mention), "ban")

    async def _guild(self, guild_id: int) -> discord.Guild:
        """Ask for a server's owner and roles: without gateway intents there is no cache of them.

        Raises:
            Refused: Discord does not say.
        """
        try:
            return await self._services.client.fetch_guild(guild_id, with_counts=False)
        except DISCORD_ERRORS as error:
            log.warning("server %s cannot be read: %s", guild_id, summary(error))
            raise Refused(text("refused-owner-unknown"), "ban") from error

    async def _unban(self, context: Context, member: Member, reason: str) -> None:
        if member.id == context.user_id:
            raise Refused(text("refused-unban-self"), "ban")
        lifted = await self._services.bans.unban(
            context.guild_id, context.user_id, member.id, reason
        )
        if not lifted:
            raise Refused(text("refused-not-banned", member=member.mention), "ban")
        await context.tell(text("moderation-unbanned", member=member.mention))

    async def _hide(self, context: Context, member: Member, reason: str) -> None:
        hide = self._services.bans.hide
        count = await hide(context.guild_id, context.user_id, member.id, reason)
        if not count:
            raise Refused(text("refused-nothing-shown", member=member.mention), "hide")
        await context.tell(text("moderation-hidden", member=member.mention, count=count))

    async def _unhide(self, context: Context, member: Member, reason: str) -> None:
        if member.id == context.user_id:
            raise Refused(text("refused-unhide-self"), "hide")
        unhide = self._services.bans.unhide
        count = await unhide(context.guild_id, context.user_id, member.id, reason)
        if not count:
            raise Refused(text("refused-nothing-hidden", member=member.mention), "hide")
        await context.tell(text("moderation-shown", member=member.mention, count=count))


def _stands_below(member: Member, moderator: Member, guild: discord.Guild) -> bool:
    """Tell whether a moderator may ban a member, as Discord does: by the highest role of each.

    Whoever has left the server has none. The owner stands above all.
    """
    if moderator.id == guild.owner_id:
        return True
    return _highest_role(member, guild) < _highest_role(moderator, guild)


def _highest_role(member: Member, guild: discord.Guild) -> discord.Role:
    # Not `top_role`, which asks a cache that there is not.
    ids = set(member._roles) if isinstance(member, discord.Member) else set()
    return max([role for role in guild.roles if role.id in ids], default=guild.default_role)
