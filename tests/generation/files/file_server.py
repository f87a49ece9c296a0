"""File server on loopback with a scripted behaviour for each request."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiohttp import web

Behaviour = Callable[[web.Request, bytes], Awaitable[web.StreamResponse]]


@dataclass
class FileServer:
    """Serves one file; each request takes the next behaviour, the last one stays.

    Args:
        data: the file.
        behaviours: what to do, in order.
        ranges: the Range header of each request so far.
    """

    data: bytes
    behaviours: list[Behaviour]
    url: str = ""
    ranges: list[str | None] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.ranges.append(request.headers.get("Range"))
        behaviour = self.behaviours[0]
        if len(self.behaviours) > 1:
            del self.behaviours[0]
        return await behaviour(request, self.data)


async def honest(request: web.Request, data: bytes) -> web.StreamResponse:
    """Answer as a good server does, ranges included."""
    start = request.http_range.start or 0
    if start >= len(data):
        return web.Response(status=416)
    return web.Response(body=data[start:], status=206 if start else 200)


async def deaf_to_ranges(request: web.Request, data: bytes) -> web.StreamResponse:
    return web.Response(body=data)


async def corrupting(request: web.Request, data: bytes) -> web.StreamResponse:
    return web.Response(body=data[::-1])


def cutting(after: int) -> Behaviour:
    """Promise the whole file, send some bytes of it and hang up."""

    async def cut(request: web.Request, data: bytes) -> web.StreamResponse:
        start = request.http_range.start or 0
        response = web.StreamResponse(status=206 if start else 200)
        response.content_length = len(data) - start
        await response.prepare(request)
        await response.write(data[start : start + after])
        await asyncio.sleep(0.05)
        assert request.transport is not None
        request.transport.close()
        return response

    return cut


def refusing(status: int) -> Behaviour:
    async def refuse(request: web.Request, data: bytes) -> web.StreamResponse:
        return web.Response(status=status)

    return refuse


async def trickling(request: web.Request, data: bytes) -> web.StreamResponse:
    """Send a byte now and then: never silent, never done."""
    response = web.StreamResponse()
    response.content_length = len(data)
    await response.prepare(request)
    for byte in data:
        await response.write(bytes([byte]))
        await asyncio.sleep(0.02)
    return response


@contextmanager
def serving(server: FileServer) -> Iterator[FileServer]:
    """Serve from a thread with a loop of its own: the code under test runs loops itself."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    def run(awaitable: Awaitable[None]) -> None:
        async def wait() -> None:
            await awaitable

        asyncio.run_coroutine_threadsafe(wait(), loop).result(10)

    application = web.Application()
    application.router.add_get("/weights.h5", server.answer)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    try:
        run(runner.setup())
        site = web.TCPSite(runner, "127.0.0.1", 0)
        run(site.start())
        host, port = runner.addresses[0][:2]
        server.url = f"http://{host}:{port}/weights.h5"
        yield server
    finally:
        run(runner.cleanup())
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
