"""Pictures in a message, and in the message that it forwards."""

from itertools import chain

import discord

from bot.features.base import Services
from bot.interactions.context import Context, Refused
from bot.interactions.permissions import ChannelPermissions
from bot.language import text
from bot.storage import PictureRecord


def attached_pictures(message: discord.Message) -> list[discord.Attachment]:
    """List the attached pictures of a message; those of a forward are in its snapshots.

    Raises:
        Refused: the message has no pictures.
    """
    snapshots = (snapshot.attachments for snapshot in message.message_snapshots)
    pictures = [
        attachment
        for attachment in chain(message.attachments, *snapshots)
        if (attachment.content_type or "").startswith("image/")
    ]
    if not pictures:
        raise Refused(text("refused-no-picture"), "no_picture")
    return pictures


async def own_pictures(
    services: Services,
    channel_permissions: ChannelPermissions,
    context: Context,
    message: discord.Message,
) -> list[PictureRecord]:
    """List the bot's pictures in a message; in a forward, those that the member may see.

    Args:
        services: services of the bot.
        channel_permissions: permissions in the channel of a forwarded message.
        context: of the member.
        message: the message.

    Raises:
        StorageUnavailable: the pictures cannot be read.
    """
    if not _is_forward(message):
        return await services.stores.pictures.in_message(message.id, context.guild_id)
    return [
        one
        for one in await _list_forwarded(services, context, message)
        if await channel_permissions.sees(context, one)
    ]


async def must_be_remixable(
    services: Services,
    channel_permissions: ChannelPermissions,
    message: discord.Message,
    context: Context,
) -> None:
    """Check that a message forwards no picture of an author who has opted out of remixes.

    Args:
        services: services of the bot.
        channel_permissions: checks the author's preference.
        message: the message; its channel and server do not matter.
        context: of the member.

    Raises:
        Refused: the message forwards such a picture.
        StorageUnavailable: the author's preferences cannot be read.
    """
    for picture in await _list_forwarded(services, context, message):
        await channel_permissions.must_allow_remix(context, picture)


async def _list_forwarded(
    services: Services, context: Context, message: discord.Message
) -> list[PictureRecord]:
    """List the bot's pictures in the message that a message forwards, from any server."""
    reference = message.reference
    if reference is None or not _is_forward(message):
        return []
    guild_id = reference.guild_id or context.guild_id
    return await services.stores.pictures.in_message(reference.message_id or 0, guild_id)


def _is_forward(message: discord.Message) -> bool:
    reference = message.reference
    return reference is not None and reference.type is discord.MessageReferenceType.forward
