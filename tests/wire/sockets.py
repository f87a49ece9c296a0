"""One WebSocket of a bot's: frames in order, late by the latency that is set."""

import asyncio
import contextlib
import json
import socket as sockets
import struct
from asyncio import Queue
from collections.abc import AsyncIterator
from typing import Any

from aiohttp import WSMsgType, web

Json = dict[str, Any]

# A frame and when it is due; a number is the code to close with.
_Due = tuple[float, str | int]


def abort(request: web.BaseRequest) -> None:
    """Reset a connection: what waits in it is lost, and the other side is told so."""
    if request.transport is None:
        return
    raw = request.transport.get_extra_info("socket")
    if raw is not None:
        # Lingering for no time makes the kernel send RST in place of FIN.
        raw.setsockopt(sockets.SOL_SOCKET, sockets.SO_LINGER, struct.pack("ii", 1, 0))
    request.transport.abort()


class Socket:
    def __init__(self, request: web.Request, latency_s: float) -> None:
        self._request = request
        self._latency_s = latency_s
        self.response = web.WebSocketResponse(compress=False, max_msg_size=0)
        self.closed_by_bot_with: int | None = None
        self._queue: Queue[_Due] = Queue()
        self._closed_here = False
        self._loop = asyncio.get_running_loop()

    @classmethod
    async def accept(cls, request: web.Request, latency_s: float) -> "Socket":
        socket = cls(request, latency_s)
        await socket.response.prepare(request)
        return socket

    def send(self, frame: str) -> None:
        self._put(frame)

    def say(self, op: int, data: Any) -> None:
        """Send a frame that is no event."""
        self._put(json.dumps({"op": op, "t": None, "s": None, "d": data}))

    def close(self, code: int) -> None:
        """Close it once what was sent before has gone out."""
        self._put(code)

    def abort(self) -> None:
        self._closed_here = True
        abort(self._request)

    def _put(self, item: str | int) -> None:
        self._queue.put_nowait((self._loop.time() + self._latency_s, item))

    async def frames(self) -> AsyncIterator[Json]:
        """Give what the bot sends, and send what is due meanwhile."""
        pump = asyncio.create_task(self._pump())
        try:
            async for message in self.response:
                if message.type is WSMsgType.TEXT:
                    yield json.loads(message.data)
            if not self._closed_here:
                self.closed_by_bot_with = self.response.close_code
        finally:
            pump.cancel()

    async def _pump(self) -> None:
        # A socket that breaks is noticed where its frames are read.
        with contextlib.suppress(ConnectionError):
            while True:
                due, item = await self._queue.get()
                if due > self._loop.time():
                    await asyncio.sleep(due - self._loop.time())
                if isinstance(item, int):
                    self._closed_here = True
                    await self.response.close(code=item)
                    return
                await self.response.send_str(item)
