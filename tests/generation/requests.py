"""Requests and services for tests."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from generation import (
    Event,
    Failed,
    Finished,
    GenerationRequest,
    GenerationService,
    ServiceConfig,
)
from generation.prepared import PreparedRequest, Unit
from generation.scheduling.scheduler import Scheduler
from generation.service.request_tracker import RequestTracker

FAKE = "tests.generation.service.fake_pipeline"


def ask(prompt: str = "red apple", **changes: Any) -> GenerationRequest:
    values: dict[str, Any] = {
        "user": "ann",
        "width": 128,
        "height": 128,
        "steps": 8,
        "guidance": 4.0,
        "seed": 7,
    }
    return GenerationRequest(prompt, **(values | changes))


def ready(request: GenerationRequest) -> PreparedRequest:
    return PreparedRequest.restore(request)


def make_unit(request: GenerationRequest, index: int) -> Unit:
    return Unit(ready(request), index)


def make_tracker(
    max_waiting: int, clock: Callable[[], float] = time.perf_counter
) -> RequestTracker:
    return RequestTracker(Scheduler(clock), max_waiting, clock)


@asynccontextmanager
async def serving(maker: str = f"{FAKE}:load", **config: Any) -> AsyncIterator[GenerationService]:
    service = GenerationService(ServiceConfig(**config), pipeline=maker)
    await service.start()
    try:
        yield service
    finally:
        await service.close()


async def follow(events: AsyncIterator[Event]) -> list[Event]:
    return [event async for event in events]


async def finish(events: AsyncIterator[Event]) -> Finished:
    last = (await follow(events))[-1]
    assert isinstance(last, Finished), last
    return last


async def fail(events: AsyncIterator[Event]) -> Exception:
    last = (await follow(events))[-1]
    assert isinstance(last, Failed), last
    return last.error


async def until(condition: Callable[[], bool]) -> None:
    """Wait for what no event tells."""
    async with asyncio.timeout(60):
        while not condition():  # noqa: ASYNC110 - other processes set no asyncio.Event
            await asyncio.sleep(0.01)
