"""`/queue`, `/cancel`, and the button under an answer that is still to come."""

import logging
from typing import Any

import discord
from discord import app_commands

from bot.delivery.reply_text import prompts
from bot.features.base import Feature, Services
from bot.features.queue.cancelling import CalledOff, call_off, callable_off, one
from bot.features.queue.queue_text import queue_text
from bot.interactions.context import Context, Refused
from bot.interactions.permissions import ChannelPermissions
from bot.interactions.responses import refuse
from bot.language import Text, describe, text
from bot.language.formatting import clip, one_line
from bot.storage import JobRequest, StorageUnavailable

log = logging.getLogger(__name__)

ALL = "all"
# Discord shows so many choices, each with so many characters.
MOST_CHOICES, CHOICE_LIMIT = 25, 100

CommandChoices = list[app_commands.Choice[str]]


def queue(services: Services) -> Feature:
    """Offer to look at the line, and to leave it."""
    channel_permissions = services.channel_permissions

    async def press(context: Context, job_id: str) -> None:
        await _called_off(
            services, context, [await one(services, channel_permissions, context, job_id)]
        )

    return Feature((_queue(services), _cancel(services, channel_permissions)), {"cancel": press})


def _queue(services: Services) -> app_commands.Command[Any, ..., None]:
    async def show(context: Context) -> None:
        await refuse(context.interaction, await queue_text(services, context))

    @app_commands.command(name="queue", description=describe("queue-description"))
    async def queue(interaction: discord.Interaction) -> None:
        await services.handler.serve(interaction, show)

    return queue


def _cancel(
    services: Services, channel_permissions: ChannelPermissions
) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="cancel", description=describe("cancel-description"))
    @app_commands.describe(request=describe("cancel-request"))
    async def cancel(interaction: discord.Interaction, request: str) -> None:
        async def work(context: Context) -> None:
            await _called_off(
                services, context, await _chosen(services, channel_permissions, context, request)
            )

        await services.handler.serve(interaction, work)

    async def offered(interaction: discord.Interaction, typed: str) -> CommandChoices:
        try:
            context = await services.handler.read_context(interaction)
            return _offered(
                context, await callable_off(services, channel_permissions, context), typed
            )
        except StorageUnavailable as error:
            log.warning("no requests can be offered: %s", error)
            return []

    cancel.autocomplete("request")(offered)
    return cancel


async def _called_off(services: Services, context: Context, orders: list[JobRequest]) -> None:
    """Call requests off, and tell the member how many.

    Raises:
        Refused: all of them have ended meanwhile.
    """
    off = await call_off(services, context, orders)
    if not off.requests:
        raise Refused(text("refused-request-ended"), "request_ended")
    await context.tell(_charged(off))


def _charged(off: CalledOff) -> Text:
    """Tell what calling requests off has cost, and what was given back."""
    if not off.spent:
        return text("cancelled", count=off.requests)
    kept = off.units - off.spent
    return text(
        "cancelled-charged", count=off.requests, kept=kept, units=off.units, spent=off.spent
    )


async def _chosen(
    services: Services, channel_permissions: ChannelPermissions, context: Context, chosen: str
) -> list[JobRequest]:
    """Find what a member chose, or all of their own.

    Raises:
        Refused: there is no such request.
    """
    if chosen.strip().lower() != ALL:
        return [await one(services, channel_permissions, context, chosen)]
    theirs = await services.jobs.list_open(context.user_id, context.guild_id)
    if not theirs:
        raise Refused(text("refused-nothing-open"), "request_ended")
    return [order for order, _ in theirs]


def _offered(context: Context, orders: list[JobRequest], typed: str) -> CommandChoices:
    """Offer the requests in whose prompts the typed text stands, and all of them."""
    named = [
        (context.say("cancel-all"), ALL),
        *((_name(context, order), order.id) for order in orders),
    ]
    wanted = typed.strip().casefold()
    return [
        app_commands.Choice(name=clip(name, CHOICE_LIMIT), value=value)
        for name, value in named
        if wanted in name.casefold()
    ][:MOST_CHOICES]


def _name(context: Context, order: JobRequest) -> str:
    """Name a request by its prompts, and another member's by them, too."""
    asked = one_line(" → ".join(prompts(order.request)))
    # Discord takes no choice without a name.
    asked = asked or "…"
    return asked if order.user_id == context.user_id else f"{one_line(order.member)}: {asked}"
