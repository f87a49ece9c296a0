"""`/help`, and the buttons between its pages."""

from typing import Any

import discord
from discord import ButtonStyle, app_commands

from bot.features.base import Feature, Services
from bot.features.help.mentions import Mentions
from bot.features.help.quota_text import quota_lines
from bot.features.help.topic_pictures import topic_picture
from bot.features.help.topics import FOR_OWNERS, TOPICS, title, topic_text
from bot.interactions import responses
from bot.interactions.buttons import View
from bot.interactions.context import Context, Refused
from bot.language import describe, text

IN_ROW = 4
MANAGES = "manage_guild"


def help_(services: Services) -> Feature:
    """Offer `/help`."""
    tour = Tour(services)

    @app_commands.command(name="help", description=describe("help-description"))
    async def command(interaction: discord.Interaction) -> None:
        await services.handler.serve(interaction, tour.begin)

    commands: tuple[app_commands.Command[Any, ..., Any]] = (command,)
    return Feature(commands, {"help": tour.turn})


class Tour:
    """Shows the pages, each to whoever asked for it alone.

    Args:
        services: the bot's parts.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._mentions = Mentions(services.client)

    async def begin(self, context: Context) -> None:
        """Answer the command with the first page."""
        # Discord may have to be asked for the commands' ids.
        if await responses.defer(context.interaction, private=True):
            await self._show(context, TOPICS[0])

    async def turn(self, context: Context, topic: str) -> None:
        """Put another page in the place of one whose button was pressed.

        Raises:
            Refused: there is no such page for this member.
        """
        if topic not in _topics(context):
            raise Refused(text("refused-button"), "unknown_button")
        if await responses.acknowledge(context.interaction):
            await self._show(context, topic)

    async def _show(self, context: Context, topic: str) -> None:
        description = topic_text(context.locale, topic, await self._mentions.all())
        if topic == "limits":
            description += "\n" + "\n".join(await quota_lines(self._services, context))
        file = await topic_picture(context.locale, topic)
        embed = discord.Embed(title=title(context.locale, topic), description=description)
        embed.set_image(url=f"attachment://{file.filename}")
        await responses.answer_privately(
            context.interaction, "", _buttons(context, topic), embed, [file]
        )


def _topics(context: Context) -> tuple[str, ...]:
    """List the pages that a member is shown."""
    return TOPICS if context.may(MANAGES) else tuple(one for one in TOPICS if one != FOR_OWNERS)


def _buttons(context: Context, shown: str) -> View:
    """Lay out a button for each page; that of the page that is shown cannot be pressed."""
    view = View()
    for place, topic in enumerate(_topics(context)):
        button: discord.ui.Button[View] = discord.ui.Button(
            label=title(context.locale, topic),
            style=ButtonStyle.secondary,
            custom_id=f"help:{topic}",
            disabled=topic == shown,
            row=place // IN_ROW,
        )
        view.add_item(button)
    return view
