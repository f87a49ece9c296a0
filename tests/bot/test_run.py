"""`imagine-bot run` from login to SIGTERM, against a gateway on loopback."""

import asyncio
import json
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import app
from bot.settings import Settings
from tests.bot.fakes import FakeService
from tests.bot.loopback import Loopback, loopback
from tests.bot.test_settings import TOKEN

REPLY = "/webhooks/10/token-of-the-interaction/messages/@original"


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.01)


async def session(here: Loopback, folder: Path, service: FakeService) -> asyncio.Task[None]:
    settings = Settings(token=SecretStr(TOKEN), cache_folder=folder, data_folder=folder)
    running = asyncio.create_task(app.run(settings, service))
    async with asyncio.timeout(10):
        await here.identified.wait()
    return running


async def test_a_picture_that_was_promised_is_delivered_after_sigterm(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    service = FakeService()
    async with loopback(monkeypatch) as here:
        running = await session(here, tmp_path, service)
        await here.imagine("red apple")
        await until(lambda: here.bodies("POST", "/interactions/100/"))
        (callback,) = here.bodies("POST", "/interactions/100/")
        assert json.loads(callback)["type"] == 5, "deferred at once, and publicly"
        signal.raise_signal(signal.SIGTERM)
        await until(lambda: service.closed)
        assert not running.done(), "it drains"
        service.finish()
        async with asyncio.timeout(10):
            await running
        *_, last = here.bodies("PATCH", REPLY)
        assert 'filename="red-apple-' in last
        assert "red apple, asked for by ada" in last
        assert TOKEN not in "".join(body for _, _, body in here.calls)


async def test_the_gateway_is_asked_for_no_intents_and_commands_are_put_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with loopback(monkeypatch) as here:
        for _ in range(2):
            here.identified.clear()
            running = await session(here, tmp_path, FakeService())
            signal.raise_signal(signal.SIGTERM)
            async with asyncio.timeout(10):
                await running
        assert here.intents == 0
        (put,) = here.bodies("PUT", "/applications/10/commands")
        assert [command["name"] for command in json.loads(put)] == ["imagine"]


async def test_a_connection_that_discord_ends_for_good_ends_the_bot_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with loopback(monkeypatch) as here:
        running = await session(here, tmp_path, FakeService())
        assert here.socket
        await here.socket.close(code=4004)
        async with asyncio.timeout(10):
            with pytest.raises(app.CannotRun, match="code 4004") as caught:
                await running
    assert caught.value.code is app.ExitCode.TOKEN
