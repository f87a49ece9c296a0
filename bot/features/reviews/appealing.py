"""The buttons of a rejection's member: an appeal, once, and the drawing of what it approved."""

from collections.abc import Mapping

from bot.features.base import Services
from bot.interactions.buttons import Button, Place
from bot.interactions.context import Context, Refused
from bot.interactions.modals import Field
from bot.interactions.responses import drop_buttons
from bot.jobs.files import StartGone, with_sources
from bot.language import text
from bot.storage import Review, ReviewState, Stage

APPEAL = Button("appeal", "⚖️", (Place.REJECTED,))
# Under the notice that an appeal was successful.
DRAW = Button("drawapproved", "🎨")
_WORDS = 800


class Appeals:
    """Handlers of the buttons of the author of a rejected request.

    Args:
        services: services of the bot.
    """

    def __init__(self, services: Services) -> None:
        self._services, self._stores = services, services.stores

    async def ask(self, context: Context, review_id: str) -> None:
        """Open the form of an appeal.

        Args:
            context: of the member.
            review_id: the review.

        Raises:
            Refused: the request is not the member's, or there is nothing to appeal against.
        """

        async def submit(sent: Context, written: Mapping[str, str]) -> None:
            await self._find_rejected(sent, review_id)
            server = sent.server
            appealed = await self._stores.reviews.appeal(
                review_id,
                sent.user_id,
                written["words"],
                server.review_hours,
                server.review_channel,
            )
            if not appealed:
                raise Refused(text("refused-appealed"), "appealed")
            self._services.decided()
            await drop_buttons(sent.interaction)
            await sent.tell(text("appeal-sent"))

        await self._find_rejected(context, review_id)
        words = Field("words", context.say("appeal-words"), most=_WORDS, required=True, long=True)
        await self._services.forms.open(context, context.say("appeal-title"), [words], submit)

    async def draw(self, context: Context, review_id: str) -> None:
        """Draw a request that an appeal has approved; it has its seed, so always the same picture.

        Args:
            context: of the member.
            review_id: the review.

        Raises:
            Refused: the request is not the member's, not approved, or not admitted.
        """
        review = await self._find_own(context, review_id)
        order = await self._stores.reviews.find_order(review.job_id)
        if review.state is not ReviewState.OVERTURNED or review.stage is not Stage.PROMPT:
            raise Refused(text("refused-button"), "unknown_button")
        if order is None:
            raise Refused(text("refused-review-gone"), "review_gone")
        try:
            request = await with_sources(self._stores.files, order.request, order.sources)
        except StartGone as error:
            raise Refused(text("refused-start-gone"), "start_gone") from error
        new = request.with_seed(request.seed)
        await self._services.intake.take(
            context, new, order.parents, action=order.action, approved=True
        )

    async def _find_own(self, context: Context, review_id: str) -> Review:
        review = await self._stores.reviews.find(review_id, context.guild_id)
        if review is None or review.user_id != context.user_id:
            raise Refused(text("refused-appeal-not-yours"), "not_yours")
        return review

    async def _find_rejected(self, context: Context, review_id: str) -> Review:
        """Find a review that its member may appeal against.

        Raises:
            Refused: there is nothing of theirs to appeal against, or it is not kept any more.
        """
        review = await self._find_own(context, review_id)
        if review.state is not ReviewState.REJECTED:
            raise Refused(text("refused-appealed"), "appealed")
        is_picture = review.stage is Stage.PICTURE
        if is_picture and not await self._stores.pictures.of_job(review.job_id):
            raise Refused(text("refused-picture-gone"), "picture_gone")
        return review
