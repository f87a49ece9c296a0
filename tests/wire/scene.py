"""A bot of a few commands, made of discord.py alone."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import discord
import pytest
from discord import app_commands

from tests.wire.interactions import Interaction
from tests.wire.model import Channel, Member
from tests.wire.server import WireDiscord


class Bot(discord.Client):
    """Defers every /imagine and keeps the interactions; `events` are those of the gateway."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("intents", discord.Intents.none())
        super().__init__(**options, max_messages=None, guild_ready_timeout=0)
        self.tree = app_commands.CommandTree(self)
        self.tree.command(name="imagine", description="Draw")(_imagine(self))
        self.events: list[str] = []
        self.taken: list[discord.Interaction] = []
        self.defers = True

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify anew at once: discord.py would wait for 5 s, as Discord demands."""

    async def on_socket_event_type(self, event: str) -> None:
        self.events.append(event)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        self.taken.append(interaction)


def _imagine(bot: Bot) -> Any:
    async def imagine(
        interaction: discord.Interaction,
        prompt: str,
        guidance: float | None = None,
        picture: discord.Attachment | None = None,
    ) -> None:
        interaction.extras["picture"] = picture
        if bot.defers:
            await interaction.response.defer(thinking=True)

    return imagine


@contextlib.asynccontextmanager
async def running(wire: WireDiscord, bot: discord.Client, token: str = "") -> AsyncIterator[None]:
    before = len(wire.gateway.identified)
    async with bot:
        task = asyncio.create_task(bot.start(token or wire.token))
        try:
            await wire.until(lambda: task.done() or len(wire.gateway.identified) > before)
            yield
        finally:
            await bot.close()
            await asyncio.gather(task, return_exceptions=True)


@dataclass
class Scene:
    """A bot on the wire, a channel and a member, and short ways to set them to work."""

    wire: WireDiscord
    bot: Bot
    art: Channel
    ada: Member

    async def taken(self, **options: Any) -> tuple[Interaction, discord.Interaction]:
        """Let ada use /imagine; returns both ends of it once it is acknowledged."""
        count = len(self.bot.taken)
        asked = await self.wire.imagine(self.ada, self.art, **options)
        await self.wire.until(lambda: len(self.bot.taken) > count)
        if self.bot.defers:
            await asked.answered()
            # discord.py has not heard yet what the wire has answered.
            await self.wire.until(lambda: self.bot.taken[-1].response.is_done())
        return asked, self.bot.taken[-1]

    @property
    def channel(self) -> discord.PartialMessageable:
        return self.bot.get_partial_messageable(self.art.id)


@contextlib.contextmanager
def refused(status: int, code: int) -> Any:
    with pytest.raises(discord.HTTPException) as caught:
        yield
    assert (caught.value.status, caught.value.code) == (status, code)
