"""Pages of the bans and of the log; only the moderator sees them."""

import re
from collections.abc import Mapping, Sequence

import discord

from bot.admission import format_ban_end
from bot.features.base import Services
from bot.features.moderation.permissions import must_moderate
from bot.interactions.buttons import Button, Press, View
from bot.interactions.context import Context, Refused
from bot.language import Text, say, text
from bot.language.formatting import format_timestamp, quote
from bot.storage import NOBODY

# With the longest lines, below Discord's 2,000 characters in every language.
PAGE = 8
_REASON = 80
# Clients can send any text as a button's id.
_TARGET = re.compile(r"(\d{1,3})(?:\.(\d{1,19}))?", re.ASCII)
_MOST_PAGE, _MOST_ID = 999, 2**63 - 1
BANS, LOG = Button("bans"), Button("modlog")
_ACTIONS = ("ban", "unban", "cancel", "delete", "hide", "unhide")


class Lists:
    """Pages of the bans and of the log.

    Args:
        services: services of the bot.
    """

    def __init__(self, services: Services) -> None:
        self._moderation = services.stores.bans

    @property
    def presses(self) -> Mapping[Button, Press]:
        """The handlers, by their buttons."""
        return {BANS: self.bans, LOG: self.log}

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
        found = await self._moderation.bans(context.guild_id, PAGE + 1, page * PAGE)
        lines = [
            text(
                "moderation-ban-line",
                member=f"<@{ban.user_id}>",
                end=format_ban_end(ban),
                reason=quote(ban.reason, _REASON),
            )
            for ban in found[:PAGE]
        ]
        view = _pager(context, BANS, page, len(found) > PAGE)
        await _show(context, "moderation-bans-title", "moderation-bans-none", lines, view)

    async def log(self, context: Context, target: str) -> None:
        """Show a page of the log.

        Args:
            context: of the moderator.
            target: number of the page, from 0, and a member's id or 0 for all: "2.0".

        Raises:
            Refused: the member may not moderate, or the target is invalid.
        """
        must_moderate(context)
        page, user_id = _parse_target(target)
        found = await self._moderation.log(context.guild_id, PAGE + 1, page * PAGE, user_id or None)
        lines = [
            text(
                f"log-{entry.action}" if entry.action in _ACTIONS else "log-other",
                at=format_timestamp(entry.at),
                moderator=_mention(entry.moderator_id),
                member=_mention(entry.user_id),
                action=entry.action,
                reason=quote(entry.reason, _REASON),
            )
            for entry in found[:PAGE]
        ]
        view = _pager(context, LOG, page, len(found) > PAGE, f".{user_id}")
        await _show(context, "moderation-log-title", "moderation-log-none", lines, view)


def _parse_target(target: str) -> tuple[int, int]:
    """Parse the number of a page, and after it a member's id or 0.

    Raises:
        Refused: the target is invalid.
    """
    found = _TARGET.fullmatch(target)
    if not found or int(found[2] or 0) > _MOST_ID:
        raise Refused(text("refused-button"), "unknown_button")
    return int(found[1]), int(found[2] or 0)


def _mention(user_id: int) -> str:
    """Mention a member; members whose data was deleted have no id any more."""
    return "…" if user_id == NOBODY else f"<@{user_id}>"


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


async def _show(context: Context, title: str, none: str, lines: Sequence[Text], view: View) -> None:
    """Answer a command with a page, or replace the page in an answer."""
    content = context.say(none)
    if lines:
        content = "\n".join([context.say(title), *(say(context.locale, line) for line in lines)])
    response = context.interaction.response
    if context.interaction.type is discord.InteractionType.component:
        await response.edit_message(content=content, view=view)
    else:
        await response.send_message(content, view=view, ephemeral=True)
