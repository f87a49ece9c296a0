"""Calling requests off: whose a member may call off, and what is said where."""

import asyncio
from collections.abc import Iterable, Sequence

from bot.gallery.sight import Sight
from bot.imagine import Refused, Studio, Visit
from bot.imagine.progress import asked
from bot.imagine.reply import prompts
from bot.language import say, text
from bot.queue.standing import MODERATES
from bot.storage import Message, Order, State


async def callable_off(studio: Studio, sight: Sight, visit: Visit) -> list[Order]:
    """List the open requests that a member may call off, their own first.

    Raises:
        StorageUnavailable: they cannot be read.
    """
    # Whoever moderates nothing here is not looked up in every other channel.
    whose = None if visit.may(MODERATES) else visit.user_id
    open_ = [order for order, _ in await studio.jobs.open_of(whose, visit.guild_id)]
    theirs = [order for order in open_ if await sight.owns(visit, order)]
    return sorted(theirs, key=lambda order: order.user_id != visit.user_id)


async def one(studio: Studio, sight: Sight, visit: Visit, job_id: str) -> Order:
    """Find the request of a button.

    Raises:
        Refused: it has ended, is another server's, or is somebody else's.
        StorageUnavailable: it cannot be read.
    """
    order = await studio.jobs.order(job_id)
    if order is None or order.guild_id != visit.guild_id:
        raise Refused(text("refused-request-ended"), "request_ended")
    if not await sight.owns(visit, order):
        author = f"<@{order.user_id}>"
        raise Refused(text("refused-not-yours", author=author), "not_yours")
    return order


async def call_off(studio: Studio, visit: Visit, orders: Sequence[Order]) -> int:
    """Call requests off; each channel is told by the outbox, and a moderator's doing is logged.

    Returns:
        How many had not ended meanwhile.

    Raises:
        StorageUnavailable: it cannot be written down.
    """
    ended = [order for order in orders if await studio.jobs.call_off(order.id, _said(visit, order))]
    await _stop(studio, ended)
    for order in ended:
        if order.user_id != visit.user_id:
            words = " → ".join(prompts(order.request))
            await studio.moderation.note(
                visit.guild_id, visit.user_id, order.user_id, "cancel", words
            )
    return len(ended)


async def _stop(studio: Studio, orders: Iterable[Order]) -> None:
    await asyncio.gather(*(studio.stop(order.id) for order in orders))


def _said(visit: Visit, order: Order) -> Message:
    """Write what stands in place of the pictures, in the language of those who read it."""
    by = say(order.locale, text("cancelled-by", member=f"<@{visit.user_id}>"))
    return Message(State.CANCELLED, f"{asked(order.request)}\n{by}", reason="Cancelled")
