"""As much of Discord's gateway and HTTP API on loopback as one bot with one command needs."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import discord
import pytest
import yarl
from aiohttp import web
from discord.gateway import DiscordWebSocket

BOT = {"id": "10", "username": "imagine-bot", "discriminator": "0", "avatar": None, "bot": True}
APPLICATION = {
    "id": "10",
    "name": "imagine-bot",
    "icon": None,
    "description": "",
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "",
    "owner": BOT,
    "summary": "",
    "flags": 0,
}


@dataclass
class Loopback:
    """What the bot did, and the way to let a member use the command."""

    calls: list[tuple[str, str, str]] = field(default_factory=list)
    identified: asyncio.Event = field(default_factory=asyncio.Event)
    intents: int = -1
    socket: web.WebSocketResponse | None = None

    async def imagine(self, prompt: str) -> None:
        """Let a member use the command."""
        assert self.socket
        option = {"name": "prompt", "type": 3, "value": prompt}
        user = {"id": "30", "username": "ada", "discriminator": "0", "avatar": None}
        interaction = {
            "id": "100",
            "application_id": "10",
            "type": 2,
            "token": "token-of-the-interaction",
            "version": 1,
            "guild_id": "20",
            "guild": {"id": "20", "features": [], "locale": "en-US"},
            "channel_id": "21",
            "channel": {"id": "21", "type": 0, "name": "art", "guild_id": "20", "position": 0},
            "member": {
                "user": user,
                "roles": [],
                "joined_at": "2026-01-01T00:00:00+00:00",
                "deaf": False,
                "mute": False,
                "flags": 0,
                "permissions": "0",
            },
            "app_permissions": str(discord.Permissions.all().value),
            "locale": "en-US",
            "guild_locale": "en-US",
            "entitlements": [],
            "authorizing_integration_owners": {"0": "20"},
            "context": 0,
            "attachment_size_limit": 10 * 1024 * 1024,
            "data": {"id": "40", "name": "imagine", "type": 1, "options": [option]},
        }
        await self._send(0, "INTERACTION_CREATE", interaction)

    def bodies(self, method: str, path: str) -> list[str]:
        """List the bodies of the calls to paths that begin so."""
        return [body for verb, at, body in self.calls if verb == method and at.startswith(path)]

    async def http(self, request: web.Request) -> web.Response:
        """Answer a call of the bot's and write it down."""
        body = (await request.read()).decode("utf-8", "replace")
        self.calls.append((request.method, request.path, body))
        answer = self._answer(request.method, request.path)
        return web.Response(
            body=json.dumps(answer).encode(), headers={"Content-Type": "application/json"}
        )

    async def gateway(self, request: web.Request) -> web.WebSocketResponse:
        """Hold the gateway connection."""
        self.socket = web.WebSocketResponse()
        await self.socket.prepare(request)
        await self._send(10, None, {"heartbeat_interval": 45_000})
        async for message in self.socket:
            frame = json.loads(message.data)
            if frame["op"] == 1:
                await self._send(11, None, None)
            elif frame["op"] == 2:
                self.intents = frame["d"]["intents"]
                await self._send(0, "READY", self._ready())
                self.identified.set()
        return self.socket

    def _answer(self, method: str, path: str) -> Any:
        if path == "/users/@me":
            return BOT
        if path == "/oauth2/applications/@me":
            return APPLICATION
        if path.endswith("/callback"):
            made = {"id": "100", "type": 2, "response_message_id": "200"}
            return {"interaction": made, "resource": {"type": 5}}
        if path.startswith("/webhooks"):
            return {
                "id": "200",
                "channel_id": "21",
                "author": BOT,
                "content": "",
                "timestamp": "2026-01-01T00:00:00+00:00",
                "edited_timestamp": None,
                "tts": False,
                "mention_everyone": False,
                "mentions": [],
                "mention_roles": [],
                "attachments": [],
                "embeds": [],
                "pinned": False,
                "type": 20,
            }
        return []

    def _ready(self) -> dict[str, Any]:
        return {
            "v": 10,
            "user": BOT,
            "guilds": [{"id": "20", "unavailable": True}],
            "session_id": "session",
            "resume_gateway_url": str(DiscordWebSocket.DEFAULT_GATEWAY),
            "application": {"id": "10", "flags": 0},
        }

    async def _send(self, op: int, event: str | None, data: Any) -> None:
        assert self.socket
        frame = {"op": op, "t": event, "s": 1 if event else None, "d": data}
        await self.socket.send_str(json.dumps(frame))


@contextlib.asynccontextmanager
async def loopback(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Loopback]:
    """Stand in for Discord while the block runs."""
    discord_here = Loopback()
    application = web.Application()
    application.router.add_get("/gateway", discord_here.gateway)
    application.router.add_route("*", "/{any:.*}", discord_here.http)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    monkeypatch.setattr(discord.http.Route, "BASE", base)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(f"{base}/gateway"))
    try:
        yield discord_here
    finally:
        await runner.cleanup()
