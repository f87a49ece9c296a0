"""Talking back to an interaction; every error of Discord's is caught here, where it happens."""

import enum
import logging

import aiohttp
import discord

log = logging.getLogger(__name__)

# What a call to Discord can raise: its refusals, and the network's.
TROUBLE = (discord.DiscordException, aiohttp.ClientError, OSError)


class Code(enum.IntEnum):
    """What Discord answers, as far as it matters here.

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


def code_of(error: object) -> Code | None:
    """Give the code of a refusal, None if it is none that matters."""
    if not isinstance(error, discord.HTTPException):
        return None
    if error.status == 413:
        return Code.TOO_LARGE
    if error.code in set(Code):
        return Code(error.code)
    return Code.UNAUTHORIZED if error.status == 401 else None


def is_final(error: BaseException) -> bool:
    """Tell whether Discord would refuse the same again."""
    if not isinstance(error, discord.HTTPException):
        return False
    return 400 <= error.status < 500 and error.status not in (408, 429)


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


def summary(error: BaseException) -> str:
    """Say what happened without what was sent: a prompt may be part of an error's text."""
    if isinstance(error, discord.HTTPException):
        return f"status {error.status}, code {error.code}"
    return type(error).__name__
