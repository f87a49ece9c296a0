"""The pictures of a message, and of the message that it forwards."""

from itertools import chain

import discord

from bot.features.base import Services
from bot.interactions.context import Context, Refused
from bot.interactions.permissions import ChannelPermissions
from bot.language import text
from bot.storage import PictureRecord


def attached_pictures(message: discord.Message) -> list[discord.Attachment]:
    """List the attached pictures of a message; a forwarded one has them in its snapshot.

    Raises:
        Refused: there are none.
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
    """List our pictures of a message; of a forwarded one, those that the member may see there.

    Raises:
        StorageUnavailable: they cannot be looked up.
    """
    if not _is_forward(message):
        return await services.picture_store.in_message(message.id, context.guild_id)
    return [
        one
        for one in await _forwarded(services, context, message)
        if await channel_permissions.sees(context, one)
    ]


async def must_be_remixable(
    services: Services,
    channel_permissions: ChannelPermissions,
    message: discord.Message,
    context: Context,
) -> None:
    """Let a message pass unless it forwards a picture of ours whose author has opted out.

    Raises:
        Refused: it does; from which channel or server does not matter.
        StorageUnavailable: what they chose cannot be read.
    """
    for picture in await _forwarded(services, context, message):
        await channel_permissions.must_allow_remix(context, picture)


async def _forwarded(
    services: Services, context: Context, message: discord.Message
) -> list[PictureRecord]:
    """List our pictures of the message that a message forwards, from whatever server."""
    reference = message.reference
    if reference is None or not _is_forward(message):
        return []
    guild_id = reference.guild_id or context.guild_id
    return await services.picture_store.in_message(reference.message_id or 0, guild_id)


def _is_forward(message: discord.Message) -> bool:
    reference = message.reference
    return reference is not None and reference.type is discord.MessageReferenceType.forward
