"""A generation service that draws nothing: what is measured is all that is around it."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from generation import (
    AdmissionWindow,
    Cancelled,
    Event,
    Failed,
    Finished,
    GenerationRequest,
    Picture,
    PreparedRequest,
    Queued,
    ServiceStatus,
    Timings,
    find,
)
from tests.bot.fakes import png


class StubChecker:
    """Finds every picture safe at once, whatever its model."""

    def __init__(self, _file: Path | None) -> None:
        """Nothing has to be kept."""

    async def start(self) -> None:
        """Nothing has to be started."""

    async def check(self, pictures: Sequence[bytes]) -> tuple[float, ...]:
        """Score pictures."""
        return (0.0,) * len(pictures)

    async def close(self) -> None:
        """Nothing has to be closed."""


class StubService:
    """Gives every request one grey pixel after a while.

    Args:
        pace: a file that holds the seconds that a request takes; read anew for each.
    """

    def __init__(self, pace: Path) -> None:
        self._pace, self._png = pace, png(20_000)
        self.info = find("starter").info
        self.status = ServiceStatus("ready", "It is a stub.")
        self.loras: tuple[str, ...] = ()
        self.worker_deaths = 0
        self._cancelled: dict[str, asyncio.Event] = {}

    @property
    def models(self) -> tuple[str, ...]:
        """It draws for one."""
        return (self.info.name,)

    def model(self, name: str) -> "StubService":  # noqa: ARG002 - the fleet's
        """It is the only one."""
        return self

    async def start(self) -> None:
        """Nothing has to be started."""

    async def ready(self) -> None:
        """It is."""

    def submit(self, request: PreparedRequest) -> AsyncIterator[Event]:
        """Take a request."""
        self._cancelled[request.request.id] = asyncio.Event()
        return self._drawn(request.request)

    async def _drawn(self, request: GenerationRequest) -> AsyncIterator[Event]:
        yield Queued(0, None)
        began, cancelled = time.perf_counter(), self._cancelled[request.id]
        try:
            async with asyncio.timeout(float(self._pace.read_text())):
                await cancelled.wait()
        except TimeoutError:
            took = time.perf_counter() - began
            timings = Timings(0.0, 0.0, took, 0.0, took, 20 / took, "float32", "graph")
            pictures = (Picture(self._png, request.seed, request.width, request.height),)
            yield Finished(pictures, timings)
        else:
            yield Failed(Cancelled())
        finally:
            del self._cancelled[request.id]

    def forecast(
        self,
        requests: Sequence[PreparedRequest],
        window: AdmissionWindow,  # noqa: ARG002 - the fleet's
    ) -> list[float | None]:
        """Nothing is known of it."""
        return [None for _ in requests]

    def cancel(self, request_id: str) -> bool:
        """Take a request back."""
        event = self._cancelled.get(request_id)
        if event:
            event.set()
        return event is not None

    async def close(self) -> None:
        """End what is left."""
        for event in self._cancelled.values():
            event.set()
