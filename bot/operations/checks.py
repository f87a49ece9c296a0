"""Readiness checks of the bot's parts."""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.generation_api import PictureService

TIMEOUT_S = 2.0


@dataclass(frozen=True, slots=True)
class Health:
    """Result of a check.

    Args:
        ok: whether that part works.
        detail: one sentence for operators, without ids or prompts.
    """

    ok: bool
    detail: str


Check = Callable[[], Awaitable[Health]]


def model(service: PictureService) -> Check:
    """Build the check that the default model is ready."""

    async def check() -> Health:
        status = service.status
        return Health(status.phase == "ready", status.detail or f"The model is {status.phase}.")

    return check


def gateway(connected: Callable[[], bool], latency_s: Callable[[], float]) -> Check:
    """Build the check that the connection to Discord's gateway is up.

    Args:
        connected: returns whether it is up.
        latency_s: returns the latency of the last heartbeat in seconds; not finite before it.
    """

    async def check() -> Health:
        if not connected():
            return Health(False, "Not connected to Discord.")
        latency = latency_s()
        took = f"; a heartbeat takes {1000 * latency:.0f} ms" if math.isfinite(latency) else ""
        return Health(True, f"Connected{took}.")

    return check


def database(ping: Callable[[], Awaitable[object]]) -> Check:
    """Build the check that the database answers; `ping` raises if it does not."""

    async def check() -> Health:
        begin = time.perf_counter()
        await ping()
        return Health(True, f"Answers in {1000 * (time.perf_counter() - begin):.0f} ms.")

    return check


def acceptance(stopping: Callable[[], bool]) -> Check:
    """Build the check that the bot is not stopping."""

    async def check() -> Health:
        if stopping():
            return Health(False, "Stopping: nothing new is accepted.")
        return Health(True, "Requests are accepted.")

    return check


async def examine(checks: Mapping[str, Check]) -> dict[str, Health]:
    """Run all checks concurrently, each for at most TIMEOUT_S seconds."""

    async def run(check: Check) -> Health:
        try:
            async with asyncio.timeout(TIMEOUT_S):
                return await check()
        except TimeoutError:
            return Health(False, f"No answer within {TIMEOUT_S:g} s.")
        except Exception as error:  # noqa: BLE001 - a check that fails is a result
            # Not its text: that may hold an address with its password.
            return Health(False, f"Failed: {type(error).__name__}.")

    found = await asyncio.gather(*map(run, checks.values()))
    return dict(zip(checks, found, strict=True))
