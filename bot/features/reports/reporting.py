"""The button and the context menu command by which members report a picture."""

from collections.abc import Mapping

import discord
from discord import app_commands

from bot.admission.bans import ban_refusal
from bot.features.base import Services
from bot.interactions.buttons import Button, Place
from bot.interactions.context import Context, Refused, refusal_error
from bot.interactions.modals import Field
from bot.language import describe, text
from bot.storage import Filing, PictureRecord

REPORT = Button("report", "🚩", (Place.PICTURE, Place.GRID), row=1, order=85, rare=True)
_REASON = 300


class Reporting:
    """Handlers of the button and of the context menu command.

    Args:
        services: services of the bot.
    """

    def __init__(self, services: Services) -> None:
        self._services, self._stores = services, services.stores

    def menu(self) -> app_commands.ContextMenu:
        """Build the context menu command of a message."""

        @app_commands.context_menu(name=describe("menu-report"))
        @self._services.handler.callback
        async def report(context: Context, message: discord.Message) -> None:
            found = await self._stores.pictures.in_message(message.id, context.guild_id)
            if not found:
                raise Refused(text("refused-no-picture"), "no_picture")
            await self.ask(context, found[0].id)

        return report

    async def ask(self, context: Context, picture_id: str) -> None:
        """Open the form of a report.

        Args:
            context: of the member.
            picture_id: one picture of the message.

        Raises:
            Refused: the member may not see or not report the picture.
        """

        async def submit(sent: Context, written: Mapping[str, str]) -> None:
            picture = await self._find_reportable(sent, picture_id)
            review_channel = sent.server.review_channel
            filed = await self._stores.reports.add(
                picture, sent.user_id, written["reason"], review_channel
            )
            if filed is Filing.REPEATED:
                raise Refused(text("refused-reported"), "reported")
            if filed is Filing.TOO_MANY:
                raise Refused(text("refused-many-reports"), "reports")
            self._services.decided()
            await sent.tell(text("report-sent" if review_channel else "report-noted"))

        await self._find_reportable(context, picture_id)
        reason = Field(
            "reason", context.say("report-reason"), most=_REASON, required=True, long=True
        )
        await self._services.forms.open(context, context.say("report-form"), [reason], submit)

    async def _find_reportable(self, context: Context, picture_id: str) -> PictureRecord:
        """Find the first picture of a message that the member may report.

        Raises:
            Refused: the member may not see it, is its author, or is banned.
        """
        picture = await self._services.channel_permissions.picture(context, picture_id)
        if picture.user_id == context.user_id:
            raise Refused(text("refused-report-own"), "own")
        ban = await self._stores.bans.find_ban(context.guild_id, context.user_id)
        if ban:
            raise refusal_error(ban_refusal(ban))
        return (await self._stores.pictures.list_siblings(picture, hidden=True))[0]
