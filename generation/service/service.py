"""The asyncio front of generation: accepts requests, drives the worker, tells what happens."""

import asyncio
import logging
import math
from collections.abc import AsyncIterator, Sequence

from generation.errors import Cancelled, GenerationError, ServiceClosed
from generation.models.lookup import compatible_loras, find
from generation.request import GenerationRequest
from generation.scheduling.time_sharing import Backlog
from generation.service.postprocessing import Postprocessor
from generation.service.request_state import RequestState
from generation.service.request_tracker import RequestTracker
from generation.service.worker_supervisor import WorkerSupervisor
from generation.types import BackendChoice, Event, ModelInfo, ServiceConfig, ServiceStatus

log = logging.getLogger(__name__)

PIPELINE = "generation.pipeline.pipeline:Pipeline.load"


class GenerationService:
    """Makes pictures in a process of its own.

    `start` it inside the event loop that will use it, and `close` it there. Requests are
    accepted while the model is loading.

    Args:
        config: which model, and how.
        pipeline: "module:path" of what makes the pipeline in the worker process; tests name
            a small one.
        turn: held while the model works; services that share it work by turns, a slice each.

    Raises:
        ModelUnavailable: the catalogue has no such model.
    """

    def __init__(
        self,
        config: ServiceConfig,
        *,
        pipeline: str = PIPELINE,
        turn: asyncio.Lock | None = None,
    ) -> None:
        model = find(config.model, config.models_folder)
        self._info, self._loras = model.info, compatible_loras(model, config)
        self._tracker = RequestTracker(config.max_waiting)
        self._assembler = Postprocessor(config.model)
        self._supervisor = WorkerSupervisor(
            config,
            pipeline,
            self._tracker,
            turn or asyncio.Lock(),
            self._finish,
        )
        self._work: asyncio.Task[None] | None = None
        self._finishing: set[asyncio.Task[None]] = set()
        self._closing = False

    @property
    def info(self) -> ModelInfo:
        """The model's limits and defaults, known before any loading."""
        return self._info

    @property
    def loras(self) -> tuple[str, ...]:
        """Names of the LoRAs that the model can wear, as the models folder was at the start."""
        return self._loras

    @property
    def status(self) -> ServiceStatus:
        """How the service is."""
        return self._supervisor.status

    @property
    def choice(self) -> BackendChoice:
        """How the model runs on this machine: precision, engine and their figures.

        Raises:
            RuntimeError: the model was never ready.
        """
        if self._supervisor.choice is None:
            raise RuntimeError("choice is known once the service was ready")
        return self._supervisor.choice

    @property
    def worker_deaths(self) -> int:
        """Worker processes that died so far."""
        return self._supervisor.deaths

    @property
    def idle(self) -> bool:
        """Whether no accepted request is without its end."""
        return not self._tracker.states

    async def start(self) -> None:
        """Start the worker process; the model loads and warms up in the background."""
        self.begin()

    def begin(self) -> None:
        """Start, from inside the event loop; nothing happens if it has begun already."""
        if self._work is None:
            self._work = asyncio.create_task(self._supervisor.work(), name="generation")

    async def ready(self) -> None:
        """Wait until the model is warm.

        Raises:
            ModelUnavailable: it cannot be had.
            ServiceClosed: the service was closed meanwhile.
        """
        await self._supervisor.settled.wait()
        if self._supervisor.unavailable is not None:
            raise self._supervisor.unavailable
        if self._closing:
            raise ServiceClosed

    def submit(self, request: GenerationRequest) -> AsyncIterator[Event]:
        """Accept a request.

        Returns:
            Its events; the last one is Finished or Failed.

        Raises:
            InvalidRequest: a value breaks a rule of the model.
            QueueFull: too many pictures are waiting.
            ServiceClosed: the service is closed.
        """
        if self._closing:
            raise ServiceClosed
        request.check(self._info)
        state = self._tracker.accept(request)
        if self._supervisor.unavailable is not None:
            self._tracker.fail([request.id], self._supervisor.unavailable)
        self._supervisor.wake()
        return state.events()

    def forecast(
        self, requests: Sequence[GenerationRequest], room: float = math.inf
    ) -> list[float | None]:
        """Estimate when requests would have all their pictures if they were submitted now, and
        nobody shared the turns.

        Nothing is changed by asking, and it takes milliseconds.

        Args:
            requests: not submitted yet, in the order in which they would be; ids are unique.
            room: pictures that are submitted and unfinished at once; who is left over follows
                when there is room, each request taking what `GenerationRequest.taking` says.

        Returns:
            Seconds from now, in their order; None before any measurement.
        """
        return self._tracker.forecast(requests, room)

    def load(self, requests: Sequence[GenerationRequest] = ()) -> Backlog:
        """Say how much there is to do; `requests` are not submitted yet and count with it."""
        return self._tracker.load(requests)

    def cancel(self, request_id: str) -> bool:
        """Take a request back, waiting or running.

        Returns:
            Whether it was there to be cancelled.
        """
        return self._tracker.cancel(request_id)

    async def close(self) -> None:
        """Cancel everything and end the worker process. May be called again, and at once."""
        if not self._closing:
            self._closing = True
            self._tracker.fail_all(Cancelled())
            for task in self._tasks:
                task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
        self._assembler.close()
        await self._supervisor.close()

    @property
    def _tasks(self) -> set[asyncio.Task[None]]:
        return self._finishing | ({self._work} if self._work else set())

    def _finish(self, state: RequestState) -> None:
        """Have a request's pictures encoded while the worker goes on."""
        task = asyncio.create_task(self._encode(state), name=f"encoding {state.request.id}")
        self._finishing.add(task)
        task.add_done_callback(self._finishing.discard)

    async def _encode(self, state: RequestState) -> None:
        request = state.request
        try:
            # In this process: the worker's death loses nothing of it, and zlib frees the GIL.
            assembled, seconds = await self._assembler.assemble(request, state.pictures)
        except Exception:
            log.exception("Encoding a request's pictures failed.")
            if not state.done:
                self._tracker.fail(
                    [request.id], GenerationError("Something unexpected went wrong.")
                )
        else:
            self._tracker.finish(state, assembled, seconds, self.choice)
