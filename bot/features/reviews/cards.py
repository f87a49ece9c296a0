"""Cards of reviews: what waits for a moderator, and afterwards who decided what."""

import discord
from discord import ButtonStyle

from bot.delivery.discord_posts import Rendering
from bot.delivery.reply_text import prompts
from bot.features.base import Services
from bot.features.shared.galleries import load_gallery
from bot.features.shared.rule_text import describe_rule
from bot.interactions.buttons import Button, make_button
from bot.interactions.layouts import Layout
from bot.language import SOURCE, Text, say, text
from bot.language.formatting import format_timestamp, quote
from bot.storage import (
    NO_MODERATOR,
    Decision,
    JobRequest,
    Post,
    Review,
    ReviewState,
    Stage,
)
from bot.verdicts import Ruling

APPROVE, SPOILER = Button("approve", "✅"), Button("spoiler", "🫣")
REJECT, WARN, BAN = Button("reject", "✖️"), Button("rejectwarn", "⚠️"), Button("rejectban", "🔨")

_STYLES = {APPROVE: ButtonStyle.success, REJECT: ButtonStyle.danger, BAN: ButtonStyle.danger}
_COLOURS = {
    ReviewState.OPEN: discord.Colour.gold(),
    ReviewState.APPEALED: discord.Colour.gold(),
    ReviewState.APPROVED: discord.Colour.green(),
    ReviewState.SPOILER: discord.Colour.green(),
    ReviewState.OVERTURNED: discord.Colour.green(),
    ReviewState.REJECTED: discord.Colour.red(),
    ReviewState.UPHELD: discord.Colour.red(),
}
_AT_DEADLINE = (ReviewState.APPROVED, ReviewState.REJECTED, ReviewState.UPHELD)
# Characters of what members wrote; together they fit into a message.
_PROMPT, _NEGATIVE, _APPEAL, _REASON = 1500, 400, 800, 300


class Cards:
    """Writer of cards.

    Args:
        services: services of the bot.
    """

    def __init__(self, services: Services) -> None:
        self._stores = services.stores

    async def post(self, post: Post) -> Rendering | None:
        """Write the message of a card in the language of its server.

        Args:
            post: the message; its subject is the review.
        """
        review = await self._stores.reviews.find(post.subject, post.guild_id)
        if review is None:
            return None
        server = await self._stores.preferences.server(post.guild_id)
        return await self.write(review, server.language or SOURCE)

    async def write(self, review: Review, locale: str) -> Rendering:
        """Write a card; its pictures and buttons are there until the decision.

        Args:
            review: what waits, or was decided.
            locale: language of the card.
        """
        layout = Layout(locale, _COLOURS.get(review.state))
        # A decided review waits no more.
        kind = {ReviewState.OPEN: "", ReviewState.APPEALED: "appeal-"}.get(review.state, "decided-")
        title = text(f"review-title-{kind}{review.stage}")
        layout.add_text(f"### {say(locale, title)}")
        if review.state is ReviewState.ERASED:
            layout.add_text(text("review-erased"))
            return Rendering(layout)
        layout.add_text(*await self._facts(review))
        if not review.is_open:
            layout.add_separator()
            layout.add_text(outcome_text(review), *_reason_lines(review))
            return Rendering(layout)
        pictures = await self._stores.pictures.of_job(review.job_id)
        gallery = await load_gallery(self._stores.files, pictures, locale, spoiler=True)
        if gallery.items:
            layout.add_gallery(*gallery.items)
        elif review.stage is Stage.PICTURE:
            layout.add_text(text("review-picture-gone"))
        layout.add_separator()
        layout.add_text(*_pending_lines(review))
        layout.add_buttons(*_buttons(review, locale))
        return Rendering(layout, gallery.files)

    async def _facts(self, review: Review) -> list[Text]:
        """List the author with their record, the prompts, and why the filter holds them."""
        place = review.guild_id, review.user_id
        lines = [
            text(
                "review-author",
                member=f"<@{review.user_id}>",
                channel=f"<#{review.channel_id}>",
                at=format_timestamp(review.asked_at),
            )
        ]
        if review.is_open:
            record = await self._stores.reviews.count_for_member(*place)
            strikes = len(await self._stores.strikes.list_counting(*place))
            numbers = {"approved": record.approved, "rejected": record.rejected}
            lines.append(text("review-record", strikes=strikes, bans=record.bans, **numbers))
        order = await self._stores.reviews.find_order(review.job_id)
        why = text("review-why", rule=describe_rule(review.verdict))
        return [*lines, *_prompt_lines(order), why]


def _prompt_lines(order: JobRequest | None) -> list[Text]:
    """Quote the prompts of a request, for as long as it is kept with its job."""
    if order is None:
        return []
    asked = quote(" → ".join(prompts(order.request)), _PROMPT)
    lines = [text("review-prompt", prompt=asked)]
    if order.request.negative_prompt.strip():
        negative = quote(order.request.negative_prompt, _NEGATIVE)
        lines.append(text("review-negative", prompt=negative))
    return lines


def _pending_lines(review: Review) -> list[Text]:
    """List what is said about a review that waits: the appeal, and what follows without anybody."""
    lines = []
    if review.state is ReviewState.APPEALED:
        by = text("review-by-nobody")
        if review.rejected_by:
            by = text("review-by", moderator=f"<@{review.rejected_by}>")
        lines = [
            text("review-rejected-first", by=by),
            *_reason_lines(review),
            text("review-appeal", words=quote(review.appeal, _APPEAL)),
        ]
    key = "approve" if review.at_deadline is Decision.APPROVE else "reject"
    return [*lines, text(f"review-then-{key}", at=format_timestamp(review.deadline, "R"))]


def _reason_lines(review: Review) -> list[Text]:
    return [text("rejected-reason", reason=quote(review.reason, _REASON))] if review.reason else []


def outcome_text(review: Review) -> Text:
    """Return the sentence about a decided review: the decision, its moderator and its time.

    Args:
        review: neither open nor appealed.
    """
    if review.state in (ReviewState.CANCELLED, ReviewState.ERASED):
        return text(f"review-{review.state}")
    at = format_timestamp(review.decided_at or review.asked_at)
    if review.moderator_id != NO_MODERATOR or review.state not in _AT_DEADLINE:
        # The moderator's own data may have been deleted since.
        moderator = f"<@{review.moderator_id}>" if review.moderator_id else "…"
        return text(f"review-now-{review.state}", moderator=moderator, at=at)
    if review.state is ReviewState.REJECTED and review.verdict.ruling is Ruling.REFUSE:
        return text("review-blocked", at=at)
    return text(f"review-late-{review.state}", at=at)


def _buttons(review: Review, locale: str) -> list[discord.ui.Button[Layout]]:
    """Build the buttons of a review that waits; an appealed prompt is drawn anew, hence plainly."""
    is_new = review.state is ReviewState.OPEN or review.stage is Stage.PICTURE
    offered = (APPROVE, *((SPOILER,) if is_new else ()), REJECT, WARN, BAN)
    return [
        make_button(
            say(locale, text(f"button-{button.action}")),
            button,
            review.id,
            style=_STYLES.get(button, ButtonStyle.secondary),
        )
        for button in offered
    ]
