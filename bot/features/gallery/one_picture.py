"""Buttons of a picture that generate nothing: details, favourite, full size."""

import asyncio
import operator
from collections.abc import Mapping
from functools import partial
from io import BytesIO

import discord

from bot.delivery.reply_text import (
    alt_text,
    drawn_words,
    file_name_for,
    fit_answer,
    prompt_text,
)
from bot.features.base import Services
from bot.features.gallery.details import build_embed, format_parameters, read_relations
from bot.features.gallery.tagging import TAGS
from bot.interactions import responses
from bot.interactions.buttons import Answer, Button, Place, Press, View
from bot.interactions.context import Context, Refused
from bot.interactions.permissions import ChannelPermissions
from bot.interactions.uploads import send_within_limit
from bot.language import say, text
from bot.runtime.pools import PICTURES
from bot.storage import PictureRecord
from generation import GenerationRequest, PreparedRequest, encode_within_limit

# Most pictures in memory for upload at once, however often members press the button.
AT_ONCE = 4

# Pressing a picture's number shows it alone, with the buttons of one picture.
SINGLE = Button("single", places=(Place.NUMBER,))
PLAY = Button(
    "play",
    "▶️",
    (Place.PICTURE,),
    order=0,
    applies=lambda answer: answer.mode == "morph" and answer.still,
)
DETAILS = Button("details", "📄", (Place.PICTURE, Place.GRID), row=1, order=60)
FAVOURITE = Button("favourite", "⭐", (Place.PICTURE,), row=1, order=70)


class OnePicture:
    """Handlers of the buttons.

    Args:
        services: services of the bot.
        channel_permissions: permissions to see pictures.
    """

    def __init__(self, services: Services, channel_permissions: ChannelPermissions) -> None:
        self._services, self._channel_permissions = services, channel_permissions
        self._room = asyncio.Semaphore(AT_ONCE)

    @property
    def presses(self) -> Mapping[Button, Press]:
        """The handlers, by their buttons."""
        return {
            DETAILS: self.details,
            FAVOURITE: self.toggle_favourite,
            SINGLE: self.show_full_size,
            PLAY: self.show_full_size,
        }

    async def details(self, context: Context, picture_id: str) -> None:
        """Show the details of a picture.

        Args:
            context: of the member.
            picture_id: the picture.

        Raises:
            Refused: the member may not see the picture.
        """
        picture = await self._channel_permissions.picture(context, picture_id)
        await self.show_details(context, picture)

    async def show_details(self, context: Context, picture: PictureRecord) -> None:
        """Show the details of a picture, with buttons for its tags and for its neighbours.

        Args:
            context: of the member.
            picture: a picture that the member may see.
        """
        relations = await read_relations(self._services.stores.pictures, picture)
        embed = build_embed(picture, relations, context.locale)
        content, files = format_parameters(picture)
        view = View()
        if await self._channel_permissions.owns(context, picture):
            view.add(context.locale, TAGS, picture.id)
        for number, other in enumerate(relations.siblings, 1):
            if other.id != picture.id:
                view.add(context.locale, DETAILS, other.id, 1, number)
        await responses.answer_privately(context.interaction, content, view, embed, files)

    async def toggle_favourite(self, context: Context, picture_id: str) -> None:
        """Add a picture to the member's favourites, or remove it.

        Args:
            context: of the member.
            picture_id: the picture.

        Raises:
            Refused: the member may not see the picture.
        """
        picture = await self._channel_permissions.picture(context, picture_id)
        liked = await self._services.stores.pictures.toggle_favourite(context.user_id, picture.id)
        count = await self._services.stores.pictures.likes(picture.id)
        await context.tell(text("favourite-added" if liked else "favourite-removed", count=count))

    async def show_full_size(self, context: Context, picture_id: str) -> None:
        """Show one picture in its full size, or play an animation, with the remix buttons.

        Args:
            context: of the member.
            picture_id: the picture.

        Raises:
            Refused: the member may not see the picture, or it cannot be uploaded.
        """
        picture = await self._channel_permissions.picture(context, picture_id)
        if await responses.defer(context.interaction, private=True):
            async with self._room:
                await self._show(context, picture)

    async def _show(self, context: Context, picture: PictureRecord) -> None:
        """Upload a picture with its buttons; the buttons alone if its file is no longer kept."""
        content = await self._services.stores.files.get(picture.sha256)
        if content is None:
            gone = context.say("refused-file-gone")
            view = await self._build_view(context, picture)
            await responses.answer_privately(context.interaction, gone, view)
            return
        taken = await send_within_limit(
            context.interaction.filesize_limit,
            partial(_encode_within, content),
            partial(self._fill_answer, context, picture),
            size_bytes=lambda upload: len(upload[0]),
            is_refused=operator.not_,
        )
        if not taken:
            raise Refused(text("refused-not-taken"), "not_taken")

    async def _fill_answer(
        self, context: Context, picture: PictureRecord, upload: tuple[bytes, str]
    ) -> bool:
        """Fill in the deferred answer; return whether Discord took it."""
        content, ending = upload
        file = discord.File(
            BytesIO(content),
            file_name_for(picture.request, ending),
            description=alt_text(picture.request, picture.member, context.locale),
            spoiler=picture.spoiler,
        )
        view = await self._build_view(context, picture)
        said = fit_answer(partial(_describe, context.locale, picture.request))
        return await responses.answer_privately(context.interaction, said, view, files=[file])

    async def _build_view(self, context: Context, picture: PictureRecord) -> View:
        siblings = await self._services.stores.pictures.list_siblings(picture)
        answer = Answer(picture.request, (picture.id,), siblings=len(siblings))
        return self._services.buttons.picture_view(context.locale, answer)


def _describe(locale: str, request: GenerationRequest, most: int) -> str:
    """Quote a picture's prompt, and the words of it that were drawn."""
    lines = [prompt_text(request, most), *drawn_words(PreparedRequest.restore(request), most)]
    return "\n-# ".join(say(locale, line) for line in lines)


async def _encode_within(content: bytes, most_bytes: int) -> tuple[bytes, str]:
    """Encode a picture in fewer bytes if it is larger than may be uploaded.

    Returns:
        The file, and the ending of its name.

    Raises:
        Refused: nothing of it fits.
    """
    try:
        return await PICTURES.run(encode_within_limit, content, most_bytes)
    except ValueError:
        megabytes = f"{most_bytes / 2**20:.0f}"
        raise Refused(text("refused-too-large", most=megabytes), "too_large") from None
