"""Deletion of pictures by their author or by a moderator of their channel."""

from collections.abc import Mapping

from bot.features.base import Services
from bot.features.shared.picture_messages import delete_message
from bot.interactions import responses
from bot.interactions.buttons import Button, Place, Press, View
from bot.interactions.context import Context, Refused
from bot.interactions.permissions import ChannelPermissions, must_be_private
from bot.language import text
from bot.storage import PictureRecord

DELETE = Button("delete", "🗑️", (Place.PICTURE, Place.GRID), row=1, order=90, rare=True)
ERASE = Button("erase")


class Deleting:
    """Handlers of the Delete button and of its confirmation.

    Args:
        services: services of the bot.
        channel_permissions: permissions to see and delete pictures.
    """

    def __init__(self, services: Services, channel_permissions: ChannelPermissions) -> None:
        self._services, self._channel_permissions = services, channel_permissions

    @property
    def presses(self) -> Mapping[Button, Press]:
        """The handlers, by their buttons."""
        return {DELETE: self.ask, ERASE: self.delete}

    async def ask(self, context: Context, picture_id: str) -> None:
        """Ask for confirmation, with the number of pictures that will be deleted.

        Args:
            context: of the member.
            picture_id: one picture of the message.

        Raises:
            Refused: the member may not delete the picture.
        """
        picture = await self._find_deletable(context, picture_id)
        count = len(await self._services.stores.pictures.list_siblings(picture, hidden=True))
        view = View()
        view.add(context.locale, ERASE, picture.id)
        await responses.answer_privately(
            context.interaction, context.say("delete-ask", count=count), view
        )

    async def delete(self, context: Context, picture_id: str) -> None:
        """Delete a message; its pictures are kept for moderators alone, for a while.

        Args:
            context: of the member.
            picture_id: one picture of the message.

        Raises:
            Refused: the member may not delete the picture, or Discord fails temporarily.
        """
        picture = await self._find_deletable(context, picture_id)
        must_be_private(context)
        if not await responses.acknowledge(context.interaction):
            return
        deleted = await delete_message(self._services.client, picture)
        count = await self._services.stores.hidden.hide_message(picture, context.user_id)
        key = "deleted" if deleted else "deleted-but-message"
        await responses.answer_privately(context.interaction, context.say(key, count=count), View())

    async def _find_deletable(self, context: Context, picture_id: str) -> PictureRecord:
        picture = await self._channel_permissions.picture(context, picture_id, hidden=True)
        if not await self._channel_permissions.owns(context, picture):
            raise Refused(text("refused-deleting"), "not_theirs")
        return picture
