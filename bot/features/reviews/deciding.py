"""The buttons of a card: each handler checks the moderator, and decides once."""

from collections.abc import Mapping

from bot.delivery.held_notices import rejection_text
from bot.features.base import Services
from bot.features.reviews.cards import Cards, outcome_text
from bot.features.shared.moderators import fetch_member, must_moderate, must_outrank
from bot.features.shared.sanctions import open_ban_form, reason_field, warn_member
from bot.interactions.context import Context, Refused
from bot.interactions.permissions import is_private
from bot.interactions.responses import acknowledge, defer, show_layout
from bot.language import text
from bot.storage import Decision, Review, Stage, StrikeKind


class Decisions:
    """Handlers of the buttons of cards.

    Args:
        services: services of the bot.
        cards: writes the cards.
    """

    def __init__(self, services: Services, cards: Cards) -> None:
        self._services, self._cards, self._reviews = services, cards, services.stores.reviews

    async def show(self, context: Context, review_id: str) -> None:
        """Show a card with its buttons to the moderator alone.

        Args:
            context: of the moderator.
            review_id: the review.

        Raises:
            Refused: the member may not moderate, or there is no such review.
        """
        review = await self._find(context, review_id)
        if await defer(context.interaction, private=True):
            await self._show(context, review)

    async def approve(self, context: Context, review_id: str) -> None:
        """Approve what waits.

        Args:
            context: of the moderator.
            review_id: the review.

        Raises:
            Refused: the member may not decide, or another moderator was first.
        """
        await self._approve(context, review_id, Decision.APPROVE)

    async def approve_as_spoiler(self, context: Context, review_id: str) -> None:
        """Approve what waits, hidden until a click.

        Args:
            context: of the moderator.
            review_id: the review.

        Raises:
            Refused: the member may not decide, or another moderator was first.
        """
        await self._approve(context, review_id, Decision.SPOILER)

    async def reject(self, context: Context, review_id: str) -> None:
        """Open the form of a rejection.

        Args:
            context: of the moderator.
            review_id: the review.

        Raises:
            Refused: the member may not decide, or another moderator was first.
        """

        async def submit(sent: Context, written: Mapping[str, str]) -> None:
            await self._find_undecided(sent, review_id)
            if await acknowledge(sent.interaction):
                await self._decide(sent, review_id, Decision.REJECT, written["reason"])

        await self._find_undecided(context, review_id)
        title = context.say("review-reject-title")
        await self._services.forms.open(context, title, [reason_field(context)], submit)

    async def warn(self, context: Context, review_id: str) -> None:
        """Open the form of a rejection with a warning, which is a strike.

        Args:
            context: of the moderator.
            review_id: the review.

        Raises:
            Refused: the member may not decide, or another moderator was first.
        """

        async def submit(sent: Context, written: Mapping[str, str]) -> None:
            review, reason = await self._find_undecided(sent, review_id), written["reason"]
            if not await acknowledge(sent.interaction):
                return
            member = await fetch_member(self._services, sent.guild_id, review.user_id)
            await must_outrank(self._services, sent, member)
            await self._decide(sent, review_id, Decision.REJECT, reason)
            kind: StrikeKind = "picture" if review.stage is Stage.PICTURE else "warning"
            await sent.tell(await warn_member(self._services, sent, member, reason, kind))

        await self._find_undecided(context, review_id)
        title = context.say("review-warn-title")
        await self._services.forms.open(context, title, [reason_field(context)], submit)

    async def ban(self, context: Context, review_id: str) -> None:
        """Open the form of a rejection with a ban from drawing.

        Args:
            context: of the moderator.
            review_id: the review.

        Raises:
            Refused: the member may not decide, or another moderator was first.
        """

        async def find_author(context: Context) -> int:
            return (await self._find_undecided(context, review_id)).user_id

        async def decide(context: Context, reason: str) -> None:
            await self._decide(context, review_id, Decision.REJECT, reason)

        title = context.say("review-ban-title")
        await open_ban_form(self._services, context, title, find_author, decide)

    async def _approve(self, context: Context, review_id: str, decision: Decision) -> None:
        await self._find_undecided(context, review_id)
        if await acknowledge(context.interaction):
            await self._decide(context, review_id, decision)

    async def _find(self, context: Context, review_id: str) -> Review:
        """Find a review of the server for a moderator.

        Raises:
            Refused: the member may not moderate, or there is no such review.
        """
        must_moderate(context)
        review = await self._reviews.find(review_id, context.guild_id)
        if review is None:
            raise Refused(text("refused-review-gone"), "review_gone")
        return review

    async def _find_undecided(self, context: Context, review_id: str) -> Review:
        """Find a review that a moderator may decide.

        Raises:
            Refused: the member may not decide it, or it was decided before.
        """
        review = await self._find(context, review_id)
        if review.was_rejected_by(context.user_id):
            raise Refused(text("refused-review-own"), "review_own")
        if not review.is_open:
            raise _too_late(review)
        return review

    async def _decide(
        self, context: Context, review_id: str, decision: Decision, reason: str = ""
    ) -> None:
        """Decide a review, and show the decision where the moderator alone sees the card.

        Raises:
            Refused: another moderator was first, or the request was cancelled.
        """
        place = review_id, context.guild_id
        decided = await self._reviews.decide(
            *place, decision, context.user_id, reason, rejection_text
        )
        if decided is None:
            raise Refused(text("refused-review-gone"), "review_gone")
        self._services.decided()
        if is_private(context):
            await self._show(context, decided.review)
        if not decided.changed:
            raise _too_late(decided.review)

    async def _show(self, context: Context, review: Review) -> None:
        card = await self._cards.write(review, context.locale)
        await show_layout(context.interaction, card.view, card.files)


def _too_late(review: Review) -> Refused:
    """Build the refusal that names the moderator of an earlier decision."""
    return Refused(text("refused-review-decided", outcome=outcome_text(review)), "review_decided")
