"""The button that offers what is rarely done with a picture."""

from collections.abc import Mapping

from bot.features.base import Services
from bot.interactions import responses
from bot.interactions.buttons import Answer, Button, Place, Press
from bot.interactions.context import Context
from bot.interactions.permissions import ChannelPermissions, is_private

MORE = Button("more", "➕", (Place.PICTURE, Place.GRID), row=1, order=80)


class More:
    """Handler of the button.

    Args:
        services: services of the bot.
        channel_permissions: permissions to see pictures.
    """

    def __init__(self, services: Services, channel_permissions: ChannelPermissions) -> None:
        self._services, self._channel_permissions = services, channel_permissions

    @property
    def presses(self) -> Mapping[Button, Press]:
        """The handler, by its button."""
        return {MORE: self.show}

    async def show(self, context: Context, picture_id: str) -> None:
        """Show the rarely used buttons: of one picture, or of all pictures of a public message.

        Args:
            context: of the member.
            picture_id: the picture, or the first of the message.

        Raises:
            Refused: the member may not see the picture.
        """
        picture = await self._channel_permissions.picture(context, picture_id)
        about = [picture]
        if not is_private(context):
            about = await self._services.stores.pictures.list_siblings(picture)
        answer = Answer(picture.request, tuple(one.id for one in about))
        view = self._services.buttons.more_view(context.locale, answer)
        title = context.say("more-title", count=len(about))
        await responses.answer_privately(context.interaction, title, view)
