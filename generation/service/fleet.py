"""Several models on one machine, behind one door."""

import asyncio
import logging
import math
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from dataclasses import replace
from typing import Any

from generation.errors import ModelUnavailable, QueueFull, ServiceClosed
from generation.request import GenerationRequest
from generation.scheduling.time_sharing import Backlog
from generation.service.service import PIPELINE, GenerationService
from generation.types import Event, ModelInfo, Progress, Queued, ServiceConfig, ServiceStatus
from generation.validation import validation_error

log = logging.getLogger(__name__)

# Longest pause, in seconds, before the default model is tried again where it cannot be had.
MOST_PAUSE_S = 3600.0


class GenerationFleet:
    """Offers models, each drawn with by a service of its own; they work by turns, a slice each.

    The first model is warm from the start on. Another one is loaded at its first request, which
    waits for it, and gives its memory back when nobody has used it for a while.

    Args:
        configs: of the models, at least one; the first is the default.
        idle_s: seconds for which nobody uses a model before it is given up; never the default.
        pipeline: "module:path" of what makes a pipeline in a worker process.
        clock: seconds that never go back.

    Raises:
        ModelUnavailable: there is none of a name.
    """

    def __init__(
        self,
        configs: Sequence[ServiceConfig],
        idle_s: float = 900.0,
        *,
        pipeline: str = PIPELINE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._configs = {config.model: config for config in configs}
        self._idle_s, self._pipeline, self._clock = idle_s, pipeline, clock
        self._turn = asyncio.Lock()  # Whoever asked first has it next.
        self._services = {name: self._service(name) for name in self._configs}
        self._default = configs[0].model
        self._used_s: dict[str, float] = {}
        self._past_deaths = 0
        self._failures, self._retry_s = 0, -math.inf
        self._watching: asyncio.Task[None] | None = None
        self._background: set[asyncio.Task[None]] = set()

    @property
    def models(self) -> tuple[str, ...]:
        """Names of the models; the first is the default."""
        return tuple(self._services)

    def model(self, name: str) -> GenerationService:
        """Give what draws with a model, for now: its limits, LoRAs and status.

        Raises:
            InvalidRequest: no model of that name is offered.
        """
        name = name or self._default
        if name not in self._services:
            raise validation_error("model", name, "one-of", choices=", ".join(self._services))
        return self._services[name]

    @property
    def info(self) -> ModelInfo:
        """The default model's limits and defaults."""
        return self._services[self._default].info

    @property
    def status(self) -> ServiceStatus:
        """How the default model is."""
        return self._services[self._default].status

    @property
    def worker_deaths(self) -> int:
        """Worker processes that died so far, of all models."""
        return self._past_deaths + sum(one.worker_deaths for one in self._services.values())

    async def start(self) -> None:
        """Begin to load the default model."""
        self._services[self._default].begin()
        if self._watching is None:
            self._watching = asyncio.create_task(self._watch(), name="idle models")

    async def ready(self) -> None:
        """Wait until the default model is warm.

        Raises:
            ModelUnavailable: it cannot be had.
            ServiceClosed: the fleet was closed meanwhile.
        """
        await self._services[self._default].ready()

    def submit(self, request: GenerationRequest) -> AsyncIterator[Event]:
        """Accept a request; see the service's.

        Raises:
            InvalidRequest: there is no such model, or a value breaks a rule of it.
            QueueFull: too many pictures are waiting for that model.
            ServiceClosed: the fleet is closed.
        """
        service = self.model(request.model)
        name = service.info.name
        try:
            events = service.submit(request)
        except QueueFull as full:
            raise QueueFull(full.limit, _beside(self._loads({}), name, full.eta_s)) from None
        if name not in self._used_s and name != self._default:
            self._in_background(_log_if_missing(service))
        self._used_s[name] = self._clock()
        service.begin()
        return self._shared(name, events)

    def forecast(
        self, requests: Sequence[GenerationRequest], room: float = math.inf
    ) -> list[float | None]:
        """Estimate when requests would have all their pictures; see the service's."""
        coming: dict[str, list[GenerationRequest]] = {name: [] for name in self._services}
        for request in requests:
            coming.get(request.model or self._default, []).append(request)
        loads, etas = self._loads(coming), dict[str, float | None]()
        for name, mine in coming.items():
            alone = self._services[name].forecast(mine, room)
            etas |= {
                request.id: _beside(loads, name, own_s)
                for request, own_s in zip(mine, alone, strict=True)
            }
        return [etas.get(request.id) for request in requests]

    def cancel(self, request_id: str) -> bool:
        """Take a request back, waiting or running.

        Returns:
            Whether it was there to be cancelled.
        """
        return any(service.cancel(request_id) for service in self._services.values())

    async def close(self) -> None:
        """Cancel everything and end the worker processes. May be called again, and at once."""
        if self._watching is not None:
            self._watching.cancel()
        ending = (service.close() for service in self._services.values())
        await asyncio.gather(*ending, *self._background)

    def _service(self, name: str) -> GenerationService:
        return GenerationService(self._configs[name], pipeline=self._pipeline, turn=self._turn)

    async def _shared(self, name: str, events: AsyncIterator[Event]) -> AsyncIterator[Event]:
        """Tell the events with the times that the other models' turns make of them."""
        async for event in events:
            if isinstance(event, Queued | Progress):
                yield replace(event, eta_s=_beside(self._loads({}), name, event.eta_s))
            else:
                yield event

    def _loads(self, coming: Mapping[str, Sequence[GenerationRequest]]) -> dict[str, Backlog]:
        return {name: one.load(coming.get(name, ())) for name, one in self._services.items()}

    async def _watch(self) -> None:
        """Give up what nobody uses, and try the default model again where it cannot be had."""
        while True:
            await asyncio.sleep(self._idle_s / 10)
            await self._retry_default()
            for name in self.models[1:]:
                if not self._services[name].idle:
                    self._used_s[name] = self._clock()
                elif self._used_s.get(name, math.inf) < self._clock() - self._idle_s:
                    await self._give_up(name)

    async def _retry_default(self) -> None:
        """Try it again, after pauses that grow; who wants another one does so by asking for it."""
        phase = self.status.phase
        if phase == "ready":
            self._failures = 0
        if phase != "unavailable" or self._clock() < self._retry_s:
            return
        self._failures += 1
        pause_s = min(self._idle_s / 10 * 2**self._failures, MOST_PAUSE_S)
        self._retry_s = self._clock() + pause_s
        if await self._replaced(self._default):
            log.info("%s is tried again.", self._default)
            service = self._services[self._default]
            service.begin()
            self._in_background(_log_if_missing(service))

    async def _give_up(self, name: str) -> None:
        """Close a model, and have another service stand by for its next request."""
        self._used_s[name] = self._clock()
        if await self._replaced(name):
            log.info("%s was idle and gives its memory back.", name)
            del self._used_s[name]

    async def _replaced(self, name: str) -> bool:
        """Put a service that has not begun into the place of an idle one, and close that.

        Returns:
            Whether it was done; not where the model's files are gone, or somebody came meanwhile.
        """
        old = self._services[name]
        try:
            # In a thread: it reads the files of the models folder.
            fresh = await asyncio.to_thread(self._service, name)
        except (ModelUnavailable, OSError) as error:
            log.warning("%s stays as it is, since it could not be loaded again: %s", name, error)
            return False
        if not old.idle:
            return False
        self._services[name] = fresh
        self._past_deaths += old.worker_deaths
        self._in_background(old.close())
        return True

    def _in_background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)


async def _log_if_missing(service: GenerationService) -> None:
    """Say why a model cannot be had; of the default one, whoever starts it says so."""
    try:
        await service.ready()
    except ModelUnavailable as error:
        log.error("%s cannot be had: %s", service.info.name, error)
    except ServiceClosed:
        pass


def _beside(loads: Mapping[str, Backlog], name: str, own_s: float | None) -> float | None:
    """Say when something of a model's is done, beside what the others have to do."""
    if own_s is None:
        return None
    return loads[name].beside(own_s, (load for other, load in loads.items() if other != name))
