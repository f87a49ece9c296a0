"""`/moderation warn` and `/moderation strikes`: warnings that count for a while."""

from collections.abc import Mapping

import discord
from discord import app_commands

from bot.features.base import Services
from bot.features.moderation.banning import Reason
from bot.features.moderation.pages import show_privately
from bot.features.shared.moderators import must_moderate, must_outrank
from bot.features.shared.sanctions import warn_member
from bot.interactions.buttons import MOST_IN_ROW, Button, Press, View
from bot.interactions.context import Context, Refused
from bot.interactions.handler import InteractionHandler
from bot.language import Text, describe, say, text
from bot.language.formatting import format_timestamp, quote
from bot.storage import Strike

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
        await context.tell(await warn_member(self._services, context, member, reason))

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
