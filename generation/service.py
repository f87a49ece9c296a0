"""The asyncio front of generation: accepts requests, drives the worker, tells what happens."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence

from generation.assembler import Assembler
from generation.desk import Desk
from generation.engines.choose import Choice
from generation.errors import (
    Cancelled,
    GenerationError,
    ModelUnavailable,
    OutOfMemory,
    ServiceClosed,
)
from generation.executor import BrokenProcessPool, Executor
from generation.models.catalogue import find, wearable
from generation.request import GenerationRequest
from generation.slices import Loaded, Slice
from generation.ticket import Ticket
from generation.types import Event, ModelInfo, ServiceConfig, ServiceStatus
from generation.worker import WorkerError

log = logging.getLogger(__name__)

# So many worker processes may die while loading before the model counts as unavailable.
MAX_DEATHS = 3


class GenerationService:
    """Makes pictures in a process of its own.

    `start` it inside the event loop that will use it, and `close` it there. Requests are
    accepted while the model is loading.

    Args:
        config: which model, and how.
        pipeline: "module:path" of what makes the pipeline in the worker process; tests name
            a small one.

    Raises:
        ModelUnavailable: the catalogue has no such model.
    """

    def __init__(
        self, config: ServiceConfig, *, pipeline: str = "generation.pipeline:Pipeline.load"
    ) -> None:
        self._config, self._pipeline = config, pipeline
        model = find(config.model, config.models_folder)
        self._info, self._loras = model.info, wearable(model, config)
        self._desk = Desk(config.max_waiting)
        self._status = ServiceStatus("starting", "The worker process has not been started.")
        self._settled = asyncio.Event()
        self._unavailable: ModelUnavailable | None = None
        self._choice: Choice | None = None
        self._executor: Executor | None = None
        self._assembler = Assembler(config.model)
        self._worker_lost, self._worker_deaths = False, 0
        self._wake = asyncio.Event()
        self._consumer: asyncio.Task[None] | None = None
        self._finishing: set[asyncio.Task[None]] = set()
        self._accepting = True
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
        return self._status

    @property
    def choice(self) -> Choice:
        """How the model runs on this machine: precision, engine and their figures.

        Raises:
            RuntimeError: the model was never ready.
        """
        if self._choice is None:
            raise RuntimeError("choice is known once the service was ready")
        return self._choice

    @property
    def worker_deaths(self) -> int:
        """Worker processes that died so far."""
        return self._worker_deaths

    @property
    def waiting(self) -> int:
        """Pictures that wait or run."""
        return self._desk.pictures

    async def start(self) -> None:
        """Start the worker process; the model loads and warms up in the background."""
        if self._consumer is None:
            self._consumer = asyncio.create_task(self._consume(), name="generation")

    async def ready(self) -> None:
        """Wait until the model is warm.

        Raises:
            ModelUnavailable: it cannot be had.
            ServiceClosed: the service was closed meanwhile.
        """
        await self._settled.wait()
        if self._unavailable is not None:
            raise self._unavailable
        if self._closing:
            raise ServiceClosed

    def submit(self, request: GenerationRequest) -> AsyncIterator[Event]:
        """Accept a request.

        Returns:
            Its events; the last one is Finished or Failed.

        Raises:
            InvalidRequest: a value breaks a rule of the model.
            QueueFull: too many pictures are waiting.
            ServiceClosed: the service is draining or closed.
        """
        if not self._accepting:
            raise ServiceClosed
        request.check(self._info)
        ticket = self._desk.accept(request)
        if self._unavailable is not None:
            self._desk.fail([request.id], self._unavailable)
        self._wake.set()
        return ticket.events()

    def forecast(self, requests: Sequence[GenerationRequest]) -> list[float | None]:
        """Estimate when requests would have all their pictures if they were submitted now.

        Nothing is changed by asking, and it takes milliseconds.

        Args:
            requests: not submitted yet, in the order in which they would be; ids are unique.

        Returns:
            Seconds from now, in their order; None before any measurement.
        """
        return self._desk.forecast(requests)

    def cancel(self, request_id: str) -> bool:
        """Take a request back, waiting or running.

        Returns:
            Whether it was there to be cancelled.
        """
        return self._desk.cancel(request_id)

    async def drain(self) -> None:
        """Refuse new requests, and wait until all that were accepted have ended."""
        self._accepting = False
        for ticket in self._desk.tickets:
            await ticket.done.wait()

    async def close(self) -> None:
        """Cancel everything and end the worker process. May be called again, and at once."""
        self._accepting = False
        if not self._closing:
            self._closing = True
            self._desk.fail_all(Cancelled())
            for task in self._tasks:
                task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
        self._assembler.close()
        if self._executor is not None:
            await self._executor.close()
        self._status = ServiceStatus("closed", "The service is closed.")
        self._settled.set()

    @property
    def _tasks(self) -> set[asyncio.Task[None]]:
        return self._finishing | ({self._consumer} if self._consumer else set())

    async def _consume(self) -> None:
        """Keep a worker process at work until there cannot be one."""
        try:
            deaths = 0
            while deaths < MAX_DEATHS:
                deaths = 0 if await self._live() else deaths + 1
            raise ModelUnavailable(
                f"The worker process died {MAX_DEATHS} times while loading {self._info.name}. "
                "It may need more memory than there is."
            )
        except ModelUnavailable as error:
            self._give_up(error)
        except Exception as error:
            log.exception("The generation service stopped.")
            self._give_up(ModelUnavailable(f"The service stopped on {type(error).__name__}."))

    async def _live(self) -> bool:
        """Have one worker process, from its start to its death.

        Returns:
            Whether it was ever ready.

        Raises:
            ModelUnavailable: no other process would fare better.
        """
        self._settled.clear()
        self._worker_lost = False
        self._status = ServiceStatus("starting", "The worker process is starting.")
        self._executor = executor = Executor(self._reported, self._lost)
        ready = False
        try:
            self._welcome(await self._load(executor))
            ready = True
            await self._drive(executor)
        except BrokenProcessPool:
            self._worker_deaths += 1
            log.warning("The worker process died while %s.", "at work" if ready else "loading")
            if ready:
                self._desk.worker_died()
        finally:
            await executor.close()
        return ready

    async def _load(self, executor: Executor) -> Loaded:
        loading = executor.load(self._config, self._pipeline)
        try:
            # Meanwhile this process gets ready too, so that no first picture is late.
            loaded, _ = await asyncio.gather(loading, self._assembler.warm_up())
        except OutOfMemory as error:
            raise ModelUnavailable(f"{self._info.name} does not fit into memory.") from error
        except WorkerError as error:
            log.error("Loading %s failed:\n%s", self._info.name, error)
            raise ModelUnavailable(
                f"{self._info.name} could not be loaded: {error.reason}."
            ) from error
        return loaded

    def _welcome(self, loaded: Loaded) -> None:
        self._choice = loaded.choice
        self._desk.limit(loaded.max_batch)
        log.info("%s runs with %s.", self._info.name, loaded.choice)
        self._status = ServiceStatus("ready", f"{self._info.name} runs with {loaded.choice}.")
        self._settled.set()

    async def _drive(self, executor: Executor) -> None:
        """Run slices until the worker dies."""
        while not self._worker_lost:
            slice_ = self._desk.next_slice()
            if slice_ is None:
                self._wake.clear()
                await self._wake.wait()
            else:
                await self._run(executor, slice_)
        raise BrokenProcessPool

    async def _run(self, executor: Executor, slice_: Slice) -> None:
        try:
            async with asyncio.timeout(self._config.hang_s):
                result = await executor.run(slice_)
        except TimeoutError:
            log.error("A slice took over %g s: the worker process is ended.", self._config.hang_s)
            executor.kill()
            raise BrokenProcessPool from None
        except OutOfMemory:
            log.warning("A batch of %d did not fit into memory.", len(slice_.batch))
            self._desk.out_of_memory()
        except WorkerError as error:
            log.error("A slice failed:\n%s", error)
            self._desk.fail_running(GenerationError("Something unexpected went wrong."))
        else:
            for ticket in self._desk.take(slice_, result):
                self._finish(ticket)

    def _finish(self, ticket: Ticket) -> None:
        """Have a request's pictures encoded while the worker goes on."""
        task = asyncio.create_task(self._encode(ticket), name=f"encoding {ticket.request.id}")
        self._finishing.add(task)
        task.add_done_callback(self._finishing.discard)

    async def _encode(self, ticket: Ticket) -> None:
        request = ticket.request
        try:
            # In this process: the worker's death loses nothing of it, and zlib frees the GIL.
            assembled, seconds = await self._assembler.assemble(request, ticket.pictures)
        except Exception:
            log.exception("Encoding a request's pictures failed.")
            if not ticket.done.is_set():
                self._desk.fail([request.id], GenerationError("Something unexpected went wrong."))
        else:
            self._desk.finish(ticket, assembled, seconds, self.choice)

    def _reported(self, status: ServiceStatus) -> None:
        # Reports and results come by different ways: one that was overtaken is no news.
        if self._status.phase in ("starting", "loading", "warming"):
            self._status = status

    def _lost(self) -> None:
        self._worker_lost = True
        self._wake.set()

    def _give_up(self, error: ModelUnavailable) -> None:
        self._unavailable = error
        self._status = ServiceStatus("unavailable", str(error))
        self._desk.fail_waiting(error)
        self._settled.set()
