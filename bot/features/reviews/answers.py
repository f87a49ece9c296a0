"""Messages that answer an appeal in the channel of the request: a notice, or the picture."""

from itertools import groupby

import discord

from bot.delivery.discord_posts import Rendering
from bot.delivery.reply_text import prompt_text
from bot.features.base import Services
from bot.features.reviews.appealing import DRAW
from bot.features.shared.galleries import load_gallery
from bot.interactions.buttons import Answer, make_button
from bot.interactions.layouts import Layout
from bot.language import say, text
from bot.language.formatting import quote
from bot.storage import NO_MODERATOR, JobRequest, Post, Review, ReviewState


class Answers:
    """Writer of the answers.

    Args:
        services: services of the bot.
    """

    def __init__(self, services: Services) -> None:
        self._services, self._stores = services, services.stores

    async def write_notice(self, post: Post) -> Rendering | None:
        """Write that an appeal was rejected, or that a prompt may be drawn now.

        Args:
            post: the message; its subject is the review.
        """
        review, order = await self._find(post)
        if review is None or order is None:
            return None
        layout, member = Layout(order.locale), f"<@{review.user_id}>"
        if review.state is ReviewState.OVERTURNED:
            layout.add_text(text("appeal-granted", member=member))
            label = say(order.locale, text(f"button-{DRAW.action}"))
            layout.add_buttons(make_button(label, DRAW, review.id))
        else:
            late = review.moderator_id == NO_MODERATOR
            layout.add_text(text("appeal-late" if late else "appeal-upheld", member=member))
            if review.reason:
                layout.add_text(text("rejected-reason", reason=quote(review.reason)))
        return Rendering(layout, mentioned=(review.user_id,))

    async def write_picture(self, post: Post) -> Rendering | None:
        """Write the message of a picture that an appeal has approved, with its buttons.

        Args:
            post: the message; its subject is the review.
        """
        review, order = await self._find(post)
        if review is None or order is None:
            return None
        pictures = await self._stores.pictures.of_job(review.job_id)
        shown = [picture for picture in pictures if picture.hidden is None]
        spoiler = order.spoiler or any(picture.spoiler for picture in shown)
        gallery = await load_gallery(self._stores.files, shown, order.locale, spoiler=spoiler)
        if not gallery.items:
            return None
        layout = Layout(order.locale)
        layout.add_text(text("appeal-published", member=f"<@{review.user_id}>"))
        layout.add_text(prompt_text(order.request, 300))
        layout.add_gallery(*gallery.items)
        answer = Answer(order.request, tuple(picture.id for picture in shown), order.still)
        view = self._services.buttons.picture_view(order.locale, answer)
        buttons = [one for one in view.children if isinstance(one, discord.ui.Button)]
        for _, row in groupby(buttons, key=lambda button: button.row):
            layout.add_buttons(*row)
        return Rendering(layout, gallery.files, (review.user_id,))

    async def _find(self, post: Post) -> tuple[Review | None, JobRequest | None]:
        """Find the review of a post and its order; neither once its member's data is deleted."""
        review = await self._stores.reviews.find(post.subject, post.guild_id)
        if review is None or review.state is ReviewState.ERASED:
            return None, None
        return review, await self._stores.reviews.find_order(review.job_id)
