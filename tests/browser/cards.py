"""A playground whose bot posts cards of Discord's Components V2: `python -m tests.browser.cards 0`.

`/ask` posts a card where only moderators read it; who asked is told in a direct message.
"""

import asyncio
import sys
from io import BytesIO
from typing import Any, cast

import discord
import simcord
from discord import Interaction, app_commands, ui
from PIL import Image

from bot.playground import simulation
from bot.playground.live_page import keep_live

BUTTONS = ("Approve", "Reject")
HELD, THUMBNAIL, LIST = "held.png", "member.png", "log.csv"


class Card(ui.LayoutView):
    """A picture behind a spoiler, and buttons in a container until somebody has decided."""

    def __init__(self, member: int, decision: str = "") -> None:
        super().__init__(timeout=None)
        asked: ui.Section[Any] = ui.Section(
            ui.TextDisplay("### Publish this picture?"),
            ui.TextDisplay(f"<@{member}> asked for `red apple`."),
            accessory=ui.Thumbnail(f"attachment://{THUMBNAIL}"),
        )
        rule: ui.Section[Any] = ui.Section(
            ui.TextDisplay("**Rule** nudity · 0.91"),
            accessory=ui.Button(label="Record", custom_id="Record"),
        )
        picture = discord.MediaGalleryItem(f"attachment://{HELD}", description=HELD, spoiler=True)
        row: ui.ActionRow[Any] = ui.ActionRow(
            *(ui.Button(label=label, custom_id=label) for label in BUTTONS)
        )
        self.add_item(
            ui.Container(
                asked,
                ui.Separator(),
                rule,
                ui.MediaGallery(picture),
                ui.File(f"attachment://{LIST}"),
                ui.TextDisplay(decision) if decision else row,
                accent_colour=0xF0B232,
            )
        )


class Reason(ui.Modal, title="Reject with a reason"):
    """Asks for the reason, and writes it into the card."""

    reason = ui.TextInput[ui.Modal](label="Reason")

    async def on_submit(self, interaction: Interaction) -> None:
        card = Card(interaction.user.id, f"Rejected: {self.reason.value}")
        await interaction.response.edit_message(view=card)


def files() -> list[discord.File]:
    """Make the files of a card."""
    made = [(LIST, b"member,pictures\nAda,1\n")]
    for name, colour in ((HELD, "green"), (THUMBNAIL, "red")):
        content = BytesIO()
        Image.new("RGB", (256, 256), colour).save(content, "PNG")
        made.append((name, content.getvalue()))
    return [discord.File(BytesIO(content), name) for name, content in made]


class Moderated(discord.Client):
    """Posts a card for each request, and does what its buttons say."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.default())
        self.tree = app_commands.CommandTree(self)
        self.tree.command(name="ask", description="Ask for a picture")(self._ask)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_interaction(self, interaction: Interaction) -> None:
        if interaction.type is discord.InteractionType.component:
            pressed: Any = interaction.data
            await getattr(self, f"_{pressed['custom_id'].lower()}")(interaction)

    async def _ask(self, interaction: Interaction) -> None:
        assert interaction.guild
        (staff,) = [one for one in interaction.guild.text_channels if one.name == "staff"]
        self.asker, card = interaction.user, Card(interaction.user.id)
        self.card = await staff.send(view=card, files=files())
        await interaction.response.send_message("Your picture is held.", ephemeral=True)

    async def _approve(self, interaction: Interaction) -> None:
        card = Card(self.asker.id, f"Approved by {interaction.user.mention}")
        await interaction.response.edit_message(view=card)

    async def _reject(self, interaction: Interaction) -> None:
        appeal = ui.View(timeout=None)
        appeal.add_item(ui.Button(label="Appeal", custom_id="Appeal"))
        await self.asker.send("Your picture is rejected.", view=appeal)
        await interaction.response.send_modal(Reason())

    async def _record(self, interaction: Interaction) -> None:
        card = Card(self.asker.id, "One picture so far")
        await interaction.response.send_message(view=card, files=files(), ephemeral=True)

    async def _appeal(self, interaction: Interaction) -> None:
        """Edit the card with the bot's own token: the interaction belongs to another channel."""
        await self.card.edit(view=Card(self.asker.id, "Appealed"))
        await interaction.response.send_message("Somebody else will look at it.")


async def serve(port: int) -> None:
    """Print the page's address, and serve the page until it is ended there."""
    bot = Moderated()
    async with simcord.run(bot, check_errors=False, settle_timeout=30) as env:
        calendar = simulation.mend(env)
        olive = env.create_user("olive", global_name="Olive")
        guild = env.create_guild("Cards", owner=olive)
        channel = guild.create_text_channel("art")
        hidden, seen = (discord.PermissionOverwrite(view_channel=may) for may in (False, True))
        overwrites = {guild.default_role: hidden, cast(discord.ClientUser, bot.user): seen}
        guild.create_text_channel("staff", overwrites=overwrites)
        ada = env.create_user("ada", global_name="Ada")
        viewers = [guild.add_member(ada), guild.add_member(olive)]
        page = env.preview(channel, viewers=viewers, layout="channel", port=port)
        simulation.brand(page, port)
        async with page, keep_live(page, env, calendar.update):
            sys.stdout.write(f"{page.url}\n")
            sys.stdout.flush()
            await page.wait_closed()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
