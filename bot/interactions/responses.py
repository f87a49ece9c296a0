"""Talking back to an interaction; every error of Discord's is caught here, where it happens."""

import enum
import logging
from collections.abc import Awaitable, Sequence

import aiohttp
import discord

log = logging.getLogger(__name__)

# What a call to Discord can raise: its refusals, and the network's.
DISCORD_ERRORS = (discord.DiscordException, aiohttp.ClientError, OSError)


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


async def defer(interaction: discord.Interaction, private: bool = False) -> bool:
    """Promise a reply, unless that was done; False when Discord no longer takes one."""
    if interaction.response.is_done():
        return True
    return await _tried(interaction, interaction.response.defer(thinking=True, ephemeral=private))


async def withdraw(interaction: discord.Interaction) -> None:
    """Take back a reply that was promised to all, so that the member alone is told why."""
    # What is said while a promise stands, or was deleted unfilled, is still the promised reply.
    if await _tried(interaction, interaction.edit_original_response(content="…")):
        await _tried(interaction, interaction.delete_original_response())


async def acknowledge(interaction: discord.Interaction) -> bool:
    """Promise that the message whose button was pressed will change; False when it cannot."""
    return await _tried(interaction, interaction.response.defer())


async def tell(
    interaction: discord.Interaction,
    content: str,
    view: discord.ui.View,
    embed: discord.Embed | None = None,
    files: Sequence[discord.File] = (),
) -> bool:
    """Answer with what only the member sees, or fill in an answer that was promised.

    Returns:
        Whether Discord took it.
    """
    embeds = [embed] if embed else []
    if interaction.response.is_done():
        filled = interaction.edit_original_response(
            content=content, view=view, embeds=embeds, attachments=files
        )
        return await _tried(interaction, filled)
    said = interaction.response.send_message(
        content, view=view, embeds=embeds, files=files, ephemeral=True
    )
    return await _tried(interaction, said)


async def refuse(interaction: discord.Interaction, sentence: str) -> None:
    """Answer with a sentence that only the member sees."""
    if interaction.response.is_done():
        await _tried(interaction, interaction.followup.send(sentence, ephemeral=True))
    else:
        await _tried(interaction, interaction.response.send_message(sentence, ephemeral=True))


async def _tried(interaction: discord.Interaction, call: Awaitable[object]) -> bool:
    try:
        await call
    except DISCORD_ERRORS as error:
        log.warning("interaction %s could not be answered: %s", interaction.id, summary(error))
        return False
    return True


def summary(error: BaseException) -> str:
    """Say what happened without what was sent: a prompt may be part of an error's text."""
    if isinstance(error, discord.HTTPException):
        return f"status {error.status}, code {error.code}"
    return type(error).__name__
