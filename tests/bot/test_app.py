import asyncio
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import discord
import pytest
from aiohttp import web
from pydantic import SecretStr

from bot import app
from bot.app import CannotRun, ExitCode, run_workers
from bot.composition import build
from bot.config.settings import Settings
from bot.interactions.client import SyncedCommands
from bot.runtime.signals import stop_on_signals
from bot.storage import Job, Jobs, MaintenanceQueries, State
from tests.bot.config.test_settings import TOKEN
from tests.bot.fakes import FakeService
from tests.bot.world import TIMELESS, scratch, simulated, world

REFUSED = '{"message": "401: Unauthorized", "code": 0}'


class Api:
    """Refuses every token, once it is released."""

    def __init__(self) -> None:
        self.released = asyncio.Event()


@pytest.fixture
async def discord_api(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Api]:
    """A server in Discord's place that answers as the test says."""
    api = Api()

    async def answer(_request: web.Request) -> web.Response:
        await api.released.wait()
        return web.Response(status=401, text=REFUSED, content_type="application/json")

    application = web.Application()
    application.router.add_route("*", "/{any:.*}", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    monkeypatch.setattr(discord.http.Route, "BASE", f"http://127.0.0.1:{port}")
    yield api
    api.released.set()
    await runner.cleanup()


def settings(folder: Path) -> Settings:
    return Settings(token=SecretStr(TOKEN), cache_folder=folder, data_folder=folder, health_port=0)


async def test_without_network_the_bot_says_so_and_has_an_exit_code_for_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # Nothing listens on port 9 (discard).
    monkeypatch.setattr(discord.http.Route, "BASE", "http://127.0.0.1:9")
    with pytest.raises(CannotRun, match="Discord cannot be reached") as caught:
        await app.run(settings(tmp_path), FakeService())
    assert caught.value.code is ExitCode.NETWORK
    assert len({*ExitCode}) == 6
    assert "\n" not in str(caught.value)


async def test_a_discord_that_does_not_answer_counts_as_out_of_reach(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, discord_api: Api
) -> None:
    monkeypatch.setattr(app, "LOGIN_TIMEOUT_S", 0.05)
    with pytest.raises(CannotRun, match="no answer within"):
        await app.run(settings(tmp_path), FakeService())


async def test_a_token_that_discord_refuses_is_told_from_no_network(
    tmp_path: Path, discord_api: Api
) -> None:
    discord_api.released.set()
    with pytest.raises(CannotRun, match="does not accept IMAGINE_TOKEN") as caught:
        await app.run(settings(tmp_path), FakeService())
    assert caught.value.code is ExitCode.TOKEN
    assert TOKEN not in str(caught.value)


async def test_no_token_is_told_before_anything_is_started() -> None:
    with pytest.raises(CannotRun, match="IMAGINE_TOKEN is missing") as caught:
        await app.run(Settings(token=None, health_port=0), FakeService())
    assert caught.value.code is ExitCode.TOKEN


async def test_what_is_being_drawn_is_delivered_before_the_bot_closes() -> None:
    service = FakeService()
    async with scratch() as (chosen, database), simulated(chosen, service, database) as w:
        async with run_workers(w.bot, grace_s=10):
            result = await w.imagine()
            asyncio.get_running_loop().call_later(0.05, service.finish)
        assert result.response
        assert result.response.attachments
        assert service.closed


@pytest.mark.complaint("AIYA#267")
@pytest.mark.complaint("arty#42")
async def test_what_is_not_done_within_the_grace_time_is_drawn_after_the_next_start() -> None:
    async with scratch() as (chosen, database), simulated(chosen, FakeService(), database) as w:
        async with run_workers(w.bot, grace_s=0.05):
            result = await w.imagine(seed=7)
        assert not result.response or not result.response.attachments
        again = build(chosen, FakeService(), database, SyncedCommands(None), TIMELESS)
        counts = await MaintenanceQueries(database).counts()
        assert counts == {State.QUEUED: 1}
        assert again.stores.jobs is not w.bot.stores.jobs


async def test_what_is_being_claimed_when_the_bot_closes_is_put_back_before_the_database_closes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, released = asyncio.Event(), asyncio.Event()
    claim, release = Jobs.claim, Jobs.release
    put_back: list[str] = []

    async def slow_claim(jobs: Jobs, room: int, largest: float) -> list[Job]:
        claimed = await claim(jobs, room, largest)
        if claimed:
            begun.set()
            await released.wait()
        return claimed

    async def noted(jobs: Jobs, job: Job) -> bool:
        done = await release(jobs, job)
        put_back.append(job.id)
        return done

    monkeypatch.setattr(Jobs, "claim", slow_claim)
    monkeypatch.setattr(Jobs, "release", noted)
    async with scratch() as (chosen, database), simulated(chosen, FakeService(), database) as w:
        async with run_workers(w.bot, grace_s=0.05):
            await w.ada.slash(w.channel, "imagine", prompt="red apple")
            await begun.wait()
            asyncio.get_running_loop().call_later(0.05, released.set)
        assert len(put_back) == 1
        assert await MaintenanceQueries(database).counts() == {State.QUEUED: 1}


async def test_a_signal_stops_once_and_the_handlers_are_put_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with stop_on_signals() as stop:
        signal.raise_signal(signal.SIGTERM)
        async with asyncio.timeout(5):
            await stop.wait()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is before


async def test_a_model_that_cannot_be_loaded_is_logged_and_the_bot_stays(
    caplog: pytest.LogCaptureFixture,
) -> None:
    service = FakeService()
    service.phase("unavailable")
    async with world(service) as w:
        await w.until(lambda: "the model starter is unavailable: told by the test" in caplog.text)
        assert not w.bot.client.is_closed()
