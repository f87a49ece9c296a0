"""The buttons of a report's card: each handler checks the moderator, and decides once."""

from bot.features.base import Services
from bot.features.reports.cards import ReportCards, outcome_text
from bot.features.shared.moderators import must_moderate
from bot.features.shared.picture_messages import delete_message
from bot.features.shared.sanctions import open_ban_form
from bot.interactions.context import Context, Refused
from bot.interactions.permissions import is_private
from bot.interactions.responses import acknowledge, defer, show_layout
from bot.language import text
from bot.storage import ReportDecision, ReportedPicture


class ReportDecisions:
    """Handlers of the buttons.

    Args:
        services: services of the bot.
        cards: writes the cards.
    """

    def __init__(self, services: Services, cards: ReportCards) -> None:
        self._services, self._cards, self._reports = services, cards, services.stores.reports

    async def show(self, context: Context, picture_id: str) -> None:
        """Show the card of a reported picture with its buttons to the moderator alone.

        Args:
            context: of the moderator.
            picture_id: the picture.

        Raises:
            Refused: the member may not moderate, or there are no such reports.
        """
        reported = await self._find(context, picture_id)
        if await defer(context.interaction, private=True):
            await self._show(context, reported)

    async def keep(self, context: Context, picture_id: str) -> None:
        """Dismiss the reports of a picture; if it was hidden, it is shown again.

        Args:
            context: of the moderator.
            picture_id: the picture.

        Raises:
            Refused: the member may not decide, or another moderator was first.
        """
        reported = await self._find_undecided(context, picture_id)
        if await acknowledge(context.interaction):
            await self._decide(context, reported, ReportDecision.KEPT)

    async def remove(self, context: Context, picture_id: str) -> None:
        """Hide a picture for good, and delete its message.

        Args:
            context: of the moderator.
            picture_id: the picture.

        Raises:
            Refused: the member may not decide, or another moderator was first.
        """
        reported = await self._find_undecided(context, picture_id)
        if await acknowledge(context.interaction):
            await self._remove(context, reported)

    async def ban(self, context: Context, picture_id: str) -> None:
        """Open the form of a removal with a ban of the picture's author from drawing.

        Args:
            context: of the moderator.
            picture_id: the picture.

        Raises:
            Refused: the member may not decide, or another moderator was first.
        """

        async def find_author(context: Context) -> int:
            return (await self._find_undecided(context, picture_id)).picture.user_id

        async def decide(context: Context, _reason: str) -> None:
            await self._remove(context, await self._find_undecided(context, picture_id))

        title = context.say("report-ban-title")
        await open_ban_form(self._services, context, title, find_author, decide)

    async def _find(self, context: Context, picture_id: str) -> ReportedPicture:
        must_moderate(context)
        reported = await self._reports.find(picture_id, context.guild_id)
        if reported is None:
            raise Refused(text("refused-report-gone"), "report_gone")
        return reported

    async def _find_undecided(self, context: Context, picture_id: str) -> ReportedPicture:
        """Find a reported picture that waits for a moderator.

        Raises:
            Refused: the member may not decide on it, or it was decided before.
        """
        reported = await self._find(context, picture_id)
        if reported.decision:
            what = text("refused-report-decided", outcome=outcome_text(reported))
            raise Refused(what, "report_decided")
        if reported.picture.user_id == context.user_id:
            raise Refused(text("refused-report-judge"), "own")
        return reported

    async def _remove(self, context: Context, reported: ReportedPicture) -> None:
        await self._decide(context, reported, ReportDecision.REMOVED)
        # Stored first: until it is deleted, the outbox replaces the message's content by a text.
        if not await delete_message(self._services.client, reported.picture):
            await context.tell(text("report-message-stays"))

    async def _decide(
        self, context: Context, reported: ReportedPicture, decision: ReportDecision
    ) -> None:
        """Decide, and show the decision where the moderator alone sees the card.

        Raises:
            Refused: another moderator was first.
        """
        picture = reported.picture
        changed = await self._reports.decide(picture, decision, context.user_id)
        self._services.decided()
        after = await self._find(context, picture.id)
        if is_private(context):
            await self._show(context, after)
        if not changed:
            what = text("refused-report-decided", outcome=outcome_text(after))
            raise Refused(what, "report_decided")

    async def _show(self, context: Context, reported: ReportedPicture) -> None:
        card = await self._cards.write(reported, context.locale)
        await show_layout(context.interaction, card.view, card.files)
