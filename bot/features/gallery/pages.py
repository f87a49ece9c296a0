"""Leafing through pictures: nine at a time, on a contact sheet that only the viewer sees.

It is private because what stands on it depends on what the viewer may see.
"""

import logging
from typing import Any

import discord
from discord import app_commands

from bot.features.base import Services
from bot.features.gallery.listing import listed
from bot.features.gallery.queries import MOST_PAGES, SEARCH_LIMIT, Query, parse_query, search_words
from bot.features.gallery.sheet import Sheet
from bot.features.gallery.tagging import tag_of
from bot.interactions import responses
from bot.interactions.autocomplete import MOST_CHOICES
from bot.interactions.buttons import View
from bot.interactions.context import Context, Refused
from bot.interactions.permissions import ChannelPermissions, must_be_private
from bot.language import describe, text
from bot.storage import PictureFilter, PictureRecord, StorageUnavailable

log = logging.getLogger(__name__)

ON_PAGE, IN_ROW = 9, 5
# At the messages of a page, where some of them turn out to be deleted.
LOOKS = 3


class Pages:
    """Shows them, and serves the buttons between them.

    Args:
        services: the bot's parts.
        channel_permissions: knows what a member may see.
    """

    def __init__(self, services: Services, channel_permissions: ChannelPermissions) -> None:
        self._services, self._channel_permissions = services, channel_permissions
        self._sheet = Sheet(services.file_store)

    async def begin(self, context: Context, query: Query) -> None:
        """Answer a command with a page."""
        if await responses.defer(context.interaction, private=True):
            await self._show(context, query)

    async def turn(self, context: Context, target: str) -> None:
        """Put another page in the place of one whose button was pressed."""
        must_be_private(context)
        try:
            query = parse_query(target)
        except ValueError:
            raise Refused(text("refused-button"), "unknown_button") from None
        if await responses.acknowledge(context.interaction):
            await self._show(context, query)

    async def _show(self, context: Context, query: Query) -> None:
        found = await self._found(context, query)
        shown, more = found[:ON_PAGE], len(found) > ON_PAGE and query.page < MOST_PAGES
        first = query.page * ON_PAGE + 1
        content = listed(context.locale, query, first, shown)
        files = await self._sheet.files(context.locale, first, shown)
        view = _buttons(context, query, first, shown, more)
        if not await responses.answer_privately(context.interaction, content, view, files=files):
            raise Refused(text("refused-not-taken"), "not_taken")

    async def _found(self, context: Context, query: Query) -> list[PictureRecord]:
        """List what is on a page, and one more if there is; what was deleted is left out."""
        wanted, own = await self._wanted(context, query), query.kind == "own"
        for _ in range(LOOKS):
            page = await self._services.picture_search.page(
                wanted, query.page * ON_PAGE, ON_PAGE + 1
            )
            stands = await self._channel_permissions.deleted_messages.look(context.guild_id, page)
            # What moves up is looked for as well.
            if all(stands.values()):
                break
        return [one for one in page if stands.get(one.message_id or 0, own)]

    async def _wanted(self, context: Context, query: Query) -> PictureFilter:
        """Narrow a query to what the viewer may see; of their own they see everything."""
        if query.kind == "own":
            return PictureFilter(
                context.guild_id, None, context.user_id, None, query.tag, query.words
            )
        channels = await self._channel_permissions.channels(context.interaction)
        liked_by = context.user_id if query.kind == "favourites" else None
        return PictureFilter(
            context.guild_id, channels, query.author, liked_by, query.tag, query.words
        )

    def history(self) -> app_commands.Command[Any, ..., None]:
        """Define `/history`."""

        @app_commands.command(name="history", description=describe("history-description"))
        async def history(interaction: discord.Interaction) -> None:
            async def work(context: Context) -> None:
                await self.begin(context, Query("own"))

            await self._services.handler.serve(interaction, work)

        return history

    def gallery(self) -> app_commands.Command[Any, ..., None]:
        """Define `/gallery`."""

        @app_commands.command(name="gallery", description=describe("gallery-description"))
        @app_commands.describe(
            member=describe("gallery-member"),
            tag=describe("gallery-tag"),
            favourites=describe("gallery-favourites"),
            search=describe("gallery-search"),
        )
        async def gallery(
            interaction: discord.Interaction,
            member: discord.User | None = None,
            tag: app_commands.Range[str, 1, 30] | None = None,
            favourites: bool = False,
            search: app_commands.Range[str, 1, SEARCH_LIMIT] | None = None,
        ) -> None:
            async def work(context: Context) -> None:
                query = Query(
                    "favourites" if favourites else "all",
                    author=member.id if member else None,
                    tag=tag_of(tag) if tag else "",
                    words=search_words(search or ""),
                )
                await self.begin(context, query)

            await self._services.handler.serve(interaction, work)

        gallery.autocomplete("tag")(self._offered_tags)
        return gallery

    async def _offered_tags(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """List the tags of pictures that the member may see."""
        wanted = PictureFilter(
            interaction.guild_id or 0, await self._channel_permissions.channels(interaction)
        )
        try:
            names = await self._services.picture_search.tags(
                wanted, typed.strip().casefold(), MOST_CHOICES
            )
        except StorageUnavailable as error:
            log.warning("no tags can be offered: %s", error)
            return []
        return [app_commands.Choice(name=name, value=name) for name in names]


def _buttons(
    context: Context, query: Query, first: int, shown: list[PictureRecord], more: bool
) -> View:
    """Lay out a button a picture, and those between the pages."""
    view = View()
    for place, picture in enumerate(shown):
        view.add(context.locale, "single", picture.id, place // IN_ROW, first + place)
    if query.page:
        view.add(context.locale, "first", query.at(0).target, 2)
        view.add(context.locale, "previous", query.at(query.page - 1).target, 2)
    if more:
        view.add(context.locale, "next", query.at(query.page + 1).target, 2)
    return view
