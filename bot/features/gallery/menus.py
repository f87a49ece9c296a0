"""What stands under Apps when a message or a member is clicked on."""

from collections.abc import Mapping
from functools import partial

import discord
from discord import app_commands

from bot.features.base import Services
from bot.features.gallery.details import CONTENT_LIMIT, as_file
from bot.features.gallery.messages import attached_pictures, must_be_remixable, own_pictures
from bot.features.gallery.one_picture import OnePicture
from bot.features.gallery.pages import Pages
from bot.features.gallery.queries import Query
from bot.features.gallery.starting import start_from, start_from_attached
from bot.interactions import responses
from bot.interactions.buttons import View
from bot.interactions.context import Context, refusal_error
from bot.interactions.permissions import ChannelPermissions
from bot.language.formatting import quote
from bot.storage import PictureRecord

NAME_LIMIT = 60


def menus(
    studio: Services, sight: ChannelPermissions, one: OnePicture, pages: Pages
) -> tuple[app_commands.ContextMenu, app_commands.ContextMenu, app_commands.ContextMenu]:
    """Define them."""

    @app_commands.context_menu(name="Picture details")
    async def details(interaction: discord.Interaction, message: discord.Message) -> None:
        async def work(visit: Context) -> None:
            ours = await own_pictures(studio, sight, visit, message)
            await (one.tell(visit, ours[0]) if ours else _tell_foreign(studio, visit, message))

        await studio.host.serve(interaction, work)

    @app_commands.context_menu(name="Use as start image")
    async def start(interaction: discord.Interaction, message: discord.Message) -> None:
        async def work(visit: Context) -> None:
            if ours := await own_pictures(studio, sight, visit, message):
                await _start_ours(studio, sight, visit, ours)
                return
            may_be_remixed = partial(must_be_remixable, studio, sight, message)
            await start_from_attached(studio, visit, attached_pictures(message), may_be_remixed)

        await studio.host.serve(interaction, work)

    @app_commands.context_menu(name="Gallery of this member")
    async def of_member(interaction: discord.Interaction, member: discord.User) -> None:
        async def work(visit: Context) -> None:
            await pages.begin(visit, Query(author=member.id))

        await studio.host.serve(interaction, work)

    return details, start, of_member


async def _tell_foreign(studio: Services, visit: Context, message: discord.Message) -> None:
    """Say what another tool wrote into the picture of a message.

    Raises:
        Refused: there is no picture, or nothing of this member's is read.
        InvalidRequest: nothing is written in it.
    """
    attachment = attached_pictures(message)[0]
    if refusal := await studio.gate.refusal(visit.asker):
        raise refusal_error(refusal)
    with studio.attachments.alone(visit) as first:
        if first and await responses.defer(visit.interaction, private=True):
            fields = await studio.attachments.fields_in(attachment)
            content, files = _fields_told(visit, fields)
            await responses.tell(visit.interaction, content, View(), files=files)


def _fields_told(visit: Context, fields: Mapping[str, str]) -> tuple[str, list[discord.File]]:
    """Write fields as a message, or where it has no room for them into a file."""
    lines = [
        f"**{quote(name, NAME_LIMIT)}** {quote(value, CONTENT_LIMIT)}"
        for name, value in fields.items()
        if value
    ]
    content = "\n".join([visit.say("details-foreign"), *lines])
    if len(content) <= CONTENT_LIMIT:
        return content, []
    whole = "\n".join(f"{name}: {value}" for name, value in fields.items())
    return visit.say("details-foreign"), [as_file(whole)]


async def _start_ours(
    studio: Services, sight: ChannelPermissions, visit: Context, pictures: list[PictureRecord]
) -> None:
    """Open the form; of several pictures, ask first which one is meant."""
    first, *others = pictures
    if not others:
        await start_from(studio, sight, visit, first.id)
        return
    await sight.remixable(visit, first.id)
    view = View()
    for number, picture in enumerate(pictures, 1):
        view.add(visit.locale, "start", picture.id, 0, number)
    await responses.tell(visit.interaction, visit.say("start-choose"), view)
