"""HTTP endpoints for operators and monitoring: /healthz, /readyz and /metrics."""

import contextlib
import errno
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import asdict

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.operations.checks import Check, examine

log = logging.getLogger(__name__)

# A client that does not read its response must not delay the exit of the bot.
SHUTDOWN_S = 1.0


class CannotServe(Exception):
    """The address cannot be used; the message is one sentence for operators."""


def application(
    checks: Mapping[str, Check], metrics: Callable[[], Awaitable[bytes]]
) -> web.Application:
    """Build the application with the endpoints.

    Args:
        checks: checks of /readyz, by name.
        metrics: returns the text of /metrics.
    """

    async def healthz(_request: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def readyz(_request: web.Request) -> web.Response:
        found = await examine(checks)
        well = all(health.ok for health in found.values())
        body = {name: asdict(health) for name, health in found.items()}
        return web.json_response(body, status=200 if well else 503)

    async def metricsz(_request: web.Request) -> web.Response:
        return web.Response(body=await metrics(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    served = web.Application()
    served.router.add_get("/healthz", healthz)
    served.router.add_get("/readyz", readyz)
    served.router.add_get("/metrics", metricsz)
    return served


@contextlib.asynccontextmanager
async def serve(served: web.Application, host: str, port: int) -> AsyncIterator[None]:
    """Serve the endpoints while the block runs.

    Args:
        served: result of `application`.
        host: address of this machine.
        port: port number; 0 serves nothing.

    Raises:
        CannotServe: the address is taken or not of this machine. The bot does not start then:
            monitoring that turns out to be missing when it is needed is worse.
    """
    if port == 0:
        yield
        return
    runner = web.AppRunner(served, access_log=None, shutdown_timeout=SHUTDOWN_S)
    await runner.setup()
    try:
        await _listen(runner, host, port)
        log.info("health and metrics are served on %s, port %d", host, port)
        yield
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, host: str, port: int) -> None:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CannotServe(
                f"IMAGINE_HEALTH_PORT {port} is taken by another program; "
                "choose another port, or 0 to serve no health and metrics."
            ) from error
        raise CannotServe(
            f"IMAGINE_HEALTH_HOST {host} with IMAGINE_HEALTH_PORT {port} cannot be opened "
            f"({error.strerror}); use 127.0.0.1, or another address of this machine, and a port "
            "over 1023."
        ) from error
