"""Asyncio interface of one model: accept requests, supervise the worker, send events."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from generation.errors import Cancelled, GenerationError, ServiceClosed
from generation.models.lookup import compatible_loras, find
from generation.prepared import PreparedRequest, prepare
from generation.request import GenerationRequest
from generation.scheduling.admission_window import UNLIMITED, AdmissionWindow
from generation.scheduling.messages import StepBatch, StepBatchResult
from generation.scheduling.scheduler import Scheduler
from generation.scheduling.time_sharing import Backlog
from generation.service.postprocessing import Postprocessor
from generation.service.request_state import RequestState
from generation.service.request_tracker import RequestTracker
from generation.service.worker_supervisor import WorkerSupervisor
from generation.types import BackendChoice, Event, ModelInfo, ServiceConfig, ServiceStatus

log = logging.getLogger(__name__)

PIPELINE = "generation.pipeline.pipeline:Pipeline.load"


class GenerationService:
    """Generation with one model in a worker process.

    `start` and `close` must run in the event loop that uses the service. Requests are accepted
    while the model is loading.

    Args:
        config: name and set-up of the model.
        pipeline: "module:path" of a function that makes the pipeline in the worker process; tests
            use a small one.
        compute_lock: held while the model computes; services that share it alternate, one step
            batch each.
        make_room: awaited before a worker process loads the model.

    Raises:
        ModelUnavailable: the catalogue has no such model.
    """

    def __init__(
        self,
        config: ServiceConfig,
        *,
        pipeline: str = PIPELINE,
        compute_lock: asyncio.Lock | None = None,
        make_room: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        model = find(config.model, config.models_folder)
        self._info, self._loras = model.info, compatible_loras(model, config)
        self._scheduler = Scheduler(time.perf_counter)
        self._tracker = RequestTracker(self._scheduler, config.max_waiting)
        self._postprocessor = Postprocessor(config.model)
        self._supervisor = WorkerSupervisor(
            config,
            pipeline,
            self._scheduler,
            self._tracker,
            compute_lock or asyncio.Lock(),
            self._record,
            make_room,
        )
        self._work: asyncio.Task[None] | None = None
        self._encodings: set[asyncio.Task[None]] = set()
        self._closing = False

    @property
    def info(self) -> ModelInfo:
        """The model's limits and defaults, available before it is loaded."""
        return self._info

    @property
    def loras(self) -> tuple[str, ...]:
        """Names of the LoRAs compatible with the model, read from the models folder once."""
        return self._loras

    @property
    def status(self) -> ServiceStatus:
        """Phase of the service, with a sentence for operators."""
        return self._supervisor.status

    @property
    def choice(self) -> BackendChoice:
        """Precision and engine in use on this machine, with their measurements.

        Raises:
            RuntimeError: the model was never ready.
        """
        if self._supervisor.choice is None:
            raise RuntimeError("choice is available once the service was ready")
        return self._supervisor.choice

    @property
    def worker_deaths(self) -> int:
        """Worker processes that died so far."""
        return self._supervisor.deaths

    @property
    def is_started(self) -> bool:
        """Whether the service was started."""
        return self._work is not None

    @property
    def is_idle(self) -> bool:
        """Whether every accepted request has ended."""
        return not self._tracker.states

    async def start(self) -> None:
        """Start the worker process, and load and warm up the model in the background."""
        self.ensure_started()

    def ensure_started(self) -> None:
        """Start the service unless it has been started; must run in the event loop."""
        if self._work is None:
            self._work = asyncio.create_task(self._supervisor.work(), name="generation")

    async def ready(self) -> None:
        """Wait until the model is warm.

        Raises:
            ModelUnavailable: the model cannot be loaded.
            ServiceClosed: the service was closed meanwhile.
        """
        await self._supervisor.load_done.wait()
        if self._supervisor.unavailable is not None:
            raise self._supervisor.unavailable
        if self._closing:
            raise ServiceClosed

    def submit(self, request: GenerationRequest | PreparedRequest) -> AsyncIterator[Event]:
        """Accept a request.

        Args:
            request: checked and expanded here, unless it was prepared for the model before.

        Returns:
            The request's events; the last one is Finished or Failed.

        Raises:
            InvalidRequest: a value breaks a rule of the model.
            QueueFull: the queue is full.
            ServiceClosed: the service is closed.
        """
        if self._closing:
            raise ServiceClosed
        state = self._tracker.accept(prepare(request, self._info))
        if self._supervisor.unavailable is not None:
            self._tracker.fail([state.request.id], self._supervisor.unavailable)
        self._supervisor.wake()
        return state.events()

    def forecast(
        self, requests: Sequence[PreparedRequest], window: AdmissionWindow = UNLIMITED
    ) -> list[float | None]:
        """Estimate when requests would be finished if they were submitted now and no other model
        shared the machine.

        Takes milliseconds and changes nothing.

        Args:
            requests: not submitted yet, in the order in which they would be; ids are unique.
            window: capacity; requests beyond it follow as others end.

        Returns:
            Seconds from now, in their order; None before any measurement.
        """
        return self._scheduler.forecast(requests, window)

    def backlog(self, requests: Sequence[PreparedRequest] = ()) -> Backlog:
        """Compute the workload, including `requests` that are not submitted yet."""
        return self._scheduler.backlog(requests)

    def cancel(self, request_id: str) -> bool:
        """Cancel a waiting or running request.

        Returns:
            Whether there was such a request.
        """
        return self._tracker.cancel(request_id)

    async def close(self) -> None:
        """Cancel all requests and end the worker; repeated and concurrent calls are safe."""
        if not self._closing:
            self._closing = True
            self._tracker.fail_all(Cancelled())
            for task in self._tasks:
                task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
        self._postprocessor.close()
        await self._supervisor.close()

    @property
    def _tasks(self) -> set[asyncio.Task[None]]:
        return self._encodings | ({self._work} if self._work else set())

    def _record(self, step_batch: StepBatch, result: StepBatchResult) -> None:
        """Record a step batch; the pictures that it completed are encoded in the background."""
        for state in self._tracker.record(step_batch, result):
            task = asyncio.create_task(self._encode(state), name=f"encoding {state.request.id}")
            self._encodings.add(task)
            task.add_done_callback(self._encodings.discard)

    async def _encode(self, state: RequestState) -> None:
        try:
            # In this process: a worker's death does not affect it, and zlib releases the GIL.
            assembled, seconds = await self._postprocessor.assemble(state.prepared, state.pictures)
        except Exception:
            log.exception("Encoding a request's pictures failed.")
            if not state.done:
                self._tracker.fail(
                    [state.request.id], GenerationError("Something unexpected went wrong.")
                )
        else:
            self._tracker.finish(state, assembled, seconds, self.choice)
