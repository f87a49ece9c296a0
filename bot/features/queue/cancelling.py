"""Calling requests off: whose a member may call off, and what is said where."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.delivery.progress_text import prompt_excerpt
from bot.delivery.reply_text import prompts
from bot.features.base import Services
from bot.features.queue.queue_text import MODERATES
from bot.interactions.context import Context, Refused
from bot.interactions.permissions import ChannelPermissions
from bot.language import say, text
from bot.storage import JobRequest, Message, State


async def callable_off(
    services: Services, channel_permissions: ChannelPermissions, context: Context
) -> list[JobRequest]:
    """List the open requests that a member may call off, their own first.

    Raises:
        StorageUnavailable: they cannot be read.
    """
    # Whoever moderates nothing here is not looked up in every other channel.
    whose = None if context.may(MODERATES) else context.user_id
    open_ = [order for order, _ in await services.jobs.list_open(whose, context.guild_id)]
    theirs = [order for order in open_ if await channel_permissions.owns(context, order)]
    return sorted(theirs, key=lambda order: order.user_id != context.user_id)


async def one(
    services: Services, channel_permissions: ChannelPermissions, context: Context, job_id: str
) -> JobRequest:
    """Find the request of a button.

    Raises:
        Refused: it has ended, is another server's, or is somebody else's.
        StorageUnavailable: it cannot be read.
    """
    order = await services.jobs.order(job_id)
    if order is None or order.guild_id != context.guild_id:
        raise Refused(text("refused-request-ended"), "request_ended")
    if not await channel_permissions.owns(context, order):
        author = f"<@{order.user_id}>"
        raise Refused(text("refused-not-yours", author=author), "not_yours")
    return order


@dataclass(frozen=True, slots=True)
class CalledOff:
    """Requests that were called off.

    Args:
        requests: how many had not ended meanwhile.
        units: pictures that they asked for.
        spent: of those, drawn by then and charged.
    """

    requests: int
    units: int
    spent: int


async def call_off(services: Services, context: Context, orders: Sequence[JobRequest]) -> CalledOff:
    """Call requests off; each channel is told by the outbox, and a moderator's doing is logged.

    Raises:
        StorageUnavailable: it cannot be written down.
    """
    tried = [(order, await _end(services, context, order)) for order in orders]
    ended = [(order, spent) for order, spent in tried if spent is not None]
    await _stop(services, [order for order, _ in ended])
    for order, _ in ended:
        if order.user_id != context.user_id:
            words = " → ".join(prompts(order.request))
            await services.bans.note(
                context.guild_id, context.user_id, order.user_id, "cancel", words
            )
    units = sum(order.request.units for order, _ in ended)
    return CalledOff(len(ended), units, sum(spent for _, spent in ended))


async def _end(services: Services, context: Context, order: JobRequest) -> int | None:
    """Call a request off; the pictures that it has cost, None if it had ended."""
    spent = await services.jobs.count_spent(order.id, services.progress_updater.drawn(order.id))
    message = _said(context, order, spent)
    return spent if await services.jobs.call_off(order.id, message, spent) else None


async def _stop(services: Services, orders: Iterable[JobRequest]) -> None:
    await asyncio.gather(*(services.stop(order.id) for order in orders))


def _said(context: Context, order: JobRequest, spent: int) -> Message:
    """Write what stands in place of the pictures, in the language of those who read it."""
    who, units = f"<@{context.user_id}>", order.request.units
    what = text("cancelled-by", member=who)
    if spent:
        what = text("cancelled-by-charged", member=who, spent=spent, units=units)
    by = say(order.locale, what)
    return Message(State.CANCELLED, f"{prompt_excerpt(order.request)}\n{by}", reason="Cancelled")
