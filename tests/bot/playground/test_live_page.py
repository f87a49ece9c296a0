import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any, cast

import aiohttp
import pytest
import simcord

from bot.playground import live_page
from tests.bot.world import World, world

# The page is republished without a pause, which takes most of the time.
HURRY_S = 0.001


class Talkative:
    """A simulated Discord that the bot never stops calling."""

    def __init__(self) -> None:
        self._calls = count(1)

    @property
    def http_requests(self) -> range:
        return range(next(self._calls))


class Visitor:
    """Does what the page's own scripts do, over the wire.

    Args:
        session: knows the way to the page.
        seen: the page's state when it was opened.
    """

    def __init__(self, session: aiohttp.ClientSession, seen: dict[str, Any]) -> None:
        self._session, self._seen = session, seen
        self._numbers = count(1)

    async def say(self, content: str) -> dict[str, Any]:
        """Write a message on the page as it was opened, and give what it answers."""
        number = next(self._numbers)
        body = {
            "protocol_version": 3,
            "sequence": number,
            "request_id": f"request-{number}",
            "generation": self._seen["context"]["generation"],
            "bot_generation": self._seen["botGeneration"],
            "published_revision": self._seen["publishedRevision"],
            "kind": "send_message",
            "content": content,
        }
        context = {"X-Simcord-Context": self._seen["context"]["id"]}
        async with self._session.post("/api/action", json=body, headers=context) as answer:
            answer.raise_for_status()
            return cast(dict[str, Any], await answer.json())


@asynccontextmanager
async def visited(w: World) -> AsyncIterator[Visitor]:
    """Open the page and visit it."""
    page = w.env.preview(w.channel, viewers=[w.ada], layout="channel")
    async with page, live_page.keep_live(page, cast(simcord.Env, Talkative()), lambda: None):
        address, _, capability = page.url.partition("#")
        headers = {"X-Simcord-Capability": capability}
        async with aiohttp.ClientSession(address, headers=headers) as session:
            async with session.post("/api/pages", json={}) as answer:
                seen = await answer.json()
            yield Visitor(session, seen)


async def test_nothing_that_a_visitor_does_is_lost_to_the_page_being_republished(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live_page, "REFRESH_S", HURRY_S)
    async with world() as w, visited(w) as visitor:
        for number in range(10):
            answer = await visitor.say(f"message {number}")
            assert not answer["rejected"], answer["diagnostics"]
            await asyncio.sleep(0.03)
        said = [message.content for message in w.channel.history()]
        assert said == [f"message {number}" for number in range(10)]
