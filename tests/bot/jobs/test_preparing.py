"""A request whose files are fetched has its place and its price: the real bot on the wire."""

import asyncio
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot import app
from bot.config.settings import Settings
from bot.storage import Database, MaintenanceQueries, State
from tests.bot.fakes import FakeService, png
from tests.wire import Channel, Interaction, Member, WireDiscord


@dataclass
class Here:
    """A bot, and a member who sends it pictures.

    Args:
        wire: Discord.
        folder: of the bot's data.
    """

    wire: WireDiscord
    folder: Path
    service: FakeService = field(default_factory=FakeService)
    running: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        guild = self.wire.guild()
        self.channel: Channel = guild.text_channel()
        self.ada: Member = guild.member("ada")

    async def start(self, **settings: Any) -> None:
        chosen: dict[str, Any] = {
            "token": SecretStr(self.wire.token),
            "cache_folder": self.folder,
            "data_folder": self.folder,
            "health_port": 0,
            "shutdown_grace_s": 0,
        }
        before = self.wire.identifies
        self.running = asyncio.create_task(app.run(Settings(**chosen | settings), self.service))
        await self.wire.until(lambda: self.wire.identifies > before)

    async def stop(self) -> None:
        assert self.running
        signal.raise_signal(signal.SIGTERM)
        async with asyncio.timeout(20):
            await self.running

    async def ask(self, file: bytes | None = None, **options: Any) -> Interaction:
        if file is not None:
            options["start"] = self.wire.upload("my holiday.png", file)
        asked = await self.wire.imagine(self.ada, self.channel, **options)
        await self.wire.until(asked.acknowledged.is_set)
        return asked

    async def preparing(self, **options: Any) -> Interaction:
        """Ask for a picture that is still being fetched."""
        self.wire.handing_out.clear()
        before = len(self.wire.downloads)
        asked = await self.ask(png(), **options)
        await self.wire.until(lambda: len(self.wire.downloads) > before)
        return asked

    async def command(self, name: str, **options: Any) -> str:
        used = await self.wire.command(self.ada, self.channel, name, **options)
        await self.wire.until(used.acknowledged.is_set)
        return str(used.refusal)

    async def counts(self) -> dict[State, int]:
        database = Database(f"sqlite:///{self.folder / 'imagine.sqlite3'}")
        try:
            return await MaintenanceQueries(database).counts()
        finally:
            await database.close()


@pytest.fixture
async def here(wire: WireDiscord, tmp_path: Path, calm_checker: None) -> AsyncIterator[Here]:
    made = Here(wire, tmp_path)
    yield made
    wire.handing_out.set()
    if made.running and not made.running.done():
        await made.stop()


async def test_what_is_prepared_has_its_place_and_its_price_and_is_drawn(here: Here) -> None:
    await here.start(user_limit="2/hour")
    asked = await here.preparing()
    assert asked.deferred
    assert not asked.ephemeral
    assert await here.counts() == {State.PREPARING: 1}
    assert "Its picture is being opened" in await here.command("queue")
    await here.ask()
    assert "Your limit is 2 pictures" in str((await here.ask()).refusal)
    here.wire.handing_out.set()
    await here.wire.until(lambda: len(here.service.requests) == 2)
    here.service.finish()
    await here.wire.until(lambda: here.wire.pictures_of(asked))


async def test_a_member_has_one_file_opened_at_a_time(here: Here) -> None:
    await here.start()
    await here.preparing()
    second = await here.ask(png())
    assert str(second.refusal).startswith("I'm still opening the last picture you sent")
    assert len(here.wire.downloads) == 1
    here.wire.handing_out.set()
    await here.wire.until(lambda: here.service.requests)
    assert not (await here.ask(png())).ephemeral


async def test_an_interaction_that_comes_twice_while_it_is_prepared_is_one_job(here: Here) -> None:
    await here.start()
    asked = await here.preparing()
    await here.wire.deliver(asked)
    await here.ask()
    here.wire.handing_out.set()
    await here.wire.until(lambda: len(here.service.requests) == 2)
    assert len(here.wire.downloads) == 1
    assert not asked.followups


async def test_what_is_called_off_while_it_is_prepared_is_not_drawn(here: Here) -> None:
    await here.start(user_limit="1/hour")
    asked = await here.preparing()
    await here.command("cancel", request="all")
    await here.wire.until(lambda: asked.message and "cancelled" in asked.message.content.lower())
    here.wire.handing_out.set()
    assert not (await here.ask()).ephemeral
    await here.wire.until(lambda: here.service.requests)
    assert [one.start for one in here.service.requests] == [None]


async def test_what_takes_too_long_to_prepare_is_given_up_at_no_price(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.jobs.intake.PREPARE_S", 0.05)
    await here.start(user_limit="1/hour")
    asked = await here.preparing()
    await here.wire.until(lambda: asked.refusal)
    assert str(asked.refusal).startswith("It took too long to get and open that picture")
    assert not (await here.ask()).ephemeral


async def test_what_a_dead_process_prepared_ends_at_the_next_start_and_its_member_is_told(
    here: Here,
) -> None:
    await here.start(user_limit="1/hour")
    asked = await here.preparing()
    assert here.running
    here.running.cancel()
    await asyncio.wait([here.running])
    assert await here.counts() == {State.PREPARING: 1}
    await here.start(user_limit="1/hour")
    await here.wire.until(
        lambda: asked.message and "while opening your picture" in asked.message.content
    )
    assert not (await here.ask()).ephemeral


async def test_a_file_is_never_read_from_elsewhere_than_discord(here: Here) -> None:
    await here.start()
    here.wire.world.url = here.wire.url.replace("127.0.0.1", "localhost")
    asked = await here.ask(png())
    await here.wire.until(lambda: asked.refusal)
    assert str(asked.refusal).startswith("I couldn't download that file from Discord")
    assert not here.wire.downloads


async def test_a_file_is_not_read_any_further_than_it_was_said_to_be_large(here: Here) -> None:
    await here.start()
    file = here.wire.upload("a.png", png())
    here.wire.world.uploads[file.id] = replace(file, data=png() + bytes(2**20))
    asked = await here.wire.imagine(here.ada, here.channel, start=file)
    await here.wire.until(lambda: asked.refusal)
    assert str(asked.refusal).startswith("I couldn't download that file from Discord")
