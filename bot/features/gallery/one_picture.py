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
from bot.requests.picture_files import content_of
from bot.runtime.pools import PICTURES
from bot.storage import PictureRecord
from generation import fitted

# So many are in memory to be sent, however often somebody presses.
AT_ONCE = 4


class OnePicture:
    """Serves them.

    Args:
        studio: the bot's parts.
        sight: knows what a member may see.
    """

    def __init__(self, studio: Services, sight: ChannelPermissions) -> None:
        self._studio, self._sight = studio, sight
        self._room = asyncio.Semaphore(AT_ONCE)

    async def details(self, visit: Context, picture_id: str) -> None:
        """Say all that is known about a picture."""
        await self.tell(visit, await self._sight.picture(visit, picture_id))

    async def tell(self, visit: Context, picture: PictureRecord) -> None:
        """Say all that is known about a picture that the member may see."""
        embed = embed_of(picture, await around(self._studio.gallery, picture.id), visit.locale)
        content, files = parameters_of(picture)
        view = await self._around_details(visit, picture)
        await responses.tell(visit.interaction, content, view, embed, files)

    async def favourite(self, visit: Context, picture_id: str) -> None:
        """Make a picture a favourite, or no longer."""
        picture = await self._sight.picture(visit, picture_id)
        liked = await self._studio.gallery.toggle_favourite(visit.user_id, picture.id)
        count = await self._studio.gallery.likes(picture.id)
        await visit.tell(text("favourite-added" if liked else "favourite-removed", count=count))

    async def single(self, visit: Context, picture_id: str) -> None:
        """Show one picture in its full size, or play an animation, with what can be made of it."""
        picture = await self._sight.picture(visit, picture_id)
        if await responses.defer(visit.interaction, private=True):
            async with self._room:
                await self._show(visit, picture)

    async def _show(self, visit: Context, picture: PictureRecord) -> None:
        content = await content_of(self._studio, picture)
        most_bytes = min(visit.interaction.filesize_limit, REQUEST_LIMIT_BYTES)
        file, ending = await _fitted(content, most_bytes)
        if not await _shown(visit, picture, file, ending):
            # What may be uploaded has been told wrongly before.
            file, ending = await _fitted(content, len(file) // 2)
            if not await _shown(visit, picture, file, ending):
                raise Refused(text("refused-not-taken"), "not_taken")

    async def _around_details(self, visit: Context, picture: PictureRecord) -> View:
        """Lay out the buttons: its tags, and the other pictures of its message."""
        view = View()
        if await self._sight.owns(visit, picture):
            view.add(visit.locale, "tags", picture.id, 0)
        for number, other in enumerate(await self._studio.gallery.together(picture), 1):
            if other.id != picture.id:
                view.add(visit.locale, "details", other.id, 1, number)
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


async def _shown(visit: Context, picture: PictureRecord, content: bytes, ending: str) -> bool:
    """Fill in the promised answer; whether Discord took it."""
    file = discord.File(
        BytesIO(content),
        file_name_for(picture.request, ending),
        description=alt_text(picture.request, picture.member, visit.locale),
        spoiler=picture.spoiler,
    )
    view = under_pictures(visit.locale, picture.request.mode, (picture.id,), still=False)
    said = fit_answer(lambda most: say(visit.locale, prompt_text(picture.request, most)))
    return await responses.tell(visit.interaction, said, view, files=[file])
