"""Pages of bans, limits, the log, and kept and held things; only the moderator sees them."""

import re
from collections.abc import Mapping, Sequence

import discord

from bot.admission.rates import rate_limits
from bot.features.base import Services
from bot.features.moderation.log_lines import log_line, mention
from bot.features.shared.held_cards import OPEN_CARD
from bot.features.shared.limits import limit_texts
from bot.features.shared.moderators import must_moderate
from bot.features.shared.report_cards import OPEN_REPORT
from bot.interactions.buttons import MOST_IN_ROW, Button, Press, View
from bot.interactions.context import Context, Refused
from bot.interactions.permissions import is_private
from bot.language import Text, say, text
from bot.language.formatting import (
    format_end,
    format_timestamp,
    join_with_and,
    message_link,
    quote,
)
from bot.storage import HiddenPicture, Review

# With the longest lines, below Discord's 2,000 characters in every language.
PAGE = 6
_REASON = 80
# Clients can send any text as a button's id.
_TARGET = re.compile(r"(\d{1,3})(?:\.(\d{1,19}))?", re.ASCII)
_MOST_PAGE, _MOST_ID = 999, 2**63 - 1
BANS, LIMITS, LOG, KEPT = Button("bans"), Button("limits"), Button("modlog"), Button("kept")
HELD = Button("held")
REPORTED = Button("reported")
# Shows a kept picture; under the log and the list of kept pictures.
EVIDENCE = Button("evidence")


class Lists:
    """Pages of bans, limits, the log, and of what is kept or held.

    Args:
        services: services of the bot.
    """

    def __init__(self, services: Services) -> None:
        self._stores = services.stores

    @property
    def presses(self) -> Mapping[Button, Press]:
        """The handlers, by their buttons."""
        return {
            BANS: self.bans,
            LIMITS: self.limits,
            REPORTED: self.reported_pictures,
            LOG: self.log,
            KEPT: self.kept_pictures,
            HELD: self.waiting,
        }

    async def bans(self, context: Context, target: str) -> None:
        """Show a page of the bans in force.

        Args:
            context: of the moderator.
            target: number of the page, from 0.

        Raises:
            Refused: the member may not moderate, or the target is invalid.
        """
        must_moderate(context)
        page, _ = _parse_target(target)
        found = await self._stores.bans.bans(context.guild_id, PAGE + 1, page * PAGE)
        lines = [
            text(
                "moderation-ban-line",
                member=f"<@{ban.user_id}>",
                end=format_end(ban.until),
                reason=quote(ban.reason, _REASON),
            )
            for ban in found[:PAGE]
        ]
        view = _pager(context, BANS, page, len(found) > PAGE)
        await _show(context, "moderation-bans-title", "moderation-bans-none", lines, view)

    async def limits(self, context: Context, target: str) -> None:
        """Show a page of the limits of single members.

        Args:
            context: of the moderator.
            target: number of the page, from 0.

        Raises:
            Refused: the member may not moderate, or the target is invalid.
        """
        must_moderate(context)
        page, _ = _parse_target(target)
        found = await self._stores.member_limits.list_in_force(
            context.guild_id, PAGE + 1, page * PAGE
        )
        view = _pager(context, LIMITS, page, len(found) > PAGE)
        lines = [
            text(
                "moderation-limit-line",
                member=f"<@{limit.user_id}>",
                limit=join_with_and(limit_texts(rate_limits(limit.quota))) or "",
                end=format_end(limit.until),
            )
            for limit in found[:PAGE]
        ]
        await _show(context, "moderation-limits-title", "moderation-limits-none", lines, view)

    async def reported_pictures(self, context: Context, target: str) -> None:
        """Show a page of the reported pictures, each with a button that shows its card.

        Args:
            context: of the moderator.
            target: number of the page, from 0.

        Raises:
            Refused: the member may not moderate, or the target is invalid.
        """
        must_moderate(context)
        page, _ = _parse_target(target)
        found = await self._stores.reports.list_open(context.guild_id, PAGE + 1, page * PAGE)
        view = _pager(context, REPORTED, page, len(found) > PAGE)
        lines = []
        for index, (picture, count) in enumerate(found[:PAGE]):
            lines.append(
                text(
                    "moderation-reported-line",
                    number=str(index + 1),
                    member=mention(picture.user_id),
                    channel=f"<#{picture.channel_id}>",
                    count=count,
                )
            )
            label = context.say("button-openreport-number", number=str(index + 1))
            view.add_labelled(label, OPEN_REPORT, picture.id, 1 + index // MOST_IN_ROW)
        await _show(context, "moderation-reported-title", "moderation-reported-none", lines, view)

    async def log(self, context: Context, target: str) -> None:
        """Show a page of the log, with a button for each picture that is kept.

        Args:
            context: of the moderator.
            target: number of the page, from 0, and a member's id or 0 for all: "2.0".

        Raises:
            Refused: the member may not moderate, or the target is invalid.
        """
        must_moderate(context)
        page, user_id = _parse_target(target)
        found = await self._stores.log.page(
            context.guild_id, PAGE + 1, page * PAGE, user_id or None
        )
        entries = found[:PAGE]
        messages = {entry.message_id for entry in entries if entry.message_id}
        kept = await self._stores.hidden.in_messages(messages, context.guild_id)
        view = _pager(context, LOG, page, len(found) > PAGE, f".{user_id}")
        _add_pictures(context, view, [kept.get(entry.message_id or 0) for entry in entries])
        lines = [log_line(context.guild_id, entry) for entry in entries]
        await _show(context, "moderation-log-title", "moderation-log-none", lines, view)

    async def kept_pictures(self, context: Context, target: str) -> None:
        """Show a page of the deleted and hidden pictures that are kept.

        Args:
            context: of the moderator.
            target: number of the page, from 0, and a member's id or 0 for all: "2.0".

        Raises:
            Refused: the member may not moderate, or the target is invalid.
        """
        must_moderate(context)
        page, user_id = _parse_target(target)
        found = await self._stores.hidden.list_kept(
            context.guild_id, PAGE + 1, page * PAGE, user_id or None
        )
        view = _pager(context, KEPT, page, len(found) > PAGE, f".{user_id}")
        _add_pictures(context, view, [one.picture.id for one in found[:PAGE]])
        await _show(
            context,
            "moderation-kept-title",
            "moderation-kept-none",
            [*map(_kept_line, found[:PAGE])],
            view,
        )

    async def waiting(self, context: Context, target: str) -> None:
        """Show a page of what waits for a decision, each with a button that shows its card.

        Args:
            context: of the moderator.
            target: number of the page, from 0.

        Raises:
            Refused: the member may not moderate, or the target is invalid.
        """
        must_moderate(context)
        page, _ = _parse_target(target)
        reviews = self._stores.reviews
        found = await reviews.list_open(context.guild_id, PAGE + 1, page * PAGE)
        view = _pager(context, HELD, page, len(found) > PAGE)
        lines = []
        for index, review in enumerate(found[:PAGE]):
            lines.append(_held_line(index + 1, review, await reviews.find_card(review.id)))
            label = context.say("button-opencard-number", number=str(index + 1))
            view.add_labelled(label, OPEN_CARD, review.id, 1 + index // MOST_IN_ROW)
        await _show(context, "moderation-held-title", "moderation-held-none", lines, view)


def _held_line(number: int, review: Review, card: tuple[int, int] | None) -> Text:
    """Format what is held, with a link to its card if that is posted."""
    line = text(
        "moderation-held-line",
        number=str(number),
        stage=review.stage.value,
        member=f"<@{review.user_id}>",
        channel=f"<#{review.channel_id}>",
        end=format_timestamp(review.deadline, "R"),
    )
    if card is None:
        return text("moderation-held-unposted", line=line)
    return text("log-linked", line=line, link=message_link(review.guild_id, *card))


def _kept_line(kept: HiddenPicture) -> Text:
    picture = kept.picture
    return text(
        "moderation-kept-line",
        why=kept.why,
        at=format_timestamp(kept.at),
        member=mention(picture.user_id),
        prompt=quote(picture.request.prompt, _REASON),
    )


def _parse_target(target: str) -> tuple[int, int]:
    """Parse the number of a page, and after it a member's id or 0.

    Raises:
        Refused: the target is invalid.
    """
    found = _TARGET.fullmatch(target)
    if not found or int(found[2] or 0) > _MOST_ID:
        raise Refused(text("refused-button"), "unknown_button")
    return int(found[1]), int(found[2] or 0)


def _pager(context: Context, button: Button, page: int, more: bool, rest: str = "") -> View:
    """Build the buttons to the previous and the next page."""
    view = View()
    for key, number, there in (
        ("earlier", page - 1, page > 0),
        ("later", page + 1, more and page < _MOST_PAGE),
    ):
        if there:
            view.add_labelled(context.say(f"page-{key}"), button, f"{number}{rest}", row=0)
    return view


def _add_pictures(context: Context, view: View, ids: Sequence[str | None]) -> None:
    """Add a button for each line with a picture, by the number of the line."""
    shown = [(number, id_) for number, id_ in enumerate(ids, 1) if id_]
    for index, (number, id_) in enumerate(shown):
        label = context.say("button-evidence-number", number=str(number))
        view.add_labelled(label, EVIDENCE, id_, 1 + index // MOST_IN_ROW)


async def _show(context: Context, title: str, none: str, lines: Sequence[Text], view: View) -> None:
    """Answer with a page; the texts `title` and `none` begin one and stand for an empty one."""
    content = context.say(none)
    if lines:
        content = "\n".join([context.say(title), *(say(context.locale, line) for line in lines)])
    await show_privately(context, content, view)


async def show_privately(context: Context, content: str, view: View) -> None:
    """Answer with a message that its member alone sees; a press replaces the one with its button.

    Args:
        context: of the member.
        content: at most 2,000 characters.
        view: the buttons.
    """
    response = context.interaction.response
    # A forged press may be on a message that everybody sees.
    if context.interaction.type is discord.InteractionType.component and is_private(context):
        await response.edit_message(content=content, view=view)
    else:
        await response.send_message(content, view=view, ephemeral=True)
