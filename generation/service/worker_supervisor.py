"""Keeps a worker process at work: it loads, does slices, and is replaced when it dies."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable

from generation.errors import GenerationError, ModelUnavailable, OutOfMemory
from generation.scheduling.messages import LoadReport, StepBatch
from generation.service.executor import BrokenProcessPool, Executor
from generation.service.request_state import RequestState
from generation.service.request_tracker import RequestTracker
from generation.types import BackendChoice, ServiceConfig, ServiceStatus
from generation.worker.main import WorkerError

log = logging.getLogger(__name__)

# So many worker processes may die at the same point of loading before the model counts as
# unavailable. Elsewhere each death gets further: what ended one while it was measured is left out.
MAX_DEATHS = 3
# So long a worker process may report nothing while it starts, measures or compiles. Large models on
# small machines take some minutes from one report to the next.
MOST_SILENCE_S = 1800.0


class WorkerSupervisor:
    """Has one model's worker process do what the desk says.

    Args:
        config: which model, and how.
        pipeline: "module:path" of what makes the pipeline in the worker process.
        tracker: says what is to be done.
        turn: held during a slice, and while it is measured how the model runs fastest.
        complete: called with each request whose last unit is there.
    """

    def __init__(
        self,
        config: ServiceConfig,
        pipeline: str,
        tracker: RequestTracker,
        turn: asyncio.Lock,
        complete: Callable[[RequestState], None],
    ) -> None:
        self._config, self._pipeline = config, pipeline
        self._tracker, self._turn = tracker, turn
        self._complete = complete
        self.status = ServiceStatus("starting", "The worker process has not been started.")
        self.settled = asyncio.Event()
        self.unavailable: ModelUnavailable | None = None
        self.choice: BackendChoice | None = None
        self.deaths = 0
        self._executor: Executor | None = None
        self._lost = False
        self._patience: asyncio.Timeout | None = None
        self._wake, self._measuring = asyncio.Event(), asyncio.Event()

    def wake(self) -> None:
        """Say that there is something to do."""
        self._wake.set()

    async def work(self) -> None:
        """Keep a worker process at work until there cannot be one."""
        try:
            deaths = Counter[ServiceStatus]()
            while max(deaths.values(), default=0) < MAX_DEATHS:
                if await self._live():
                    deaths.clear()
                else:
                    deaths[self.status] += 1
            raise ModelUnavailable(
                f"The worker process died {MAX_DEATHS} times while loading {self._config.model}. "
                "It may need more memory than there is."
            )
        except ModelUnavailable as error:
            self._give_up(error)
        except Exception as error:
            log.exception("The generation service stopped.")
            self._give_up(ModelUnavailable(f"The service stopped on {type(error).__name__}."))

    async def close(self) -> None:
        """End the worker process; nobody works any more."""
        if self._executor is not None:
            await self._executor.close()
        self.status = ServiceStatus("closed", "The service is closed.")
        self.settled.set()

    async def _live(self) -> bool:
        """Have one worker process, from its start to its death.

        Returns:
            Whether it was ever ready.

        Raises:
            ModelUnavailable: no other process would fare better.
        """
        self.settled.clear()
        self._lost = False
        self.status = ServiceStatus("starting", "The worker process is starting.")
        self._executor = executor = Executor(self._reported, self._died)
        ready = False
        try:
            self._welcome(await self._load(executor))
            ready = True
            await self._drive(executor)
        except BrokenProcessPool:
            self.deaths += 1
            log.warning("The worker process died while %s.", "at work" if ready else "loading")
            if ready:
                self._tracker.worker_died()
        finally:
            await executor.close()
        return ready

    async def _load(self, executor: Executor) -> LoadReport:
        name = self._config.model
        self._measuring.clear()
        alone = asyncio.create_task(self._measure_alone(), name=f"measuring {name}")
        try:
            return await self._load_reporting(executor)
        except OutOfMemory as error:
            raise ModelUnavailable(f"{name} does not fit into memory.") from error
        except WorkerError as error:
            log.error("Loading %s failed:\n%s", name, error)
            raise ModelUnavailable(f"{name} could not be loaded: {error.reason}.") from error
        finally:
            alone.cancel()

    async def _load_reporting(self, executor: Executor) -> LoadReport:
        """Load, and end a worker process that has been silent for too long."""
        try:
            async with asyncio.timeout(MOST_SILENCE_S) as self._patience:
                return await executor.load(self._config, self._pipeline)
        except TimeoutError:
            log.error(
                "Nothing was heard for %g s of the worker process, which is ended. Last: %s",
                MOST_SILENCE_S,
                self.status.detail,
            )
            executor.kill()
            raise BrokenProcessPool from None
        finally:
            self._patience = None

    async def _measure_alone(self) -> None:
        """Let nobody else work from the first measurement on: their work would spoil the choice,
        which is remembered.
        """
        await self._measuring.wait()
        async with self._turn:
            await asyncio.Event().wait()

    def _welcome(self, loaded: LoadReport) -> None:
        self.choice = loaded.choice
        self._tracker.limit(loaded.max_batch)
        runs = f"{self._config.model} runs with {loaded.choice}."
        log.info(runs)
        self.status = ServiceStatus("ready", runs)
        self.settled.set()

    async def _drive(self, executor: Executor) -> None:
        """Run slices until the worker dies."""
        while not self._lost:
            self._wake.clear()
            async with self._turn:
                slice_ = self._tracker.next_slice()
                if slice_ is not None:
                    await self._run(executor, slice_)
            if slice_ is None:
                await self._wake.wait()
        raise BrokenProcessPool

    async def _run(self, executor: Executor, slice_: StepBatch) -> None:
        try:
            async with asyncio.timeout(self._config.hang_s):
                result = await executor.run(slice_)
        except TimeoutError:
            log.error("A slice took over %g s: the worker process is ended.", self._config.hang_s)
            executor.kill()
            raise BrokenProcessPool from None
        except OutOfMemory:
            log.warning("A batch of %d did not fit into memory.", len(slice_.batch))
            self._tracker.out_of_memory()
        except WorkerError as error:
            log.error("A slice failed:\n%s", error)
            self._tracker.fail_running(GenerationError("Something unexpected went wrong."))
        else:
            for state in self._tracker.take(slice_, result):
                self._complete(state)

    def _reported(self, status: ServiceStatus) -> None:
        # Reports and results come by different ways: one that was overtaken is no news.
        if self.status.phase in ("starting", "loading", "warming"):
            self.status = status
            if self._patience is not None:
                self._patience.reschedule(_deadline(status))
            if status.measuring:
                self._measuring.set()

    def _died(self) -> None:
        self._lost = True
        self._wake.set()

    def _give_up(self, error: ModelUnavailable) -> None:
        self.unavailable = error
        self.status = ServiceStatus("unavailable", str(error))
        self._tracker.fail_waiting(error)
        self.settled.set()


def _deadline(status: ServiceStatus) -> float | None:
    """Say until when the next report is due; downloads have a patience of their own."""
    if status.phase == "loading":
        return None
    return asyncio.get_running_loop().time() + MOST_SILENCE_S
