"""What stands under Apps when a message or a member is clicked on."""

import asyncio
from functools import partial

import discord
from discord import app_commands

from bot.gallery.details import CONTENT_LIMIT, as_file
from bot.gallery.one_picture import OnePicture
from bot.gallery.pages import Pages
from bot.gallery.queries import Query
from bot.imagine import Refused, Studio, View, Visit, responses
from bot.imagine.attachments import attached, start_picture
from bot.imagine.files import content_of
from bot.imagine.remixing import may_remix
from bot.imagine.starting import start_form
from bot.language import text
from bot.storage import Drawn
from bot.wording import quoted
from generation import fields_in

NAME_LIMIT = 60


def menus(
    studio: Studio, one: OnePicture, pages: Pages
) -> tuple[app_commands.ContextMenu, app_commands.ContextMenu, app_commands.ContextMenu]:
    """Define them."""

    @app_commands.context_menu(name="Picture details")
    async def details(interaction: discord.Interaction, message: discord.Message) -> None:
        async def work(visit: Visit) -> None:
            ours = await studio.gallery.in_message(message.id, visit.guild_id)
            await (one.tell(visit, ours[0]) if ours else _tell_foreign(visit, message))

        await studio.host.serve(interaction, work)

    @app_commands.context_menu(name="Use as start image")
    async def start(interaction: discord.Interaction, message: discord.Message) -> None:
        async def work(visit: Visit) -> None:
            ours = await studio.gallery.in_message(message.id, visit.guild_id)
            await (
                _start_ours(studio, visit, ours[0])
                if ours
                else _start_foreign(studio, visit, message)
            )

        await studio.host.serve(interaction, work)

    @app_commands.context_menu(name="Gallery of this member")
    async def of_member(interaction: discord.Interaction, member: discord.User) -> None:
        async def work(visit: Visit) -> None:
            await pages.begin(visit, Query(author=member.id))

        await studio.host.serve(interaction, work)

    return details, start, of_member


async def _tell_foreign(visit: Visit, message: discord.Message) -> None:
    """Say what another tool wrote into the picture of a message."""
    attachment = _picture_in(message)
    if await responses.defer(visit.interaction, private=True):
        fields = await asyncio.to_thread(fields_in, await attached(attachment))
        lines = [
            f"**{quoted(name, NAME_LIMIT)}** {quoted(value, CONTENT_LIMIT)}"
            for name, value in fields.items()
            if value
        ]
        content, files = "\n".join([visit.say("details-foreign"), *lines]), []
        if len(content) > CONTENT_LIMIT:
            whole = "\n".join(f"{name}: {value}" for name, value in fields.items())
            content, files = visit.say("details-foreign"), [as_file(whole)]
        await responses.tell(visit.interaction, content, View(), files=files)


async def _start_ours(studio: Studio, visit: Visit, picture: Drawn) -> None:
    await may_remix(studio, visit, picture)

    async def read(_width: int, _height: int) -> bytes:
        return await content_of(studio, picture)

    form = start_form(studio, visit, read, picture.request.prompt, (picture.id,), picture.model)
    await visit.interaction.response.send_modal(form)


async def _start_foreign(studio: Studio, visit: Visit, message: discord.Message) -> None:
    form = start_form(studio, visit, partial(start_picture, _picture_in(message)))
    await visit.interaction.response.send_modal(form)


def _picture_in(message: discord.Message) -> discord.Attachment:
    """Find the first picture of a message.

    Raises:
        Refused: there is none.
    """
    for attachment in message.attachments:
        if (attachment.content_type or "").startswith("image/"):
            return attachment
    raise Refused(text("refused-no-picture"), "no_picture")
