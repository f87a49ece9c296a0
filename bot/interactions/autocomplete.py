"""Autocompletion of options by names."""

import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import Any

import discord
from discord.app_commands import Choice

from bot.interactions.context import Context
from bot.interactions.handler import InteractionHandler
from bot.storage import StorageUnavailable

log = logging.getLogger(__name__)

Autocomplete = Callable[[discord.Interaction, str], Coroutine[Any, Any, list[Choice[str]]]]

# Discord's limits: choices of one option, and characters of a choice's name.
MOST_CHOICES, CHOICE_LIMIT = 25, 100


def completion(
    handler: InteractionHandler, choices: Callable[[Context, str], Awaitable[list[Choice[str]]]]
) -> Autocomplete:
    """Build the autocompletion of an option; it is empty where the database does not answer.

    Args:
        handler: reads the context of an interaction.
        choices: lists the choices for a context and the typed text.
    """

    async def complete(interaction: discord.Interaction, typed: str) -> list[Choice[str]]:
        try:
            return await choices(await handler.read_context(interaction), typed)
        except StorageUnavailable as error:
            log.warning("no choices are offered, the database does not answer: %s", error)
            return []

    return complete


def autocomplete(
    handler: InteractionHandler, names: Callable[[Context], Awaitable[Iterable[str]]]
) -> Autocomplete:
    """Build the autocompletion of an option by names.

    Args:
        handler: reads the context of an interaction.
        names: lists the names for a context.
    """

    async def match(context: Context, typed: str) -> list[Choice[str]]:
        offered = await names(context)
        folded = typed.strip().casefold()
        # One choice that is too long would make Discord show none; its name can be typed in full.
        matches = [
            name for name in offered if folded in name.casefold() and len(name) <= CHOICE_LIMIT
        ]
        return [Choice(name=name, value=name) for name in matches[:MOST_CHOICES]]

    return completion(handler, match)
