"""Deleting what was drawn: its author may, and whoever may delete messages there."""

import logging

import discord

from bot.features.base import Services
from bot.interactions import responses
from bot.interactions.buttons import View
from bot.interactions.context import Context, Refused
from bot.interactions.permissions import ChannelPermissions, must_be_private
from bot.interactions.responses import DISCORD_ERRORS, Code, code_of, is_final, summary
from bot.language import text
from bot.storage import PictureRecord

log = logging.getLogger(__name__)


class Deleting:
    """Serves the button, and the one that confirms.

    Args:
        services: the bot's parts.
        channel_permissions: knows who may see a picture, and who has a say in it.
    """

    def __init__(self, services: Services, channel_permissions: ChannelPermissions) -> None:
        self._services, self._channel_permissions = services, channel_permissions

    async def ask(self, context: Context, picture_id: str) -> None:
        """Ask whether that is meant."""
        picture = await self._deletable(context, picture_id)
        count = len(await self._services.picture_store.list_siblings(picture, hidden=True))
        view = View()
        view.add(context.locale, "erase", picture.id, 0)
        await responses.tell(context.interaction, context.say("delete-ask", count=count), view)

    async def delete(self, context: Context, picture_id: str) -> None:
        """Delete all pictures of the message, the message, and the files."""
        picture = await self._deletable(context, picture_id)
        must_be_private(context)
        if not await responses.acknowledge(context.interaction):
            return
        deleted = await self._delete_message(picture)
        if picture.user_id != context.user_id:
            await self._services.bans.note(
                context.guild_id, context.user_id, picture.user_id, "delete", picture.request.prompt
            )
        together = await self._services.picture_store.list_siblings(picture, hidden=True)
        files = await self._services.picture_store.delete([one.id for one in together])
        await self._services.file_store.delete(files)
        key = "deleted" if deleted else "deleted-but-message"
        await responses.tell(context.interaction, context.say(key, count=len(together)), View())

    async def _deletable(self, context: Context, picture_id: str) -> PictureRecord:
        picture = await self._channel_permissions.picture(context, picture_id, hidden=True)
        if not await self._channel_permissions.owns(context, picture):
            raise Refused(text("refused-deleting"), "not_theirs")
        return picture

    async def _delete_message(self, picture: PictureRecord) -> bool:
        """Delete a picture's message; False where the bot may no longer.

        Raises:
            Refused: it could not be deleted now.
        """
        if picture.message_id is None:
            return True
        try:
            await self._message(picture, picture.message_id).delete()
        except DISCORD_ERRORS as error:
            if code_of(error) in (Code.UNKNOWN_MESSAGE, Code.UNKNOWN_CHANNEL):
                return True
            log.warning("a picture's message could not be deleted: %s", summary(error))
            if not is_final(error):
                raise Refused(text("refused-not-deleted"), "not_deleted") from error
            return False
        return True

    def _message(self, picture: PictureRecord, message_id: int) -> discord.PartialMessage:
        channel = self._services.client.get_partial_messageable(
            picture.channel_id, guild_id=picture.guild_id
        )
        return channel.get_partial_message(message_id)
