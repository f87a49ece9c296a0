import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.admission.rates import rate_limits
from bot.app import CannotRun, ExitCode
from bot.composition import Bot, build
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


@pytest.fixture
def built_with(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """The settings of each bot that the playground builds."""
    settings: list[Settings] = []

    def build_and_note(given: Settings, *others: Any) -> Bot:
        settings.append(given)
        return build(given, *others)

    monkeypatch.setattr(run, "build", build_and_note)
    return settings


async def first_page(settings: Settings | None = None) -> str:
    """Run the playground until a visitor has seen its page, and return what the page is to show."""
    contexts: list[asyncio.Task[str]] = []

    def announce(url: str) -> None:
        context = asyncio.create_task(shown(url))
        context.add_done_callback(lambda _: signal.raise_signal(signal.SIGINT))
        contexts.append(context)

    async with asyncio.timeout(20):
        await run.play(settings or Settings(), FakeService(), announce)
    return await contexts[0]


async def test_the_page_answers_when_its_address_is_told_and_ends_with_a_signal() -> None:
    told: list[str] = []

    def announce(url: str) -> None:
        told.append(url)
        signal.raise_signal(signal.SIGINT)

    async with asyncio.timeout(20):
        await run.play(Settings(), FakeService(), announce)
    (url,) = told
    assert url.startswith("http://127.0.0.1:")


async def test_the_page_shows_the_art_channel_to_four_members() -> None:
    page = await first_page()
    for expected in ("Olive (owner)", "Mo (moderator)", "Ada", "/imagine", '"art"', "imagine-bot"):
        assert expected in page


async def test_a_visitor_begins_as_a_member_and_can_become_the_owner() -> None:
    page = json.loads(await first_page())
    names = {viewer["id"]: viewer["name"] for viewer in page["viewers"]}
    assert names[page["viewerId"]] == "Ada"
    assert list(names.values()) == ["Ada", "Ben", "Mo (moderator)", "Olive (owner)"]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (Settings(), ((), ())),
        (Settings(user_limit="5/day"), (rate_limits("5/day"), ())),
        (Settings(server_limit="9/hour"), ((), rate_limits("9/hour"))),
    ],
)
async def test_only_limits_of_the_operator_hold(
    settings: Settings, expected: tuple[object, object], built_with: list[Settings]
) -> None:
    await first_page(settings)
    (built,) = built_with
    assert (rate_limits(built.user_limit), rate_limits(built.server_limit)) == expected


async def test_the_operators_pictures_are_left_alone(
    tmp_path: Path, built_with: list[Settings]
) -> None:
    await first_page(Settings(data_folder=tmp_path))
    (built,) = built_with
    assert tmp_path not in (built.data_folder, *built.data_folder.parents)
    assert not built.data_folder.exists()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal to a group of processes")
def test_the_terminal_shows_the_address_and_ctrl_c_a_goodbye() -> None:
    words = [sys.executable, "-m", "bot", "playground", "--no-browser"]
    with subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout
        first = process.stdout.readline()
        # As a terminal does: the worker process gets it, too.
        os.killpg(process.pid, signal.SIGINT)
        others = process.stdout.read()
    assert first.startswith("imagine-bot is open at http://127.0.0.1:")
    assert others == "Ctrl-C ends it.\nGoodbye! The playground is closed.\n"
    assert process.returncode == ExitCode.OK


async def test_a_taken_port_is_told_with_the_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotRun, match="choose another port with --port"):
            await run.play(Settings(), FakeService(), print, port)
