"""Bans and warnings of a member, with what follows for their open requests."""

import logging
from collections.abc import Awaitable, Callable, Mapping

from bot.features.base import Services
from bot.features.shared.cancelling import cancel_requests
from bot.features.shared.durations import read_duration
from bot.features.shared.moderators import Member, fetch_member, must_outrank
from bot.interactions.context import Context
from bot.interactions.modals import Field
from bot.interactions.responses import DISCORD_ERRORS, acknowledge, summary
from bot.language import Text, say, text
from bot.language.formatting import format_end, quote
from bot.storage import StrikeKind

log = logging.getLogger(__name__)

REASON_LIMIT = 300
_DURATION_LIMIT = 40

# Returns the author of what is decided, or refuses.
FindAuthor = Callable[[Context], Awaitable[int]]
# Decides, with the moderator's text.
Decide = Callable[[Context, str], Awaitable[None]]


def reason_field(context: Context) -> Field:
    """Build the field of a moderator's reason, which the member reads."""
    label = context.say("decision-reason")
    return Field("reason", label, most=REASON_LIMIT, required=True, long=True)


async def open_ban_form(
    services: Services, context: Context, title: str, find_author: FindAuthor, decide: Decide
) -> None:
    """Open the form of a decision on something of a member, with a ban from drawing.

    Args:
        services: services of the bot.
        context: of the moderator.
        title: of the form.
        find_author: checks, at the opening and again when the form is sent.
        decide: called when the moderator may ban the author.

    Raises:
        Refused: the moderator may not decide.
    """

    async def submit(sent: Context, written: Mapping[str, str]) -> None:
        author, reason = await find_author(sent), written["reason"]
        for_s = read_duration(written["duration"])
        if not await acknowledge(sent.interaction):
            return
        member = await fetch_member(services, sent.guild_id, author)
        await must_outrank(services, sent, member, "ban")
        await decide(sent, reason)
        await sent.tell(await ban_member(services, sent, member, reason, for_s))

    await find_author(context)
    label = context.say("decision-ban-duration")
    duration = Field("duration", label, "1d", _DURATION_LIMIT, True)
    await services.forms.open(context, title, [duration, reason_field(context)], submit)


async def ban_member(
    services: Services, context: Context, member: Member, reason: str, for_s: float | None
) -> Text:
    """Ban a member and cancel their open requests; return the sentence for the moderator.

    Args:
        services: services of the bot.
        context: of the moderator, who outranks the member.
        member: the member.
        reason: the moderator's text.
        for_s: duration in seconds; None for a permanent ban.
    """
    bans = services.stores.bans
    made = await bans.ban(context.guild_id, context.user_id, member.id, reason, for_s)
    count = await _cancel_all(services, context, member)
    banned = text("moderation-banned", member=member.mention, end=format_end(made.until))
    return text("moderation-banned-called-off", banned=banned, count=count)


async def warn_member(
    services: Services, context: Context, member: Member, reason: str, kind: StrikeKind = "warning"
) -> Text:
    """Add a strike, of which enough ban the member; return the sentence for the moderator.

    Args:
        services: services of the bot.
        context: of the moderator, who outranks the member.
        member: the member.
        reason: the moderator's text.
        kind: "warning", or "picture" for a rejected one.
    """
    rules, place = context.server.strikes, (context.guild_id, context.user_id, member.id)
    struck = await services.stores.strikes.add(*place, reason, rules, kind)
    numbers = {"count": struck.count, "limit": rules.limit}
    said = text("moderation-warned", member=member.mention, **numbers)
    if struck.ban:
        await _cancel_all(services, context, member)
        end = format_end(struck.ban.until)
        said = text("moderation-warned-banned", warned=said, member=member.mention, end=end)
    if not await _send_directly(context, member, reason):
        said = text("moderation-warned-later", warned=said)
    return said


async def _cancel_all(services: Services, context: Context, member: Member) -> int:
    """Cancel a member's open requests, after the ban, because it refuses new ones."""
    open_ = await services.stores.jobs.list_open(member.id, context.guild_id)
    result = await cancel_requests(services, context, [order for order, _ in open_])
    return result.requests


async def _send_directly(context: Context, member: Member, reason: str) -> bool:
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
