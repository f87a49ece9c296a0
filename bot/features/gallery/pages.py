"""Pages of pictures: nine at a time, on a contact sheet that only the viewer sees.

A page is private because its pictures depend on the viewer's permissions.
"""

from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands

from bot.features.base import Services
from bot.features.gallery.listing import format_page
from bot.features.gallery.one_picture import SINGLE
from bot.features.gallery.queries import MOST_PAGES, SEARCH_LIMIT, Query, parse_query, search_words
from bot.features.gallery.sheet import Sheet
from bot.features.gallery.tagging import parse_tag
from bot.interactions import responses
from bot.interactions.autocomplete import MOST_CHOICES, completion
from bot.interactions.buttons import Button, Press, View
from bot.interactions.context import Context, Refused
from bot.interactions.permissions import ChannelPermissions, must_be_private
from bot.language import describe, text
from bot.storage import PictureFilter, PictureRecord

ON_PAGE, IN_ROW = 9, 5
# Most queries for a page, repeated while some of its messages turn out to be deleted.
ATTEMPTS = 3
FIRST, PREVIOUS, NEXT = Button("first"), Button("previous"), Button("next")


class Pages:
    """The commands `/gallery` and `/history`, and the handlers of the buttons between pages.

    Args:
        services: services of the bot.
        channel_permissions: permissions to see pictures.
    """

    def __init__(self, services: Services, channel_permissions: ChannelPermissions) -> None:
        self._services, self._channel_permissions = services, channel_permissions
        self._sheet = Sheet(services.stores.files)

    @property
    def presses(self) -> Mapping[Button, Press]:
        """The handler, by the buttons between pages."""
        return dict.fromkeys((FIRST, PREVIOUS, NEXT), self.show_page)

    async def begin(self, context: Context, query: Query) -> None:
        """Answer a command with a page.

        Args:
            context: of the viewer.
            query: query of the page.
        """
        if await responses.defer(context.interaction, private=True):
            await self._show(context, query)

    async def show_page(self, context: Context, target: str) -> None:
        """Replace a page by another one.

        Args:
            context: of the viewer.
            target: the encoded query of the other page.

        Raises:
            Refused: the target encodes no query, or the button was not the viewer's.
        """
        must_be_private(context)
        try:
            query = parse_query(target)
        except ValueError:
            raise Refused(text("refused-button"), "unknown_button") from None
        if await responses.acknowledge(context.interaction):
            await self._show(context, query)

    async def _show(self, context: Context, query: Query) -> None:
        found = await self._find_pictures(context, query)
        shown, more = found[:ON_PAGE], len(found) > ON_PAGE and query.page < MOST_PAGES
        first = query.page * ON_PAGE + 1
        content = format_page(context.locale, query, first, shown)
        files = await self._sheet.build_files(context.locale, first, shown)
        view = _buttons(context, query, first, shown, more)
        if not await responses.answer_privately(context.interaction, content, view, files=files):
            raise Refused(text("refused-not-taken"), "not_taken")

    async def _find_pictures(self, context: Context, query: Query) -> list[PictureRecord]:
        """List the pictures of a page, and the next one, without those of deleted messages."""
        # Members see their own pictures from all channels.
        own = query.kind == "own"
        wanted = PictureFilter(
            context.guild_id,
            None if own else await self._channel_permissions.channels(context.interaction),
            context.user_id if own else query.author,
            context.user_id if query.kind == "favourites" else None,
            query.tag,
            query.words,
        )
        for _ in range(ATTEMPTS):
            page = await self._services.stores.picture_search.page(
                wanted, query.page * ON_PAGE, ON_PAGE + 1
            )
            exists = await self._channel_permissions.deleted_messages.look(context.guild_id, page)
            # The pictures that move up in place of deleted ones are checked as well.
            if all(exists.values()):
                break
        return [one for one in page if exists.get(one.message_id or 0, own)]

    def history_command(self) -> app_commands.Command[Any, ..., None]:
        """Build the command `/history`."""

        @app_commands.command(name="history", description=describe("history-description"))
        @self._services.handler.callback
        async def history(context: Context) -> None:
            await self.begin(context, Query("own"))

        return history

    def gallery_command(self) -> app_commands.Command[Any, ..., None]:
        """Build the command `/gallery`."""

        @app_commands.command(name="gallery", description=describe("gallery-description"))
        @app_commands.describe(
            member=describe("gallery-member"),
            tag=describe("gallery-tag"),
            favourites=describe("gallery-favourites"),
            search=describe("gallery-search"),
        )
        @self._services.handler.callback
        async def gallery(
            context: Context,
            member: discord.User | None = None,
            tag: app_commands.Range[str, 1, 30] | None = None,
            favourites: bool = False,
            search: app_commands.Range[str, 1, SEARCH_LIMIT] | None = None,
        ) -> None:
            query = Query(
                "favourites" if favourites else "all",
                author=member.id if member else None,
                tag=parse_tag(tag) if tag else "",
                words=search_words(search or ""),
            )
            await self.begin(context, query)

        async def complete(context: Context, typed: str) -> list[app_commands.Choice[str]]:
            channels = await self._channel_permissions.channels(context.interaction)
            names = await self._services.stores.picture_search.tags(
                PictureFilter(context.guild_id, channels), typed.strip().casefold(), MOST_CHOICES
            )
            return [app_commands.Choice(name=name, value=name) for name in names]

        gallery.autocomplete("tag")(completion(self._services.handler, complete))
        return gallery


def _buttons(
    context: Context, query: Query, first: int, shown: list[PictureRecord], more: bool
) -> View:
    """Build one button per picture, and the buttons to other pages."""
    view = View()
    for index, picture in enumerate(shown):
        view.add(context.locale, SINGLE, picture.id, index // IN_ROW, first + index)
    if query.page:
        view.add(context.locale, FIRST, query.at(0).target, 2)
        view.add(context.locale, PREVIOUS, query.at(query.page - 1).target, 2)
    if more:
        view.add(context.locale, NEXT, query.at(query.page + 1).target, 2)
    return view
