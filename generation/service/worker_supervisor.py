"""Supervise one model's worker process: load the model, run step batches, restart after a crash."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace

from generation.engines.cuda.cards import driver_is_present, report_cards
from generation.errors import GenerationError, ModelUnavailable, OutOfMemory
from generation.scheduling.messages import StepBatch, StepBatchResult
from generation.scheduling.scheduler import Scheduler
from generation.service.download_log import DownloadLog
from generation.service.executor import BrokenProcessPool, Executor
from generation.service.request_tracker import RequestTracker
from generation.types import BackendChoice, ServiceConfig, ServiceStatus
from generation.worker.main import WorkerError

log = logging.getLogger(__name__)

# Worker processes that may die at the same point of loading before the model counts as
# unavailable. Deaths at different points do not add up, since each process gets further: a
# measurement that killed one is skipped by the next.
MAX_WORKER_DEATHS = 3
# Seconds without a report after which a worker process that starts, measures or compiles is killed.
# Large models on small machines take some minutes from one report to the next.
REPORT_TIMEOUT_S = 1800.0


class _LoadingFailed(Exception):
    """The worker process could not load the model, though nothing is wrong with its files."""


class WorkerSupervisor:
    """Supervisor of one model's worker process, which runs the tracker's step batches.

    Args:
        config: name and set-up of the model.
        pipeline: "module:path" of a function that makes the pipeline in the worker process.
        scheduler: limited to the batch size that the loaded model takes.
        tracker: source of the step batches.
        compute_lock: held during a step batch, and while the fastest precision and engine are
            measured.
        on_result: called with each step batch and its result.
        make_room: awaited before each worker process loads the model.
    """

    def __init__(
        self,
        config: ServiceConfig,
        pipeline: str,
        scheduler: Scheduler,
        tracker: RequestTracker,
        compute_lock: asyncio.Lock,
        on_result: Callable[[StepBatch, StepBatchResult], None],
        make_room: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._config, self._pipeline = config, pipeline
        self._scheduler, self._tracker = scheduler, tracker
        self._compute_lock, self._on_result = compute_lock, on_result
        self._make_room = make_room
        self.status = ServiceStatus("starting", "The worker process has not been started.")
        self.load_done = asyncio.Event()
        self.unavailable: ModelUnavailable | None = None
        self.choice: BackendChoice | None = None
        self.deaths = 0
        self._executor: Executor | None = None
        self._load_timeout: asyncio.Timeout | None = None
        self._wake, self._measuring = asyncio.Event(), asyncio.Event()
        self._download_log = DownloadLog()

    def wake(self) -> None:
        """Resume the loop that waits for a step batch or for the worker's exit."""
        self._wake.set()

    async def work(self) -> None:
        """Run worker processes, one after another, until the model counts as unavailable."""
        try:
            await self._run_workers()
        except ModelUnavailable as error:
            self._give_up(error)
        except Exception as error:
            log.exception("The generation service stopped.")
            self._give_up(ModelUnavailable(f"The service stopped on {type(error).__name__}."))

    async def _run_workers(self) -> None:
        """Run worker processes, on the machine's processor once the graphics card failed.

        Raises:
            ModelUnavailable: the model cannot be loaded on either.
        """
        deaths = Counter[ServiceStatus]()
        try:
            while max(deaths.values(), default=0) < MAX_WORKER_DEATHS:
                if await self._run_worker():
                    deaths.clear()
                else:
                    deaths[self.status] += 1
            raise _LoadingFailed(
                f"The worker process died {MAX_WORKER_DEATHS} times while loading "
                f"{self._config.model}. It may need more memory than there is."
            )
        except _LoadingFailed as error:
            if self._config.on_cpu or not driver_is_present():
                raise ModelUnavailable(str(error)) from error
            log.warning(
                "%s is made on the processor, since it cannot be loaded on the graphics card: %s "
                "A restart tries the card again.",
                self._config.model,
                error,
            )
            self._config = replace(self._config, on_cpu=True)
            await self._run_workers()

    async def close(self) -> None:
        """End the worker process; `work` must have ended before."""
        if self._executor is not None:
            await self._executor.close()
        self.status = ServiceStatus("closed", "The service is closed.")
        self.load_done.set()

    async def _run_worker(self) -> bool:
        """Run one worker process from its start to its death.

        Returns:
            Whether it was ever ready.

        Raises:
            ModelUnavailable: a new process would fail the same way.
        """
        self.load_done.clear()
        if self._make_room is not None:
            await self._make_room()
        self.status = ServiceStatus("starting", "The worker process is starting.")
        self._executor = executor = Executor(self._update_status, self.wake)
        ready = False
        try:
            await self._load(executor)
            ready = True
            await self._run_step_batches(executor)
        except BrokenProcessPool:
            self.deaths += 1
            log.warning("The worker process died while %s.", "at work" if ready else "loading")
            if ready:
                self._tracker.handle_worker_death()
        finally:
            await executor.close()
        return ready

    async def _load(self, executor: Executor) -> None:
        """Load the model and set the status to ready; kill a worker that reports nothing."""
        name = self._config.model
        self._measuring.clear()
        locking = asyncio.create_task(self._lock_while_measuring(), name=f"measuring {name}")
        try:
            async with asyncio.timeout(REPORT_TIMEOUT_S) as self._load_timeout:
                loaded = await executor.load(self._config, self._pipeline)
        except TimeoutError:
            log.error(
                "The worker process reported nothing for %g s and is killed. Last status: %s",
                REPORT_TIMEOUT_S,
                self.status.detail,
            )
            executor.kill()
            raise BrokenProcessPool from None
        except OutOfMemory as error:
            raise _LoadingFailed(f"{name} does not fit into memory.") from error
        except WorkerError as error:
            log.error("Loading %s failed:\n%s", name, error)
            if error.breaks_card:
                executor.kill()
                raise BrokenProcessPool from None
            raise _LoadingFailed(f"{name} could not be loaded: {error.reason}.") from error
        finally:
            self._load_timeout = None
            locking.cancel()
        self.choice = loaded.choice
        self._scheduler.limit_batch(loaded.max_batch)
        detail = f"{name} runs with {loaded.choice}."
        log.info(detail)
        await self._log_unused_cards()
        self.status = ServiceStatus("ready", detail)
        self.load_done.set()

    async def _log_unused_cards(self) -> None:
        """Log a graphics card that is there and not used, with the reason and the remedy."""
        chosen = self._config.on_cpu or self._config.engine == "openvino"
        if chosen or self.choice is None or self.choice.card or not driver_is_present():
            return
        unused = (await asyncio.to_thread(report_cards)).unused
        for sentence in unused or ("A graphics card is there, but TensorFlow finds none.",):
            log.warning(sentence)

    async def _lock_while_measuring(self) -> None:
        """Hold the compute lock from the first measurement on, until cancelled.

        Work of other models would distort the measured choice, which is cached.
        """
        await self._measuring.wait()
        async with self._compute_lock:
            await asyncio.Event().wait()

    async def _run_step_batches(self, executor: Executor) -> None:
        """Run step batches until the worker dies."""
        while not executor.has_exited:
            self._wake.clear()
            async with self._compute_lock:
                step_batch = self._tracker.next_step_batch()
                if step_batch is not None:
                    await self._run_step_batch(executor, step_batch)
            if step_batch is None:
                await self._wake.wait()
        raise BrokenProcessPool

    async def _run_step_batch(self, executor: Executor, step_batch: StepBatch) -> None:
        try:
            async with asyncio.timeout(self._config.hang_s):
                result = await executor.run(step_batch)
        except TimeoutError:
            log.error(
                "A step batch took over %g s: the worker process is killed.", self._config.hang_s
            )
            executor.kill()
            raise BrokenProcessPool from None
        except OutOfMemory:
            log.warning("A batch of %d did not fit into memory.", len(step_batch.batch))
            self._tracker.handle_out_of_memory()
        except WorkerError as error:
            log.error("A step batch failed:\n%s", error)
            if error.breaks_card:
                executor.kill()
                raise BrokenProcessPool from None
            self._tracker.fail_running(GenerationError("Something unexpected went wrong."))
        else:
            self._on_result(step_batch, result)

    def _update_status(self, status: ServiceStatus) -> None:
        # Statuses and results use separate pipes: a status that arrives after its result is stale.
        if self.status.phase in ("starting", "loading", "downloading", "warming"):
            self.status = status
            self._download_log.record(status)
            if self._load_timeout is not None:
                # Downloads have a timeout of their own.
                now_s = asyncio.get_running_loop().time()
                is_fetching = status.phase in ("loading", "downloading")
                due_s = None if is_fetching else now_s + REPORT_TIMEOUT_S
                self._load_timeout.reschedule(due_s)
            if status.measuring:
                self._measuring.set()

    def _give_up(self, error: ModelUnavailable) -> None:
        self.unavailable = error
        self.status = ServiceStatus("unavailable", str(error))
        self._tracker.fail_waiting(error)
        self.load_done.set()
