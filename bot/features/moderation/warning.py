"""`/moderation warn` and `/moderation strikes`: warnings that count for a while."""

import logging
from collections.abc import Mapping

import discord
from discord import app_commands

from bot.features.base import Services
from bot.features.moderation.banning import Reason
from bot.features.moderation.pages import show_privately
from bot.features.moderation.permissions import must_moderate, must_outrank
from bot.features.shared.cancelling import cancel_requests
from bot.interactions.buttons import MOST_IN_ROW, Button, Press, View
from bot.interactions.context import Context, Refused
from bot.interactions.handler import InteractionHandler
from bot.interactions.responses import DISCORD_ERRORS, summary
from bot.language import Text, describe, say, text
from bot.language.formatting import format_end, format_timestamp, quote
from bot.storage import Strike

log = logging.getLogger(__name__)

UNSTRIKE = Button("unstrike")
# Strikes that fit into a message with a button each.
MOST_SHOWN = 10
_REASON = 60
# Clients can send any text as a button's id; the largest id of the databases.
_MOST_ID = 2**63 - 1


class Warnings:
    """Commands about strikes, and the button that removes one.

    Args:
        services: services of the bot.
    """

    def __init__(self, services: Services) -> None:
        self._services, self._strikes = services, services.stores.strikes

    @property
    def presses(self) -> Mapping[Button, Press]:
        """The handler, by its button."""
        return {UNSTRIKE: self.remove}

    def add_commands(self, group: app_commands.Group, moderators: InteractionHandler) -> None:
        """Add the commands that warn a member and show the strikes.

        Args:
            group: the group `/moderation`.
            moderators: refuses everybody else.
        """

        @group.command(name="warn", description=describe("moderation-warn"))
        @app_commands.describe(
            member=describe("moderation-ban-member"), reason=describe("moderation-ban-reason")
        )
        @moderators.callback
        async def warn(context: Context, member: discord.User, reason: Reason) -> None:
            await self._warn(context, member, reason)

        @group.command(name="strikes", description=describe("moderation-strikes"))
        @app_commands.describe(member=describe("moderation-ban-member"))
        @moderators.callback
        async def strikes(context: Context, member: discord.User) -> None:
            await self._show(context, member.id)

    async def _warn(self, context: Context, member: discord.User, reason: str) -> None:
        """Add a strike; enough of them ban the member, as `/moderation ban` does."""
        # Fetching the server from Discord may take longer than an answer may.
        await context.interaction.response.defer(ephemeral=True)
        await must_outrank(self._services, context, member)
        rules, place = context.server.strikes, (context.guild_id, context.user_id, member.id)
        struck = await self._strikes.add(*place, reason, rules)
        numbers = {"count": struck.count, "limit": rules.limit}
        said = text("moderation-warned", member=member.mention, **numbers)
        if struck.ban:
            # After the ban, because it refuses new requests.
            open_ = await self._services.stores.jobs.list_open(member.id, context.guild_id)
            await cancel_requests(self._services, context, [order for order, _ in open_])
            end = format_end(struck.ban.until)
            said = text("moderation-warned-banned", warned=said, member=member.mention, end=end)
        if not await self._send_directly(context, member, reason):
            said = text("moderation-warned-later", warned=said)
        await context.tell(said)

    async def _send_directly(self, context: Context, member: discord.User, reason: str) -> bool:
        """Try to send the warning as a direct message; many members take none from bots."""
        server = quote(context.interaction.guild.name if context.interaction.guild else "")
        # Its reader's language is not known; that of the server is the best guess.
        what = text("warned-directly", server=server, reason=quote(reason))
        try:
            await member.send(say(context.public_locale, what))
        except DISCORD_ERRORS as error:
            log.info("a warning could not be sent as a direct message: %s", summary(error))
            return False
        return True

    async def remove(self, context: Context, target: str) -> None:
        """Remove a strike, and show those that are left.

        Args:
            context: of the moderator.
            target: number of the strike.

        Raises:
            Refused: the member may not moderate, or the strike is gone or the moderator's own.
        """
        must_moderate(context)
        number = int(target) if target.isascii() and target.isdigit() else 0
        found = None
        if number <= _MOST_ID:
            found = await self._strikes.find(context.guild_id, number)
        if found is None:
            raise Refused(text("refused-strike-gone"), "strike_gone")
        if found.user_id == context.user_id:
            raise Refused(text("refused-strike-self"), "strike")
        await self._strikes.remove(context.guild_id, context.user_id, found.id)
        await self._show(context, found.user_id)

    async def _show(self, context: Context, user_id: int) -> None:
        """Show the strikes of a member that count, each with a button that removes it."""
        found = await self._strikes.list_counting(context.guild_id, user_id)
        member, limit = f"<@{user_id}>", context.server.strikes.limit
        lines = [context.say("strikes-none", member=member)]
        if found:
            numbers = {"count": len(found), "limit": limit}
            lines = [context.say("strikes-title", member=member, **numbers)]
        view = View()
        for index, strike in enumerate(found[-MOST_SHOWN:]):
            lines.append(say(context.locale, _strike_line(index + 1, strike)))
            label = context.say("button-unstrike-number", number=str(index + 1))
            view.add_labelled(label, UNSTRIKE, str(strike.id), index // MOST_IN_ROW)
        await show_privately(context, "\n".join(lines), view)


def _strike_line(number: int, strike: Strike) -> Text:
    return text(
        f"strike-{strike.kind}",
        number=str(number),
        at=format_timestamp(strike.at),
        end=format_timestamp(strike.until, "R"),
        reason=quote(strike.reason, _REASON),
    )
