"""`/moderation`: bans, hidden pictures, and the log of moderators' actions."""

import logging

import discord
from discord import app_commands

from bot.admission import format_ban_end
from bot.features.base import Feature, Services
from bot.features.moderation.durations import FOREVER, OFFERED, InvalidDuration, parse_duration
from bot.features.moderation.pages import Lists
from bot.features.moderation.permissions import must_moderate
from bot.features.shared.cancelling import cancel_requests
from bot.interactions.context import Context, Refused
from bot.interactions.handler import Work
from bot.interactions.responses import DISCORD_ERRORS, summary
from bot.language import describe, text
from bot.language.formatting import quote

log = logging.getLogger(__name__)

REASON_LIMIT = 300
Member = discord.Member | discord.User
Reason = app_commands.Range[str, 1, REASON_LIMIT]


def moderation(services: Services) -> Feature:
    """Build the feature `/moderation`, with the buttons between the pages of its lists."""
    lists = Lists(services)
    return Feature((ModerationGroup(services, lists),), lists.presses)


class ModerationGroup(app_commands.Group):
    """The command group `/moderation`.

    Args:
        services: services of the bot.
        lists: pages of the bans and of the log.
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
        """Ban a member and cancel their open requests.

        Args:
            interaction: of the moderator.
            member: the member to ban.
            reason: for the log and the member.
            duration: in the notation of `parse_duration`.
        """

        async def work(context: Context) -> None:
            try:
                for_s = parse_duration(duration)
            except InvalidDuration as error:
                what = text("refused-length", value=quote(duration, 40), forever=FOREVER)
                raise Refused(what, "invalid") from error
            # Fetching the server from Discord may take longer than an answer may.
            await interaction.response.defer(ephemeral=True)
            await self._check_bannable(context, member)
            ban = await self._services.bans.ban(
                context.guild_id, context.user_id, member.id, reason, for_s
            )
            # After the ban, because it refuses new requests.
            open_ = await self._services.jobs.list_open(member.id, context.guild_id)
            result = await cancel_requests(self._services, context, [order for order, _ in open_])
            banned = text("moderation-banned", member=member.mention, end=format_ban_end(ban))
            await context.tell(
                text("moderation-banned-called-off", banned=banned, count=result.requests)
            )

        await self._serve(interaction, work)

    @ban.autocomplete("duration")
    async def _complete_duration(
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
        """Lift a member's ban.

        Args:
            interaction: of the moderator.
            member: the banned member.
            reason: for the log.
        """

        async def work(context: Context) -> None:
            if member.id == context.user_id:
                raise Refused(text("refused-unban-self"), "ban")
            lifted = await self._services.bans.unban(
                context.guild_id, context.user_id, member.id, reason
            )
            if not lifted:
                raise Refused(text("refused-not-banned", member=member.mention), "ban")
            await context.tell(text("moderation-unbanned", member=member.mention))

        await self._serve(interaction, work)

    @app_commands.command(name="hide", description=describe("moderation-hide"))
    @app_commands.describe(
        member=describe("moderation-hide-member"), reason=describe("moderation-unban-reason")
    )
    async def hide(
        self, interaction: discord.Interaction, member: discord.User, reason: Reason
    ) -> None:
        """Hide all pictures of a member.

        Args:
            interaction: of the moderator.
            member: author of the pictures.
            reason: for the log.
        """

        async def work(context: Context) -> None:
            hide = self._services.bans.hide
            count = await hide(context.guild_id, context.user_id, member.id, reason)
            if not count:
                raise Refused(text("refused-nothing-shown", member=member.mention), "hide")
            await context.tell(text("moderation-hidden", member=member.mention, count=count))

        await self._serve(interaction, work)

    @app_commands.command(name="unhide", description=describe("moderation-unhide"))
    @app_commands.describe(
        member=describe("moderation-hide-member"), reason=describe("moderation-unban-reason")
    )
    async def unhide(
        self, interaction: discord.Interaction, member: discord.User, reason: Reason
    ) -> None:
        """Show a member's hidden pictures again.

        Args:
            interaction: of the moderator.
            member: author of the pictures.
            reason: for the log.
        """

        async def work(context: Context) -> None:
            if member.id == context.user_id:
                raise Refused(text("refused-unhide-self"), "hide")
            unhide = self._services.bans.unhide
            count = await unhide(context.guild_id, context.user_id, member.id, reason)
            if not count:
                raise Refused(text("refused-nothing-hidden", member=member.mention), "hide")
            await context.tell(text("moderation-shown", member=member.mention, count=count))

        await self._serve(interaction, work)

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
        """List the actions of moderators.

        Args:
            interaction: of the moderator.
            member: only actions on this member.
        """

        async def work(context: Context) -> None:
            await self._lists.log(context, f"0.{member.id if member else 0}")

        await self._services.handler.serve(interaction, work)

    async def _serve(self, interaction: discord.Interaction, work: Work) -> None:
        """Handle an interaction after the check that its member is a moderator."""

        async def check_and_work(context: Context) -> None:
            must_moderate(context)
            await work(context)

        await self._services.handler.serve(interaction, check_and_work)

    async def _check_bannable(self, context: Context, member: Member) -> None:
        """Check that the moderator may ban a member, by the rules of Discord.

        Raises:
            Refused: the member is the moderator, the bot, the server's owner, or has no lower
                role than the moderator.
        """
        moderator, bot = context.interaction.user, self._services.client.user
        if member.id == moderator.id:
            raise Refused(text("refused-ban-self"), "ban")
        if bot and member.id == bot.id:
            raise Refused(text("refused-ban-bot"), "ban")
        guild = await self._fetch_guild(context.guild_id)
        if member.id == guild.owner_id:
            raise Refused(text("refused-ban-owner", member=member.mention), "ban")
        # The owner may ban everybody; a member who has left the server has only the lowest role.
        is_owner = moderator.id == guild.owner_id
        if not is_owner and _highest_role(member, guild) >= _highest_role(moderator, guild):
            raise Refused(text("refused-ban-role", member=member.mention), "ban")

    async def _fetch_guild(self, guild_id: int) -> discord.Guild:
        """Fetch a server's owner and roles: without gateway intents there is no cache of them.

        Raises:
            Refused: Discord does not answer.
        """
        try:
            return await self._services.client.fetch_guild(guild_id, with_counts=False)
        except DISCORD_ERRORS as error:
            log.warning("server %s cannot be read: %s", guild_id, summary(error))
            raise Refused(text("refused-owner-unknown"), "ban") from error


def _highest_role(member: Member, guild: discord.Guild) -> discord.Role:
    # Not `top_role`, which reads the missing cache.
    ids = set(member._roles) if isinstance(member, discord.Member) else set()
    return max([role for role in guild.roles if role.id in ids], default=guild.default_role)
