"""Discord on 127.0.0.1: the gateway, the REST API and the files, over real sockets."""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.wire import schema
from tests.wire.acting import Stage
from tests.wire.answering import Answer
from tests.wire.clock import Clock
from tests.wire.faults import Fault, Faults
from tests.wire.gateway import Gateway
from tests.wire.interactions import Interaction
from tests.wire.journal import Call, Journal
from tests.wire.limits import RateLimits
from tests.wire.messages import MIB, Message
from tests.wire.model import Application, World
from tests.wire.sockets import abort
from tests.wire.tally import Tally, pictures_of, tally

API = "/api/v10"
_READ_LIMIT_BYTES = 64 * MIB


class WireDiscord(Stage):
    """A Discord of its own for the bots of one test.

    Args:
        validate: hold each request against Discord's description, where that is at hand.
        keep_files: keep the bytes of uploads, not only their hashes.
        keep_bodies: keep what each request said.
    """

    def __init__(
        self, validate: bool = True, keep_files: bool = True, keep_bodies: bool = True
    ) -> None:
        self.clock = Clock()
        world = World(self.clock, keep_files)
        super().__init__(world, Gateway(world))
        world.emit = self.gateway.publish
        self.journal = Journal(keep_bodies)
        self.faults = Faults()
        self.limits = RateLimits()
        self.validate = validate and schema.available()
        self.violations: list[str] = []
        # The addresses of files that were asked for; each is handed out once this is set.
        self.downloads: list[str] = []
        self.handing_out = asyncio.Event()
        self.handing_out.set()
        # Each request is this late before anything else happens to it.
        self.latency_s = 0.0
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        application = web.Application(client_max_size=_READ_LIMIT_BYTES)
        application.router.add_get("/gateway", self.gateway.serve)
        application.router.add_get("/attachments/{id}/{name}", self._file)
        application.router.add_route("*", "/{any:.*}", self._serve)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host = f"127.0.0.1:{self._runner.addresses[0][1]}"
        self.world.url = f"http://{host}"
        self.world.gateway_url = self.gateway.url = f"ws://{host}/gateway"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.faults.clear()
        assert self._runner
        await self._runner.cleanup()

    @property
    def url(self) -> str:
        return self.world.url

    @property
    def environment(self) -> dict[str, str]:
        """What a bot in a process of its own needs: see tests/wire/bot.py."""
        return {"WIRE_URL": self.url, "IMAGINE_TOKEN": self.token}

    @property
    def clock_offset_s(self) -> float:
        return self.clock.offset_s

    @clock_offset_s.setter
    def clock_offset_s(self, offset_s: float) -> None:
        self.clock.offset_s = offset_s

    @property
    def identifies(self) -> int:
        return len(self.gateway.identified)

    @property
    def invalid_requests(self) -> int:
        """How many answers of the last 10 minutes count toward a ban of the address."""
        return self.journal.invalid()

    def fail(self, method: str, path: str, **how: Any) -> Fault:
        """Script a fault; tests/wire/faults.py says which there are."""
        return self.faults.add(Fault(method, path, **how))

    def calls(self, method: str = "*", path: str = "*") -> list[Call]:
        return self.journal.find(method, path)

    def pictures_of(self, interaction: Interaction) -> list[Message]:
        return pictures_of(interaction, self.world)

    def tally(self) -> Tally:
        """Sort everything that members asked for by what became of it."""
        return tally(self.interactions, self.world)

    def revoke_token(self, application: Application | None = None) -> None:
        self.gateway.revoke(application or self.application)

    async def until(self, holds: Callable[[], object], within_s: float = 10.0) -> None:
        """Wait until something is so."""
        async with asyncio.timeout(within_s):
            while not holds():  # noqa: ASYNC110 - what is waited for has no event
                await asyncio.sleep(0.005)

    async def connected(self, count: int = 1, within_s: float = 10.0) -> None:
        """Wait until so many bots are on the gateway."""
        await self.until(lambda: len(self.gateway.connected) >= count, within_s)

    async def _file(self, request: web.Request) -> web.Response:
        self.downloads.append(request.path)
        await self.handing_out.wait()
        upload = self.world.uploads.get(int(request.match_info["id"]))
        if upload is None or upload.data is None:
            return web.Response(status=404)
        return web.Response(body=upload.data)

    async def _serve(self, request: web.Request) -> web.Response:
        """Take a request through its faults to its answer, and write both down."""
        body = await request.read()
        call = _call(request, body)
        self.journal.add(call)
        if self.latency_s:
            await asyncio.sleep(self.latency_s)
        call.fault = fault = self.faults.meet(call.method, call.path)
        answer = Answer(self, call, request.headers.get("Content-Type", ""), body)
        if fault is None:
            return answer.respond()
        if fault.took_effect:
            answer.prepare()
        await fault.wait()
        if fault.reset or fault.hang:
            abort(request)
            self.journal.answered(call, None, 0)
            return web.Response()
        return answer.refuse(fault) if fault.status is not None else answer.respond()


def _call(request: web.Request, body: bytes) -> Call:
    return Call(
        request.method,
        request.path.removeprefix(API),
        dict(request.query),
        size=len(body),
        authorization=request.headers.get("Authorization"),
    )
