"""`imagine-bot run` from login to SIGTERM, against a Discord on loopback."""

import asyncio
import json
import signal
from pathlib import Path

import pytest
from discord.gateway import DiscordWebSocket
from pydantic import SecretStr

from bot import app
from bot.app import CannotRun, ExitCode
from bot.config.settings import Settings
from bot.operations import logs
from tests.bot.fakes import FakeService
from tests.wire import WireDiscord

Capture = pytest.CaptureFixture[str]


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
    assert message.pictures[0].description == "AI-generated picture: red apple, requested by ada"
    assert wire.token not in json.dumps([call.json for call in wire.calls()])


async def test_the_invite_link_is_logged_once_discord_has_accepted_the_token(
    wire: WireDiscord, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    running = await session(wire, tmp_path, FakeService())
    signal.raise_signal(signal.SIGTERM)
    async with asyncio.timeout(10):
        await running
    link = f"https://discord.com/oauth2/authorize?client_id={wire.application.id}&"
    assert f"to add the bot to a server, open {link}" in caplog.text
    assert wire.token not in caplog.text


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


@pytest.mark.parametrize(
    ("code", "help_"), [(4011, "leave some"), (4013, "intents"), (4014, "intents")]
)
async def test_where_another_connection_would_end_the_same_way_the_bot_stays_and_says_what_helps(
    wire: WireDiscord, tmp_path: Path, caplog: pytest.LogCaptureFixture, code: int, help_: str
) -> None:
    running = await session(wire, tmp_path, FakeService())
    await wire.gateway.close(code)
    await wire.until(lambda: f"code {code}" in caplog.text)
    assert help_ in caplog.text
    assert "IMAGINE_TOKEN" not in caplog.text
    assert not running.done()
    signal.raise_signal(signal.SIGTERM)
    async with asyncio.timeout(40):
        await running


async def test_a_connection_that_ends_in_another_way_ends_the_bot_to_be_started_again(
    wire: WireDiscord, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    running = await session(wire, tmp_path, FakeService())
    await wire.gateway.close(4012)
    async with asyncio.timeout(40):
        with pytest.raises(CannotRun, match="connection to Discord ended") as caught:
            await running
    assert caught.value.code is ExitCode.NETWORK
    assert "IMAGINE_TOKEN" not in caplog.text


async def test_what_is_being_drawn_is_delivered_when_a_fault_ends_the_connection(
    wire: WireDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    logs.set_up("ERROR")
    service, guild, broken = FakeService(), wire.guild(), asyncio.Event()

    async def fails(_: object) -> None:
        broken.set()
        raise ValueError("a red apple")

    running = await session(wire, tmp_path, service)
    asked = await wire.imagine(guild.member("ada"), guild.text_channel(), "red apple")
    await wire.until(lambda: service.requests)
    monkeypatch.setattr(DiscordWebSocket, "poll_event", fails)
    wire.gateway.invalidate()
    await broken.wait()
    service.finish()
    async with asyncio.timeout(40):
        with pytest.raises(CannotRun):
            await running
    assert wire.pictures_of(asked)
    said = capsys.readouterr().err
    assert "the connection to Discord ended" in said
    assert "ValueError" in said
    assert "red apple" not in said.replace('raise ValueError("a red apple")', "")


@pytest.mark.parametrize("change", [{"type": 2}, {"id": "a red apple"}, {"data": None}])
async def test_an_interaction_that_discord_py_cannot_read_ends_nothing(
    wire: WireDiscord, tmp_path: Path, capsys: Capture, change: dict[str, object]
) -> None:
    logs.set_up("ERROR")
    service, guild = FakeService(), wire.guild()
    ada, art = guild.member("ada"), guild.text_channel()
    running = await session(wire, tmp_path, service)
    odd = await wire.imagine(ada, art, deliver=False)
    payload = odd.payload() | {"member": None} | change
    wire.gateway.dispatch("INTERACTION_CREATE", payload, wire.application, guild)
    asked = await wire.imagine(ada, art)
    await wire.until(asked.acknowledged.is_set)
    said = capsys.readouterr().err
    assert "an interaction could not be read" in said
    assert "red apple" not in said
    signal.raise_signal(signal.SIGTERM)
    async with asyncio.timeout(40):
        await running


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
