"""What stands under Apps when a message or a member is clicked on."""

from collections.abc import Mapping
from functools import partial

import discord
from discord import app_commands

from bot.gallery.details import CONTENT_LIMIT, as_file
from bot.gallery.messages import must_be_remixable, ours_in, pictures_in
from bot.gallery.one_picture import OnePicture
from bot.gallery.pages import Pages
from bot.gallery.queries import Query
from bot.gallery.sight import Sight
from bot.gallery.starting import start_from, start_from_attached
from bot.imagine import Studio, View, Visit, responses
from bot.imagine.host import refused
from bot.storage import Drawn
from bot.wording import quoted

NAME_LIMIT = 60


def menus(
    studio: Studio, sight: Sight, one: OnePicture, pages: Pages
) -> tuple[app_commands.ContextMenu, app_commands.ContextMenu, app_commands.ContextMenu]:
    """Define them."""

    @app_commands.context_menu(name="Picture details")
    async def details(interaction: discord.Interaction, message: discord.Message) -> None:
        async def work(visit: Visit) -> None:
            ours = await ours_in(studio, sight, visit, message)
            await (one.tell(visit, ours[0]) if ours else _tell_foreign(studio, visit, message))

        await studio.host.serve(interaction, work)

    @app_commands.context_menu(name="Use as start image")
    async def start(interaction: discord.Interaction, message: discord.Message) -> None:
        async def work(visit: Visit) -> None:
            if ours := await ours_in(studio, sight, visit, message):
                await _start_ours(studio, sight, visit, ours)
                return
            may_be_remixed = partial(must_be_remixable, studio, sight, message)
            await start_from_attached(studio, visit, pictures_in(message), may_be_remixed)

        await studio.host.serve(interaction, work)

    @app_commands.context_menu(name="Gallery of this member")
    async def of_member(interaction: discord.Interaction, member: discord.User) -> None:
        async def work(visit: Visit) -> None:
            await pages.begin(visit, Query(author=member.id))

        await studio.host.serve(interaction, work)

    return details, start, of_member


async def _tell_foreign(studio: Studio, visit: Visit, message: discord.Message) -> None:
    """Say what another tool wrote into the picture of a message.

    Raises:
        Refused: there is no picture, or nothing of this member's is read.
        InvalidRequest: nothing is written in it.
    """
    attachment = pictures_in(message)[0]
    if refusal := await studio.gate.refusal(visit.asker):
        raise refused(refusal)
    with studio.attachments.alone(visit) as first:
        if first and await responses.defer(visit.interaction, private=True):
            fields = await studio.attachments.fields_in(attachment)
            content, files = _fields_told(visit, fields)
            await responses.tell(visit.interaction, content, View(), files=files)


def _fields_told(visit: Visit, fields: Mapping[str, str]) -> tuple[str, list[discord.File]]:
    """Write fields as a message, or where it has no room for them into a file."""
    lines = [
        f"**{quoted(name, NAME_LIMIT)}** {quoted(value, CONTENT_LIMIT)}"
        for name, value in fields.items()
        if value
    ]
    content = "\n".join([visit.say("details-foreign"), *lines])
    if len(content) <= CONTENT_LIMIT:
        return content, []
    whole = "\n".join(f"{name}: {value}" for name, value in fields.items())
    return visit.say("details-foreign"), [as_file(whole)]


async def _start_ours(studio: Studio, sight: Sight, visit: Visit, pictures: list[Drawn]) -> None:
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
