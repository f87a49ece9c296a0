"""Context menu commands (Apps) of messages and members."""

from collections.abc import Mapping
from functools import partial

import discord
from discord import app_commands

from bot.features.base import Services
from bot.features.gallery.details import CONTENT_LIMIT, parameters_file
from bot.features.gallery.messages import attached_pictures, must_be_remixable, own_pictures
from bot.features.gallery.one_picture import OnePicture
from bot.features.gallery.pages import Pages
from bot.features.gallery.queries import Query
from bot.features.shared.start_form import START, start_from, start_from_attached
from bot.interactions import responses
from bot.interactions.buttons import View
from bot.interactions.context import Context, refusal_error
from bot.interactions.permissions import ChannelPermissions
from bot.language import describe
from bot.language.formatting import quote
from bot.storage import PictureRecord

NAME_LIMIT = 60


def menus(
    services: Services, channel_permissions: ChannelPermissions, one: OnePicture, pages: Pages
) -> tuple[app_commands.ContextMenu, app_commands.ContextMenu, app_commands.ContextMenu]:
    """Build the context menu commands: details, start picture, gallery of a member.

    Args:
        services: services of the bot.
        channel_permissions: permissions to see and remix pictures.
        one: shows the details of a picture.
        pages: shows the gallery of a member.
    """

    @app_commands.context_menu(name=describe("menu-details"))
    @services.handler.callback
    async def details(context: Context, message: discord.Message) -> None:
        ours = await own_pictures(services, channel_permissions, context, message)
        await (
            one.show_details(context, ours[0])
            if ours
            else _show_foreign_details(services, context, message)
        )

    @app_commands.context_menu(name=describe("menu-start"))
    @services.handler.callback
    async def start(context: Context, message: discord.Message) -> None:
        if ours := await own_pictures(services, channel_permissions, context, message):
            await _start_from_own(services, channel_permissions, context, ours)
            return
        may_be_remixed = partial(must_be_remixable, services, channel_permissions, message)
        await start_from_attached(services, context, attached_pictures(message), may_be_remixed)

    @app_commands.context_menu(name=describe("menu-gallery"))
    @services.handler.callback
    async def show_gallery(context: Context, member: discord.User) -> None:
        await pages.begin(context, Query(author=member.id))

    return details, start, show_gallery


async def _show_foreign_details(
    services: Services, context: Context, message: discord.Message
) -> None:
    """Show the metadata that another tool wrote into the picture of a message.

    Raises:
        Refused: the message has no picture, or the member may not use the bot here.
        InvalidRequest: the picture has no such metadata.
    """
    attachment = attached_pictures(message)[0]
    if refusal := await services.gate.refusal(context.requester):
        raise refusal_error(refusal)
    with services.attachments.lock_member(context) as first:
        if first and await responses.defer(context.interaction, private=True):
            fields = await services.attachments.read_fields(attachment)
            content, files = _format_fields(context, fields)
            await responses.answer_privately(context.interaction, content, View(), files=files)


def _format_fields(context: Context, fields: Mapping[str, str]) -> tuple[str, list[discord.File]]:
    """Format metadata as a message, or as a file where it does not fit into a message."""
    lines = [
        f"**{quote(name, NAME_LIMIT)}** {quote(value, CONTENT_LIMIT)}"
        for name, value in fields.items()
        if value
    ]
    content = "\n".join([context.say("details-foreign"), *lines])
    if len(content) <= CONTENT_LIMIT:
        return content, []
    whole = "\n".join(f"{name}: {value}" for name, value in fields.items())
    return context.say("details-foreign"), [parameters_file(whole)]


async def _start_from_own(
    services: Services,
    channel_permissions: ChannelPermissions,
    context: Context,
    pictures: list[PictureRecord],
) -> None:
    """Open the form for the bot's own pictures; ask for one if there are several."""
    first, *others = pictures
    if not others:
        await start_from(services, channel_permissions, context, first.id)
        return
    await channel_permissions.find_remixable(context, first.id)
    view = View()
    for number, picture in enumerate(pictures, 1):
        view.add(context.locale, START, picture.id, 0, number)
    await responses.answer_privately(context.interaction, context.say("start-choose"), view)
