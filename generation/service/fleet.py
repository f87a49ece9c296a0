"""Several models on one machine behind one interface."""

import asyncio
import logging
import math
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from generation.engines.cuda.cards import driver_is_present, find_cards, holds_one_model
from generation.errors import ModelUnavailable, QueueFull, ServiceClosed
from generation.prepared import PreparedRequest
from generation.request import GenerationRequest
from generation.scheduling.admission_window import UNLIMITED, AdmissionWindow
from generation.scheduling.time_sharing import Backlog
from generation.service.service import PIPELINE, GenerationService
from generation.types import Event, ModelInfo, Progress, Queued, ServiceConfig, ServiceStatus
from generation.validation import validation_error

log = logging.getLogger(__name__)

# Longest delay, in seconds, before loading the default model is retried.
MAX_RETRY_DELAY_S = 3600.0


class GenerationFleet:
    """Generation with several models, each in a service of its own.

    Services with work alternate, one step batch each. The default model is loaded at the start.
    Any other model is loaded at its first request, which waits for it, and is unloaded after a
    while without requests, or where another needs its place on a small graphics card.

    Args:
        configs: one for each model, at least one; the first is the default.
        idle_s: seconds without requests after which a model other than the default is unloaded.
        pipeline: "module:path" of a function that makes a pipeline in a worker process.
        clock: monotonic clock, in seconds.

    Raises:
        ModelUnavailable: the catalogue has no model of a config's name.
    """

    def __init__(
        self,
        configs: Sequence[ServiceConfig],
        idle_s: float = 900.0,
        *,
        pipeline: str = PIPELINE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._configs = {
            config.model: replace(config, place=place) for place, config in enumerate(configs)
        }
        self._idle_s, self._pipeline, self._clock = idle_s, pipeline, clock
        self._compute_lock = asyncio.Lock()  # First come, first served.
        self._services = {name: self._make_service(name) for name in self._configs}
        self._default = configs[0].model
        self._last_use_s: dict[str, float] = {}
        self._past_deaths = 0
        self._failures, self._retry_s = 0, -math.inf
        self._maintenance: asyncio.Task[None] | None = None
        self._background: set[asyncio.Task[None]] = set()

    @property
    def models(self) -> tuple[str, ...]:
        """Names of the models; the first is the default."""
        return tuple(self._services)

    def model(self, name: str) -> GenerationService:
        """Return the current service of a model, for its limits, LoRAs and status.

        Args:
            name: of the model; empty for the default.

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
        """Status of the default model's service, or of the one that took its place on the card."""
        default, *others = self._services.values()
        if default.is_started:
            return default.status
        return next((one.status for one in others if one.is_started), default.status)

    @property
    def worker_deaths(self) -> int:
        """Worker processes that died so far, of all models."""
        return self._past_deaths + sum(one.worker_deaths for one in self._services.values())

    async def start(self) -> None:
        """Start to load the default model."""
        self._services[self._default].ensure_started()
        if self._maintenance is None:
            self._maintenance = asyncio.create_task(self._maintain_services(), name="idle models")

    async def ready(self) -> None:
        """Wait until the default model is warm.

        Raises:
            ModelUnavailable: it cannot be loaded.
            ServiceClosed: the fleet was closed meanwhile.
        """
        await self._services[self._default].ready()

    def submit(self, request: GenerationRequest | PreparedRequest) -> AsyncIterator[Event]:
        """Accept a request, and load its model if necessary.

        Args:
            request: checked and expanded here, unless it was prepared for its model before.

        Returns:
            The request's events; the last one is Finished or Failed.

        Raises:
            InvalidRequest: no such model is offered, or a value breaks a rule of it.
            QueueFull: the model's queue is full.
            ServiceClosed: the fleet is closed.
        """
        wanted = request.request if isinstance(request, PreparedRequest) else request
        service = self.model(wanted.model)
        name = service.info.name
        try:
            events = service.submit(request)
        except QueueFull as full:
            eta_s = _eta_with_others(self._backlogs({}), name, full.eta_s)
            raise QueueFull(full.limit, eta_s) from None
        if name not in self._last_use_s and name != self._default:
            self._run_in_background(_log_if_unavailable(service))
        self._last_use_s[name] = self._clock()
        service.ensure_started()
        return self._adjust_etas(name, events)

    def forecast(
        self, requests: Sequence[PreparedRequest], window: AdmissionWindow = UNLIMITED
    ) -> list[float | None]:
        """Estimate when requests would be finished if they were submitted now.

        Takes milliseconds and changes nothing.

        Args:
            requests: not submitted yet, in the order in which they would be; ids are unique.
            window: capacity of each model; requests beyond it follow as others end.

        Returns:
            Seconds from now, in their order; None before any measurement, and for a model that is
            not offered.
        """
        coming: dict[str, list[PreparedRequest]] = {name: [] for name in self._services}
        for one in requests:
            coming.get(one.request.model or self._default, []).append(one)
        backlogs, etas = self._backlogs(coming), dict[str, float | None]()
        for name, mine in coming.items():
            own_etas = self._services[name].forecast(mine, window)
            etas |= {
                one.request.id: _eta_with_others(backlogs, name, own_s)
                for one, own_s in zip(mine, own_etas, strict=True)
            }
        return [etas.get(one.request.id) for one in requests]

    def cancel(self, request_id: str) -> bool:
        """Cancel a waiting or running request.

        Returns:
            Whether there was such a request.
        """
        return any(service.cancel(request_id) for service in self._services.values())

    async def close(self) -> None:
        """Cancel all requests and end all workers; repeated and concurrent calls are safe."""
        if self._maintenance is not None:
            self._maintenance.cancel()
        ending = (service.close() for service in self._services.values())
        await asyncio.gather(*ending, *self._background)

    def _make_service(self, name: str) -> GenerationService:
        return GenerationService(
            self._configs[name],
            pipeline=self._pipeline,
            compute_lock=self._compute_lock,
            make_room=partial(self._make_room, name),
        )

    async def _make_room(self, name: str) -> None:
        """Unload idle models before another is loaded, where the only card holds one at a time."""
        others = [other for other, service in self._services.items() if other != name]
        loaded = [other for other in others if self._services[other].is_started]
        if not loaded or not driver_is_present():
            return
        if not holds_one_model(await asyncio.to_thread(find_cards)):
            return
        for other in loaded:
            old = self._services[other]
            if await self._replace_service(other):
                self._last_use_s.pop(other, None)
                log.info("%s is unloaded, since the graphics card holds one model.", other)
                await old.close()

    async def _adjust_etas(self, name: str, events: AsyncIterator[Event]) -> AsyncIterator[Event]:
        """Replace the times in events by times that include the other models' work."""
        async for event in events:
            if isinstance(event, Queued | Progress):
                eta_s = _eta_with_others(self._backlogs({}), name, event.eta_s)
                yield replace(event, eta_s=eta_s)
            else:
                yield event

    def _backlogs(self, coming: Mapping[str, Sequence[PreparedRequest]]) -> dict[str, Backlog]:
        return {
            name: service.backlog(coming.get(name, ())) for name, service in self._services.items()
        }

    async def _maintain_services(self) -> None:
        """Unload idle models, and retry the default model while it is unavailable."""
        while True:
            await asyncio.sleep(self._idle_s / 10)
            await self._retry_default()
            for name in self.models[1:]:
                if not self._services[name].is_idle:
                    self._last_use_s[name] = self._clock()
                elif self._last_use_s.get(name, math.inf) < self._clock() - self._idle_s:
                    self._last_use_s[name] = self._clock()
                    if await self._replace_service(name):
                        log.info("%s was idle and is unloaded.", name)
                        del self._last_use_s[name]
                        # It may have been unloaded to make room.
                        self._services[self._default].ensure_started()

    async def _retry_default(self) -> None:
        """Retry to load the default model, with exponential backoff.

        Any other model is retried by the next request for it.
        """
        phase = self.status.phase
        if phase == "ready":
            self._failures = 0
        if phase != "unavailable" or self._clock() < self._retry_s:
            return
        self._failures += 1
        delay_s = min(self._idle_s / 10 * 2**self._failures, MAX_RETRY_DELAY_S)
        self._retry_s = self._clock() + delay_s
        if await self._replace_service(self._default):
            log.info("Loading of %s is retried.", self._default)
            service = self._services[self._default]
            service.ensure_started()
            self._run_in_background(_log_if_unavailable(service))

    async def _replace_service(self, name: str) -> bool:
        """Replace an idle service by one that has not been started, and close the idle one.

        Returns:
            Whether it was replaced; not if the model's files are gone, or a request came meanwhile.
        """
        old = self._services[name]
        try:
            # In a thread: it reads the files of the models folder.
            fresh = await asyncio.to_thread(self._make_service, name)
        except (ModelUnavailable, OSError) as error:
            log.warning("%s stays loaded, since it could not be loaded again: %s", name, error)
            return False
        if not old.is_idle:
            return False
        self._services[name] = fresh
        self._past_deaths += old.worker_deaths
        self._run_in_background(old.close())
        return True

    def _run_in_background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)


async def _log_if_unavailable(service: GenerationService) -> None:
    """Log the reason if a model cannot be loaded.

    A caller that awaits `ready` reports the default model's first attempt itself.
    """
    try:
        await service.ready()
    except ModelUnavailable as error:
        log.error("%s is unavailable: %s", service.info.name, error)
    except ServiceClosed:
        pass


def _eta_with_others(
    backlogs: Mapping[str, Backlog], name: str, own_s: float | None
) -> float | None:
    """Estimate when work of one model is done, including the other models' backlogs."""
    if own_s is None:
        return None
    others = (backlog for other, backlog in backlogs.items() if other != name)
    return backlogs[name].eta_with_others(own_s, others)
