"""`imagine-bot run` from login to SIGTERM, against a Discord on loopback."""

import asyncio
import json
import signal
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import app
from bot.settings import Settings
from tests.bot.fakes import FakeService
from tests.wire import WireDiscord


async def session(wire: WireDiscord, folder: Path, service: FakeService) -> asyncio.Task[None]:
    settings = Settings(
        token=SecretStr(wire.token),
        cache_folder=folder,
        data_folder=folder,
        health_port=0,
        shutdown_grace_s=2,
    )
    before = wire.identifies
    running = asyncio.create_task(app.run(settings, service))
    await wire.until(lambda: wire.identifies > before)
    return running


async def test_a_picture_that_was_promised_is_delivered_after_sigterm(
    wire: WireDiscord, tmp_path: Path
) -> None:
    service, guild = FakeService(), wire.guild()
    running = await session(wire, tmp_path, service)
    asked = await wire.imagine(guild.member("ada"), guild.text_channel(), "red apple")
    await wire.until(asked.acknowledged.is_set)
    assert asked.deferred
    assert not asked.ephemeral
    await wire.until(lambda: service.requests)
    signal.raise_signal(signal.SIGTERM)
    await asyncio.sleep(0.1)
    assert not running.done(), "it drains"
    service.finish()
    async with asyncio.timeout(10):
        await running
    (message,) = wire.pictures_of(asked)
    assert message.pictures[0].filename.startswith("red-apple-")
    assert message.pictures[0].description == "red apple, asked for by ada"
    assert wire.token not in json.dumps([call.json for call in wire.calls()])


async def test_the_gateway_is_asked_for_no_intents_and_commands_are_put_once(
    wire: WireDiscord, tmp_path: Path
) -> None:
    for _ in range(2):
        running = await session(wire, tmp_path, FakeService())
        signal.raise_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            await running
    assert [begun.intents for begun in wire.gateway.identified] == [0, 0]
    (put,) = wire.calls("PUT", "/applications/*/commands")
    names = [command["name"] for command in put.json]
    assert {"imagine", "morph", "gallery", "server", "help", "Picture details"} <= set(names)
    assert len(names) == len(set(names))


async def test_a_revoked_token_stops_the_work_but_not_the_bot_and_loses_nothing(
    wire: WireDiscord, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    service, guild = FakeService(), wire.guild()
    running = await session(wire, tmp_path, service)
    await wire.imagine(guild.member("ada"), guild.text_channel(), "red apple")
    await wire.until(lambda: service.requests)
    wire.revoke_token()
    await wire.until(lambda: "code 4004" in caplog.text)
    assert not running.done()
    assert "Set a new IMAGINE_TOKEN" in caplog.text
    signal.raise_signal(signal.SIGTERM)
    async with asyncio.timeout(40):
        await running
