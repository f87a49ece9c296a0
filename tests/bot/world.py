"""A simulated Discord with the bot at work in it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import discord
import simcord
from simcord.interactions import base_payload

from bot.app import open_database, run_workers
from bot.composition import Bot, build
from bot.config.settings import Settings
from bot.interactions.client import SyncedCommands
from bot.interactions.staleness import Staleness
from bot.requests.attachment_downloads import read
from bot.storage import Database, Preferences, ServerPreferences
from tests.bot.fakes import FakeChecker, FakeService

# On a busy machine the simulation's own five seconds are not enough to start a process.
SETTLE_S = 30.0
# The simulation's clock stands still, so nothing is ever late.
TIMELESS = Staleness(steady=lambda: 0.0, wall=lambda: 0.0)


@dataclass(frozen=True)
class World:
    """A server with an art channel and two members."""

    env: simcord.Env
    bot: Bot
    checker: FakeChecker
    database: Database
    service: FakeService
    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    ada: simcord.MemberActor
    ben: simcord.MemberActor

    async def imagine(
        self, prompt: str = "red apple", who: simcord.MemberActor | None = None, **options: Any
    ) -> simcord.InteractionResult:
        """Use the command as a member does."""
        before = len(self.service.requests)
        member = who or self.ada
        result = await member.slash(self.channel, "imagine", prompt=prompt, **options)
        if result.acknowledged and not result.ephemeral and self.service.status.phase == "ready":
            await self.until(lambda: len(self.service.requests) > before or result.followups)
        return result

    async def forge(self, **options: tuple[int, object]) -> simcord.InteractionResult:
        """Send the command with options that no Discord client would let through.

        Args:
            options: (option type, value) by name.
        """
        data = {
            "id": "1",
            "name": "imagine",
            "type": 1,
            "options": [
                {"name": name, "type": kind, "value": value}
                for name, (kind, value) in options.items()
            ],
        }
        record, payload = base_payload(
            self.env.backend,
            type=2,
            channel_id=self.channel.id,
            guild_id=self.guild.id,
            user_id=self.ada.id,
            data=data,
        )
        self.env.backend.emit("INTERACTION_CREATE", payload)
        await self.env.settle()
        return simcord.InteractionResult(self.env, record)

    async def server_chooses(self, choices: ServerPreferences) -> None:
        """Let the server's owners choose."""
        await Preferences(self.database).change_for_server(self.guild.id, lambda _before: choices)

    def deny_bot(self, permission: str) -> dict[Any, discord.PermissionOverwrite]:
        """Make an overwrite that takes a permission from the bot."""
        return {self.env.bot.user: discord.PermissionOverwrite(**{permission: False})}

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until something is so; the work goes on in tasks that no action waits for."""
        async with asyncio.timeout(10):
            while not holds():  # noqa: ASYNC110 - what is waited for has no event
                await asyncio.sleep(0.005)

    async def answered(self, result: simcord.InteractionResult) -> simcord.ResponseMessage:
        """Wait for the reply with the pictures."""
        await self.until(lambda: result.response and result.response.attachments)
        assert result.response
        return result.response


@contextlib.asynccontextmanager
async def world(
    service: FakeService | None = None,
    folder: Path | None = None,
    now: Callable[[], float] | None = None,
    **settings: Any,
) -> AsyncIterator[World]:
    """Open the simulated Discord with the bot at work; nothing may be left unhandled in it."""
    service = service or FakeService()
    async with (
        scratch(now, **settings) as (chosen, database),
        simulated(chosen, service, database, folder) as w,
        run_workers(w.bot, grace_s=0),
    ):
        yield w


@contextlib.asynccontextmanager
async def simulated(
    chosen: Settings, service: FakeService, database: Database, folder: Path | None = None
) -> AsyncIterator[World]:
    """Open the simulated Discord with the bot logged in, but not at work."""
    checker = FakeChecker()
    bot = build(chosen, service, database, SyncedCommands(folder), TIMELESS, read, checker=checker)
    async with simcord.run(bot.client, settle_timeout=SETTLE_S) as env:
        guild = env.create_guild("Test")
        channel = guild.create_text_channel("art")
        ada, ben = (guild.add_member(env.create_user(name)) for name in ("ada", "ben"))
        yield World(env, bot, checker, database, service, guild, channel, ada, ben)


@contextlib.asynccontextmanager
async def scratch(
    now: Callable[[], float] | None = None, **settings: Any
) -> AsyncIterator[tuple[Settings, Database]]:
    """Open a database of its own in a folder that is deleted at the end."""
    with TemporaryDirectory() as data:
        chosen = Settings(**{"data_folder": Path(data), **settings})
        async with open_database(chosen, now) as database:
            yield chosen, database


def private(result: simcord.InteractionResult) -> str:
    """Return the sentence that only the member sees."""
    assert result.ephemeral
    assert result.response
    assert "Traceback" not in result.response.content
    return result.response.content


async def withdrawn(w: World, result: simcord.InteractionResult) -> str:
    """Return the sentence that only the member sees in place of a reply promised to all."""
    await w.until(lambda: result.followups)
    assert result.response is None
    (said,) = result.followups
    assert said.ephemeral
    return said.content
