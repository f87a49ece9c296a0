import asyncio
import signal
import socket

import aiohttp
import pytest

from bot.app import CannotRun
from bot.config.settings import Settings
from bot.playground import run
from tests.bot.fakes import FakeService


async def shown(url: str) -> str:
    """Open the page as its scripts in a browser do, and return what it is to show."""
    base, _, capability = url.partition("#")
    headers = {"X-Simcord-Capability": capability}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(f"{base}api/pages", json={}) as answer,
    ):
        return await answer.text()


async def test_the_page_answers_when_its_address_is_told_and_ends_with_a_signal() -> None:
    told: list[str] = []

    def announce(url: str) -> None:
        told.append(url)
        signal.raise_signal(signal.SIGINT)

    async with asyncio.timeout(20):
        await run.play(Settings(), FakeService(), announce)
    (url,) = told
    assert url.startswith("http://127.0.0.1:")


async def test_the_page_shows_the_art_channel_to_three_members() -> None:
    contexts: list[asyncio.Task[str]] = []

    def announce(url: str) -> None:
        context = asyncio.create_task(shown(url))
        context.add_done_callback(lambda _: signal.raise_signal(signal.SIGINT))
        contexts.append(context)

    async with asyncio.timeout(20):
        await run.play(Settings(), FakeService(), announce)
    page = await contexts[0]
    for expected in ("Olive (owner)", "Ada", "Ben", "/imagine", '"art"', "imagine-bot"):
        assert expected in page


async def test_a_taken_port_is_told_with_the_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotRun, match="choose another port with --port"):
            await run.play(Settings(), FakeService(), print, port)
