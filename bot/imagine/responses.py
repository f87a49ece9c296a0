"""Talking back to an interaction; every error of Discord's is caught here, where it happens."""

import logging

import aiohttp
import discord

log = logging.getLogger(__name__)

# What a call to Discord can raise: its refusals, and the network's.
TROUBLE = (discord.DiscordException, aiohttp.ClientError, OSError)

# https://discord.com/developers/docs/topics/opcodes-and-status-codes
_MESSAGE_GONE = 10008
_TOKEN_GONE = {10015, 10062, 50027}
_TOO_LARGE = 40005


async def defer(interaction: discord.Interaction) -> bool:
    """Promise a public reply; False when Discord no longer takes one."""
    try:
        await interaction.response.defer(thinking=True)
    except TROUBLE as error:
        log.warning("interaction %s could not be deferred: %s", interaction.id, summary(error))
        return False
    return True


async def refuse(interaction: discord.Interaction, sentence: str) -> None:
    """Answer with a sentence that only the member sees."""
    try:
        if interaction.response.is_done():
            await interaction.followup.send(sentence, ephemeral=True)
        else:
            await interaction.response.send_message(sentence, ephemeral=True)
    except TROUBLE as error:
        log.warning("interaction %s could not be answered: %s", interaction.id, summary(error))


def message_is_gone(error: BaseException) -> bool:
    """Tell whether somebody deleted the reply."""
    return isinstance(error, discord.HTTPException) and error.code == _MESSAGE_GONE


def token_is_gone(error: BaseException) -> bool:
    """Tell whether the interaction's 15 minutes are over."""
    return isinstance(error, discord.HTTPException) and error.code in _TOKEN_GONE


def is_too_large(error: BaseException) -> bool:
    """Tell whether Discord refused the files for their size."""
    return isinstance(error, discord.HTTPException) and (
        error.status == 413 or error.code == _TOO_LARGE
    )


def summary(error: BaseException) -> str:
    """Say what happened without what was sent: a prompt may be part of an error's text."""
    if isinstance(error, discord.HTTPException):
        return f"status {error.status}, code {error.code}"
    return type(error).__name__
