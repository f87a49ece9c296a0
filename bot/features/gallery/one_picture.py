"""The presses under a picture that draw nothing: what it is, that one likes it, and it alone."""

import asyncio
from io import BytesIO

import discord

from bot.delivery.discord_transport import REQUEST_LIMIT_BYTES
from bot.delivery.reply_text import alt_text, file_name_for, fit_answer, prompt_text
from bot.features.base import Services
from bot.features.gallery.details import around, embed_of, parameters_of
from bot.interactions import responses
from bot.interactions.buttons import View, under_pictures
from bot.interactions.context import Context, Refused
from bot.interactions.permissions import ChannelPermissions
from bot.language import say, text
from bot.requests.picture_files import read_picture
from bot.runtime.pools import PICTURES
from bot.storage import PictureRecord
from generation import fitted

# So many are in memory to be sent, however often somebody presses.
AT_ONCE = 4


class OnePicture:
    """Serves them.

    Args:
        services: the bot's parts.
        channel_permissions: knows what a member may see.
    """

    def __init__(self, services: Services, channel_permissions: ChannelPermissions) -> None:
        self._services, self._channel_permissions = services, channel_permissions
        self._room = asyncio.Semaphore(AT_ONCE)

    async def details(self, context: Context, picture_id: str) -> None:
        """Say all that is known about a picture."""
        await self.tell(context, await self._channel_permissions.picture(context, picture_id))

    async def tell(self, context: Context, picture: PictureRecord) -> None:
        """Say all that is known about a picture that the member may see."""
        embed = embed_of(
            picture, await around(self._services.picture_store, picture.id), context.locale
        )
        content, files = parameters_of(picture)
        view = await self._around_details(context, picture)
        await responses.tell(context.interaction, content, view, embed, files)

    async def favourite(self, context: Context, picture_id: str) -> None:
        """Make a picture a favourite, or no longer."""
        picture = await self._channel_permissions.picture(context, picture_id)
        liked = await self._services.picture_store.toggle_favourite(context.user_id, picture.id)
        count = await self._services.picture_store.likes(picture.id)
        await context.tell(text("favourite-added" if liked else "favourite-removed", count=count))

    async def single(self, context: Context, picture_id: str) -> None:
        """Show one picture in its full size, or play an animation, with what can be made of it."""
        picture = await self._channel_permissions.picture(context, picture_id)
        if await responses.defer(context.interaction, private=True):
            async with self._room:
                await self._show(context, picture)

    async def _show(self, context: Context, picture: PictureRecord) -> None:
        content = await read_picture(self._services.file_store, picture)
        most_bytes = min(context.interaction.filesize_limit, REQUEST_LIMIT_BYTES)
        file, ending = await _fitted(content, most_bytes)
        if not await _shown(context, picture, file, ending):
            # What may be uploaded has been told wrongly before.
            file, ending = await _fitted(content, len(file) // 2)
            if not await _shown(context, picture, file, ending):
                raise Refused(text("refused-not-taken"), "not_taken")

    async def _around_details(self, context: Context, picture: PictureRecord) -> View:
        """Lay out the buttons: its tags, and the other pictures of its message."""
        view = View()
        if await self._channel_permissions.owns(context, picture):
            view.add(context.locale, "tags", picture.id, 0)
        for number, other in enumerate(
            await self._services.picture_store.list_siblings(picture), 1
        ):
            if other.id != picture.id:
                view.add(context.locale, "details", other.id, 1, number)
        return view


async def _fitted(content: bytes, most_bytes: int) -> tuple[bytes, str]:
    """Encode a picture in fewer bytes if it is larger than may be uploaded.

    Returns:
        The file, and the ending of its name.

    Raises:
        Refused: nothing of it fits.
    """
    try:
        return await PICTURES.run(fitted, content, most_bytes)
    except ValueError:
        megabytes = f"{most_bytes / 2**20:.0f}"
        raise Refused(text("refused-too-large", most=megabytes), "too_large") from None


async def _shown(context: Context, picture: PictureRecord, content: bytes, ending: str) -> bool:
    """Fill in the promised answer; whether Discord took it."""
    file = discord.File(
        BytesIO(content),
        file_name_for(picture.request, ending),
        description=alt_text(picture.request, picture.member, context.locale),
        spoiler=picture.spoiler,
    )
    view = under_pictures(context.locale, picture.request.mode, (picture.id,), still=False)
    said = fit_answer(lambda most: say(context.locale, prompt_text(picture.request, most)))
    return await responses.tell(context.interaction, said, view, files=[file])
