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


def help_(studio: Services) -> Feature:
    """Offer `/help`."""
    tour = Tour(studio)

    @app_commands.command(name="help", description=describe("help-description"))
    async def command(interaction: discord.Interaction) -> None:
        await studio.host.serve(interaction, tour.begin)

    commands: tuple[app_commands.Command[Any, ..., Any]] = (command,)
    return Feature(commands, {"help": tour.turn})


class Tour:
    """Shows the pages, each to whoever asked for it alone.

    Args:
        studio: the bot's parts.
    """

    def __init__(self, studio: Services) -> None:
        self._studio = studio
        self._mentions = Mentions(studio.client)

    async def begin(self, visit: Context) -> None:
        """Answer the command with the first page."""
        # Discord may have to be asked for the commands' ids.
        if await responses.defer(visit.interaction, private=True):
            await self._show(visit, TOPICS[0])

    async def turn(self, visit: Context, topic: str) -> None:
        """Put another page in the place of one whose button was pressed.

        Raises:
            Refused: there is no such page for this member.
        """
        if topic not in _topics(visit):
            raise Refused(text("refused-button"), "unknown_button")
        if await responses.acknowledge(visit.interaction):
            await self._show(visit, topic)

    async def _show(self, visit: Context, topic: str) -> None:
        description = topic_text(visit.locale, topic, await self._mentions.all())
        if topic == "limits":
            description += "\n" + "\n".join(await quota_lines(self._studio, visit))
        file = await topic_picture(visit.locale, topic)
        embed = discord.Embed(title=title(visit.locale, topic), description=description)
        embed.set_image(url=f"attachment://{file.filename}")
        await responses.tell(visit.interaction, "", _buttons(visit, topic), embed, [file])


def _topics(visit: Context) -> tuple[str, ...]:
    """List the pages that a member is shown."""
    return TOPICS if visit.may(MANAGES) else tuple(one for one in TOPICS if one != FOR_OWNERS)


def _buttons(visit: Context, shown: str) -> View:
    """Lay out a button for each page; that of the page that is shown cannot be pressed."""
    view = View()
    for place, topic in enumerate(_topics(visit)):
        button: discord.ui.Button[View] = discord.ui.Button(
            label=title(visit.locale, topic),
            style=ButtonStyle.secondary,
            custom_id=f"help:{topic}",
            disabled=topic == shown,
            row=place // IN_ROW,
        )
        view.add_item(button)
    return view
