"""Cancellation of requests, for their authors and for moderators."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.admission.server_rules.approval import is_private
from bot.delivery.progress_text import prompt_excerpt
from bot.delivery.reply_text import prompts
from bot.features.base import Services
from bot.interactions.context import Context
from bot.language import say, text
from bot.storage import JobRequest, Message, State


@dataclass(frozen=True, slots=True)
class CancelResult:
    """Result of cancelling several requests.

    Args:
        requests: number of cancelled requests, without those that had already ended.
        units: pictures that they asked for.
        spent: pictures of those that were already generated, and are charged.
    """

    requests: int
    units: int
    spent: int


async def cancel_requests(
    services: Services, context: Context, orders: Sequence[JobRequest]
) -> CancelResult:
    """Cancel requests; requests of other members are logged as a moderator's action.

    The outbox posts a message for each in its channel.

    Args:
        services: services of the bot.
        context: of the member who cancels.
        orders: the requests; those that have ended meanwhile are skipped.

    Raises:
        StorageUnavailable: the cancellation cannot be stored.
    """
    ended = []
    for order in orders:
        spent = await services.stores.jobs.count_spent(
            order.id, services.progress_updater.drawn_share(order.id)
        )
        if await services.stores.jobs.call_off(
            order.id, _cancel_message(context, order, spent), spent
        ):
            ended.append((order, spent))
    await asyncio.gather(*(services.stop(order.id) for order, _ in ended))
    for order, _ in ended:
        if order.user_id != context.user_id:
            words = " → ".join(prompts(order.request))
            entry = context.guild_id, context.user_id, order.user_id, "cancel", words
            await services.stores.log.append(*entry, place=(order.channel_id, None))
    units = sum(order.request.units for order, _ in ended)
    return CancelResult(len(ended), units, sum(spent for _, spent in ended))


def _cancel_message(context: Context, order: JobRequest, spent: int) -> Message:
    """Build the message that replaces the pictures, in the language of the channel."""
    who, units = f"<@{context.user_id}>", order.request.units
    what = text("cancelled-by", member=who)
    if spent:
        what = text("cancelled-by-charged", member=who, spent=spent, units=units)
    by = say(order.locale, what)
    content = by if is_private(order) else f"{prompt_excerpt(order.request)}\n{by}"
    return Message(State.CANCELLED, content, reason="Cancelled")
