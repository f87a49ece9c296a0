"""`/moderation purge`: deletion of many pictures in a channel, with their messages."""

import logging
from collections.abc import Sequence

import discord
from discord import app_commands

from bot.features.base import Services
from bot.features.moderation.banning import Reason
from bot.features.shared.moderators import must_outrank
from bot.interactions.context import Context, Refused
from bot.interactions.handler import InteractionHandler
from bot.interactions.responses import DISCORD_ERRORS, Code, error_code, summary
from bot.language import describe, text
from bot.storage import PurgeFilter

log = logging.getLogger(__name__)

# Of one command, so that it ends before its answer times out; the next one goes on.
MOST_MESSAGES = 300
# Discord deletes 2 to 100 messages at once, and only younger ones than 14 days.
MOST_AT_ONCE, YOUNG_S = 100, 13.9 * 86400.0
MOST_MINUTES = 14 * 24 * 60
Minutes = app_commands.Range[int, 1, MOST_MINUTES]


def add_purge_command(
    group: app_commands.Group, services: Services, moderators: InteractionHandler
) -> None:
    """Add the command that deletes the pictures of a member, or of the last minutes.

    Args:
        group: the group `/moderation`.
        services: services of the bot.
        moderators: refuses everybody else.
    """
    hidden = services.stores.hidden

    @group.command(name="purge", description=describe("moderation-purge"))
    @app_commands.describe(
        reason=describe("moderation-unban-reason"),
        member=describe("gallery-member"),
        minutes=describe("moderation-purge-minutes"),
    )
    @moderators.callback
    async def purge(
        context: Context,
        reason: Reason,
        member: discord.User | None = None,
        minutes: Minutes | None = None,
    ) -> None:
        if not context.may("manage_messages"):
            raise Refused(text("refused-purge"), "no_moderator")
        if member is None and minutes is None:
            raise Refused(text("refused-purge-all"), "invalid")
        await context.interaction.response.defer(ephemeral=True)
        if member:
            await must_outrank(services, context, member)
        wanted = PurgeFilter(
            context.guild_id,
            context.interaction.channel_id or 0,
            member.id if member else None,
            minutes * 60.0 if minutes else None,
        )
        # Hidden first: what interrupts the deletion leaves nothing to be seen in the gallery, and
        # the same command goes on with the messages that are left.
        count = await hidden.hide_posted(wanted, context.user_id, reason)
        messages = await hidden.list_posted(wanted, MOST_MESSAGES + 1)
        deleted = await _delete_messages(services, context, messages[:MOST_MESSAGES])
        left = len(messages) > MOST_MESSAGES
        if not messages:
            raise Refused(text("refused-purge-none"), "purge")
        said = text("moderation-purged", count=count, deleted=deleted)
        if left:
            said = text("moderation-purged-more", purged=said)
        elif deleted < len(messages):
            kept = len(messages) - deleted
            said = text("moderation-purged-but", purged=said, count=kept)
        await context.tell(said)


async def _delete_messages(services: Services, context: Context, ids: Sequence[int]) -> int:
    """Delete the bot's messages in the channel of the command; return how many are gone."""
    channel_id = context.interaction.channel_id or 0
    channel = services.client.get_partial_messageable(channel_id, guild_id=context.guild_id)
    gone = 0
    for first in range(0, len(ids), MOST_AT_ONCE):
        batch = [channel.get_partial_message(id_) for id_ in ids[first : first + MOST_AT_ONCE]]
        deleted = await _delete_at_once(services.client, batch) or [
            message.id for message in batch if await _delete_one(message)
        ]
        await services.stores.pictures.hide_deleted(deleted, context.guild_id)
        gone += len(deleted)
    return gone


async def _delete_at_once(
    client: discord.Client, messages: Sequence[discord.PartialMessage]
) -> list[int]:
    """Delete messages in one request; without the permission or for old ones none is deleted."""
    ids = [message.id for message in messages]
    oldest = min(message.created_at for message in messages)
    if len(ids) < 2 or (discord.utils.utcnow() - oldest).total_seconds() > YOUNG_S:
        return []
    try:
        # discord.py offers it on channels from its cache only.
        await client.http.delete_messages(messages[0].channel.id, [*ids])
    except DISCORD_ERRORS as error:
        log.info("messages could not be deleted at once: %s", summary(error))
        return []
    return ids


async def _delete_one(message: discord.PartialMessage) -> bool:
    """Delete a message; return whether it is gone."""
    try:
        await message.delete()
    except DISCORD_ERRORS as error:
        if error_code(error) in (Code.UNKNOWN_MESSAGE, Code.UNKNOWN_CHANNEL):
            return True
        log.warning("a message could not be deleted: %s", summary(error))
        return False
    return True
