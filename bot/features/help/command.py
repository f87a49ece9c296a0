"""`/help`, and the handlers of the buttons between its pages."""

import discord
from discord import ButtonStyle, app_commands

from bot.features.base import Feature, Services
from bot.features.help.mentions import Mentions
from bot.features.help.quota_text import quota_lines
from bot.features.help.topic_pictures import topic_picture
from bot.features.help.topics import FOR_OWNERS, TOPICS, topic_text, topic_title
from bot.interactions import responses
from bot.interactions.buttons import Button, View
from bot.interactions.context import Context, Refused
from bot.interactions.permissions import MANAGE_SERVER
from bot.language import describe, text
from bot.requests.model_choice import widest_limits

IN_ROW = 4
PAGE = Button("help")


def help_(services: Services) -> Feature:
    """Build the feature `/help` and the buttons between its pages."""
    tour = Tour(services)

    @app_commands.command(name="help", description=describe("help-description"))
    @services.handler.callback
    async def command(context: Context) -> None:
        await tour.begin(context)

    return Feature((command,), {PAGE: tour.show_page})


class Tour:
    """Pages of the tour, each visible only to the member who asked for it.

    Args:
        services: services of the bot.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._mentions = Mentions(services.client)

    async def begin(self, context: Context) -> None:
        """Answer the command with the first page."""
        # Fetching the commands' ids from Discord may take longer than an answer may.
        if await responses.defer(context.interaction, private=True):
            await self._show(context, TOPICS[0])

    async def show_page(self, context: Context, topic: str) -> None:
        """Replace a page by another one.

        Args:
            context: of the member.
            topic: topic of the other page.

        Raises:
            Refused: the member has no such page.
        """
        if topic not in _topics(context):
            raise Refused(text("refused-button"), "unknown_button")
        if await responses.acknowledge(context.interaction):
            await self._show(context, topic)

    async def _show(self, context: Context, topic: str) -> None:
        mentions, sizes = await self._mentions.all(), widest_limits(self._services.service).sizes
        description = topic_text(context.locale, topic, mentions, len(sizes))
        if topic == "limits":
            description += "\n" + "\n".join(await quota_lines(self._services, context))
        file = await topic_picture(context.locale, topic)
        embed = discord.Embed(title=topic_title(context.locale, topic), description=description)
        embed.set_image(url=f"attachment://{file.filename}")
        await responses.answer_privately(
            context.interaction, "", _buttons(context, topic), embed, [file]
        )


def _topics(context: Context) -> tuple[str, ...]:
    """List the topics for a member; those for owners need the permission Manage Server."""
    may_manage = context.may(MANAGE_SERVER)
    return tuple(topic for topic in TOPICS if may_manage or topic != FOR_OWNERS)


def _buttons(context: Context, shown: str) -> View:
    """Build a button for each page; that of the current page is disabled."""
    view = View()
    for index, topic in enumerate(_topics(context)):
        button: discord.ui.Button[View] = discord.ui.Button(
            label=topic_title(context.locale, topic),
            style=ButtonStyle.secondary,
            custom_id=f"{PAGE.action}:{topic}",
            disabled=topic == shown,
            row=index // IN_ROW,
        )
        view.add_item(button)
    return view
