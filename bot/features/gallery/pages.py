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
from bot.interactions.buttons import View
from bot.interactions.context import Context, Refused
from bot.interactions.permissions import ChannelPermissions, must_be_private
from bot.language import describe, text
from bot.requests.presets import OFFERED
from bot.storage import PictureFilter, PictureRecord, StorageUnavailable

log = logging.getLogger(__name__)

ON_PAGE, IN_ROW = 9, 5
# At the messages of a page, where some of them turn out to be deleted.
LOOKS = 3


class Pages:
    """Shows them, and serves the buttons between them.

    Args:
        studio: the bot's parts.
        sight: knows what a member may see.
    """

    def __init__(self, studio: Services, sight: ChannelPermissions) -> None:
        self._studio, self._sight = studio, sight
        self._sheet = Sheet(studio.pictures)

    async def begin(self, visit: Context, query: Query) -> None:
        """Answer a command with a page."""
        if await responses.defer(visit.interaction, private=True):
            await self._show(visit, query)

    async def turn(self, visit: Context, target: str) -> None:
        """Put another page in the place of one whose button was pressed."""
        must_be_private(visit)
        try:
            query = parse_query(target)
        except ValueError:
            raise Refused(text("refused-button"), "unknown_button") from None
        if await responses.acknowledge(visit.interaction):
            await self._show(visit, query)

    async def _show(self, visit: Context, query: Query) -> None:
        found = await self._found(visit, query)
        shown, more = found[:ON_PAGE], len(found) > ON_PAGE and query.page < MOST_PAGES
        first = query.page * ON_PAGE + 1
        content = listed(visit.locale, query, first, shown)
        files = await self._sheet.files(visit.locale, first, shown)
        view = _buttons(visit, query, first, shown, more)
        if not await responses.tell(visit.interaction, content, view, files=files):
            raise Refused(text("refused-not-taken"), "not_taken")

    async def _found(self, visit: Context, query: Query) -> list[PictureRecord]:
        """List what is on a page, and one more if there is; what was deleted is left out."""
        wanted, own = await self._wanted(visit, query), query.kind == "own"
        for _ in range(LOOKS):
            page = await self._studio.browsing.page(wanted, query.page * ON_PAGE, ON_PAGE + 1)
            stands = await self._sight.posted.look(visit.guild_id, page)
            # What moves up is looked for as well.
            if all(stands.values()):
                break
        return [one for one in page if stands.get(one.message_id or 0, own)]

    async def _wanted(self, visit: Context, query: Query) -> PictureFilter:
        """Narrow a query to what the viewer may see; of their own they see everything."""
        if query.kind == "own":
            return PictureFilter(visit.guild_id, None, visit.user_id, None, query.tag, query.words)
        channels = await self._sight.channels(visit.interaction)
        liked_by = visit.user_id if query.kind == "favourites" else None
        return PictureFilter(
            visit.guild_id, channels, query.author, liked_by, query.tag, query.words
        )

    def history(self) -> app_commands.Command[Any, ..., None]:
        """Define `/history`."""

        @app_commands.command(name="history", description=describe("history-description"))
        async def history(interaction: discord.Interaction) -> None:
            async def work(visit: Context) -> None:
                await self.begin(visit, Query("own"))

            await self._studio.host.serve(interaction, work)

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
            async def work(visit: Context) -> None:
                query = Query(
                    "favourites" if favourites else "all",
                    author=member.id if member else None,
                    tag=tag_of(tag) if tag else "",
                    words=search_words(search or ""),
                )
                await self.begin(visit, query)

            await self._studio.host.serve(interaction, work)

        gallery.autocomplete("tag")(self._offered_tags)
        return gallery

    async def _offered_tags(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """List the tags of pictures that the member may see."""
        wanted = PictureFilter(interaction.guild_id or 0, await self._sight.channels(interaction))
        try:
            names = await self._studio.browsing.tags(wanted, typed.strip().casefold(), OFFERED)
        except StorageUnavailable as error:
            log.warning("no tags can be offered: %s", error)
            return []
        return [app_commands.Choice(name=name, value=name) for name in names]


def _buttons(
    visit: Context, query: Query, first: int, shown: list[PictureRecord], more: bool
) -> View:
    """Lay out a button a picture, and those between the pages."""
    view = View()
    for place, picture in enumerate(shown):
        view.add(visit.locale, "single", picture.id, place // IN_ROW, first + place)
    if query.page:
        view.add(visit.locale, "first", query.at(0).target, 2)
        view.add(visit.locale, "previous", query.at(query.page - 1).target, 2)
    if more:
        view.add(visit.locale, "next", query.at(query.page + 1).target, 2)
    return view
