import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp
import pytest
import simcord.preview

from bot.playground import simulation
from tests.bot.world import world

STATIC = Path(simcord.preview.__file__).parent / "static"
PARTS = [(path, part) for path, parts in simulation._REPLACED.items() for part in parts]


@asynccontextmanager
async def branded() -> AsyncIterator[tuple[aiohttp.ClientSession, simcord.Preview]]:
    """Open a page of imagine-bot, on which Ada has asked for help."""
    async with world() as w:
        simulation.mend(w.env)
        page = w.env.preview(w.channel, viewers=[w.ada], layout="channel")
        simulation.brand(page, 0)
        async with page, aiohttp.ClientSession(page.url.partition("#")[0]) as session:
            await w.ada.slash(w.channel, "help")
            yield session, page


async def fetched(session: aiohttp.ClientSession, path: str) -> tuple[str, str]:
    async with session.get(path) as answer:
        answer.raise_for_status()
        return answer.content_type, await answer.text()


async def test_the_page_is_called_imagine_bot() -> None:
    async with branded() as (session, _):
        _, index = await fetched(session, "/")
    assert "<title>imagine-bot</title>" in index
    assert "<strong>imagine-bot</strong>" in index
    assert "SimCord</" not in index


@pytest.mark.parametrize(("path", "part"), PARTS)
def test_what_is_replaced_is_in_the_page_of_this_simcord_once(path: str, part: str) -> None:
    file = STATIC / (path.removeprefix("/") or "index.html")
    assert file.read_text("utf-8").count(part) == 1


@pytest.mark.parametrize(("path", "part"), PARTS)
async def test_the_page_has_what_stands_in_its_place(path: str, part: str) -> None:
    async with branded() as (session, _):
        assert simulation._REPLACED[path][part] in (await fetched(session, path))[1]


@pytest.mark.parametrize(("path", "content_type"), simulation._CONTENT_TYPES.items())
async def test_the_page_loads_what_is_ours(path: str, content_type: str) -> None:
    async with branded() as (session, _):
        assert f'"{path}"' in (await fetched(session, "/"))[1]
        assert (await fetched(session, path))[0] == content_type


async def test_the_page_opens_at_its_newest_message() -> None:
    async with branded() as (_, page):
        snapshot = await page.snapshot()
    assert snapshot["targetId"] is None
    assert snapshot["history"]["windowEndId"] == snapshot["timeline"][-1]


async def test_commands_in_an_embed_are_named_instead_of_shown_raw() -> None:
    async with branded() as (_, page):
        (message,) = (await page.snapshot())["messages"].values()
    tokens = json.dumps(message["embeds"][0]["description_tokens"])
    assert '"label": "/imagine"' in tokens
    assert "</imagine" not in tokens


async def test_a_message_is_dated_by_this_machine() -> None:
    before = datetime.now(UTC)
    async with world() as w:
        simulation.mend(w.env)
        said = await w.ada.send(w.channel, "hello")
    # Discord's ids count milliseconds.
    assert before - timedelta(milliseconds=1) <= said.created_at <= datetime.now(UTC)


def test_time_stands_still_between_two_updates_and_never_runs_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Later:
        @staticmethod
        def now(_: object) -> datetime:
            return later

    calendar = simulation.Calendar()
    begun = calendar.now()
    assert calendar.now() == begun
    later = begun + timedelta(days=1)
    monkeypatch.setattr(simulation, "datetime", Later)
    calendar.update()
    assert calendar.now() == later
    monkeypatch.undo()
    calendar.update()
    assert calendar.now() == later


def test_timers_go_by_their_own_time() -> None:
    calendar = simulation.Calendar()
    begun = calendar.now()
    calendar.advance(5.0)
    assert calendar.elapsed == 5.0
    assert calendar.now() == begun


def test_the_time_zone_is_one_that_the_page_knows() -> None:
    assert ZoneInfo(simulation.local_timezone())
