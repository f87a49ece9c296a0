"""A visitor of the playground's page without a browser."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any, cast

import aiohttp
import simcord


class Visitor:
    """Does what the page's own scripts do, over the wire.

    Args:
        session: knows the way to the page.
        seen: the page's state when it was opened.
    """

    def __init__(self, session: aiohttp.ClientSession, seen: dict[str, Any]) -> None:
        self._session, self._seen = session, seen
        self._headers = {"X-Simcord-Context": seen["context"]["id"]}
        self._numbers = count(1)

    async def look(self) -> dict[str, Any]:
        """Give what the page is to show now."""
        async with self._session.get("/api/state", headers=self._headers) as answer:
            answer.raise_for_status()
            self._seen = await answer.json()
        return self._seen

    async def act(self, kind: str, **what: Any) -> dict[str, Any]:
        """Do something on the page as it was seen last, and give what it answers."""
        number = next(self._numbers)
        body = {
            "protocol_version": 3,
            "sequence": number,
            "request_id": f"request-{number}",
            "generation": self._seen["context"]["generation"],
            "bot_generation": self._seen["botGeneration"],
            "published_revision": self._seen["publishedRevision"],
        }
        return await self._post({**body, "kind": kind, **what})

    async def say(self, content: str) -> dict[str, Any]:
        """Write a message, and give what the page answers."""
        return await self.act("send_message", content=content)

    async def channels(self, **wish: str) -> list[dict[str, Any]]:
        """List the channels that are offered; `channel_id` asks for one of them."""
        answer = await self._post({"kind": "channels", **wish})
        return cast(list[dict[str, Any]], answer["channels"])

    async def _post(self, body: dict[str, Any]) -> dict[str, Any]:
        async with self._session.post("/api/action", json=body, headers=self._headers) as answer:
            answer.raise_for_status()
            return cast(dict[str, Any], await answer.json())


@asynccontextmanager
async def visited(page: simcord.Preview) -> AsyncIterator[Visitor]:
    """Open a page of a running session."""
    address, _, capability = page.url.partition("#")
    headers = {"X-Simcord-Capability": capability}
    async with aiohttp.ClientSession(address, headers=headers) as session:
        async with session.post("/api/pages", json={}) as answer:
            seen = await answer.json()
        yield Visitor(session, seen)
