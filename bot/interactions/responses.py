"""Responses to interactions; errors of the calls to Discord are caught and logged here."""

import asyncio
import enum
import logging
from collections.abc import Awaitable, Sequence
from typing import TypeVar

import aiohttp
import discord

log = logging.getLogger(__name__)

# Exceptions of a call to Discord: its refusals, and errors of the network.
DISCORD_ERRORS = (discord.DiscordException, aiohttp.ClientError, OSError)
# Longest wait for what an answer needs to know: an interaction times out after 3 s.
LOOKUP_S = 1.5

Answer = TypeVar("Answer")


class Code(enum.IntEnum):
    """Error codes of Discord that the bot tells apart.

    Reference:
        https://discord.com/developers/docs/topics/opcodes-and-status-codes
    """

    UNAUTHORIZED = 401
    UNKNOWN_CHANNEL = 10003
    UNKNOWN_GUILD = 10004
    UNKNOWN_MEMBER = 10007
    UNKNOWN_MESSAGE = 10008
    UNKNOWN_WEBHOOK = 10015
    UNKNOWN_INTERACTION = 10062
    TOO_LARGE = 40005
    MISSING_ACCESS = 50001
    MISSING_PERMISSIONS = 50013
    INVALID_TOKEN = 50027


def error_code(error: object) -> Code | None:
    """Return the code of an error of Discord; None for any other error or code."""
    if not isinstance(error, discord.HTTPException):
        return None
    if error.status == 413:
        return Code.TOO_LARGE
    if error.code in set(Code):
        return Code(error.code)
    return Code.UNAUTHORIZED if error.status == 401 else None


def is_final(error: BaseException) -> bool:
    """Check whether Discord would refuse the same call again."""
    if not isinstance(error, discord.HTTPException):
        return False
    return 400 <= error.status < 500 and error.status not in (408, 429)


async def look_up_server(answer: Awaitable[Answer]) -> Answer | None:
    """Await a server, its channels or its roles from Discord; None without an answer in time.

    Without intents there is no cache of them.
    """
    try:
        async with asyncio.timeout(LOOKUP_S):
            return await answer
    except DISCORD_ERRORS as error:
        log.warning("Discord does not describe a server: %s", summary(error))
        return None


async def defer(interaction: discord.Interaction, private: bool = False) -> bool:
    """Defer the reply, unless that was done.

    Args:
        interaction: answered or deferred within 3 s of its creation.
        private: whether only the member will see the reply.

    Returns:
        Whether Discord still takes a reply.
    """
    if interaction.response.is_done():
        return True
    return await _try_call(
        interaction, interaction.response.defer(thinking=True, ephemeral=private)
    )


async def withdraw(interaction: discord.Interaction) -> None:
    """Delete a public deferred reply, so that the follow-up with the reason can be private."""
    # A follow-up to a deferred reply that is unfilled, or deleted unfilled, fills that reply.
    if await _try_call(interaction, interaction.edit_original_response(content="…")):
        await _try_call(interaction, interaction.delete_original_response())


async def acknowledge(interaction: discord.Interaction) -> bool:
    """Defer the update of the pressed button's message; False when Discord takes none."""
    return await _try_call(interaction, interaction.response.defer())


async def drop_buttons(interaction: discord.Interaction) -> bool:
    """Remove the buttons of the message that a form was opened from."""
    return await _try_call(interaction, interaction.response.edit_message(view=None))


async def answer_privately(
    interaction: discord.Interaction,
    content: str,
    view: discord.ui.View,
    embed: discord.Embed | None = None,
    files: Sequence[discord.File] = (),
) -> bool:
    """Answer with a message that only the member sees, or fill in a deferred reply.

    Args:
        interaction: not answered yet, or deferred.
        content: at most 2,000 characters.
        view: the buttons.
        embed: an optional embed.
        files: attachments.

    Returns:
        Whether Discord took it.
    """
    embeds = [embed] if embed else []
    if interaction.response.is_done():
        filled = interaction.edit_original_response(
            content=content, view=view, embeds=embeds, attachments=files
        )
        return await _try_call(interaction, filled)
    sent = interaction.response.send_message(
        content, view=view, embeds=embeds, files=files, ephemeral=True
    )
    return await _try_call(interaction, sent)


async def show_layout(
    interaction: discord.Interaction,
    layout: discord.ui.LayoutView,
    files: Sequence[discord.File] = (),
) -> bool:
    """Answer with a layout that only the member sees, or replace the one of the pressed button.

    Args:
        interaction: not answered yet, or deferred, of a command or of a button in such an answer.
        layout: the message.
        files: its attachments.

    Returns:
        Whether Discord took it.
    """
    pressed = interaction.type is discord.InteractionType.component
    if not interaction.response.is_done():
        if pressed:
            edited = interaction.response.edit_message(view=layout, attachments=files)
            return await _try_call(interaction, edited)
        sent = interaction.response.send_message(view=layout, files=files, ephemeral=True)
        return await _try_call(interaction, sent)
    filled = interaction.edit_original_response(view=layout, attachments=files)
    return await _try_call(interaction, filled)


async def refuse(
    interaction: discord.Interaction, sentence: str, view: discord.ui.View | None = None
) -> None:
    """Answer with a sentence that only the member sees; a follow-up if it was answered before.

    Args:
        interaction: in any state.
        sentence: at most 2,000 characters.
        view: buttons under it.
    """
    response, followup = interaction.response, interaction.followup
    send = followup.send if response.is_done() else response.send_message
    buttons = discord.utils.MISSING if view is None else view
    await _try_call(interaction, send(sentence, ephemeral=True, view=buttons))


async def _try_call(interaction: discord.Interaction, call: Awaitable[object]) -> bool:
    try:
        await call
    except DISCORD_ERRORS as error:
        log.warning("interaction %s could not be answered: %s", interaction.id, summary(error))
        return False
    return True


def summary(error: BaseException) -> str:
    """Describe an error without its text, which may contain a prompt."""
    if isinstance(error, discord.HTTPException):
        return f"status {error.status}, code {error.code}"
    return type(error).__name__
