"""Client of the worker process: start it, load a model, run step batches, end it."""

import asyncio
import concurrent.futures
import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.connection import Connection

from generation.scheduling.messages import LoadReport, StepBatch, StepBatchResult
from generation.types import ServiceConfig, ServiceStatus
from generation.worker import main

# Grace period for a running step batch, and for the process's exit, before it is killed.
SHUTDOWN_GRACE_S = 2.0


class Executor:
    """One worker process. Its death raises BrokenProcessPool in every pending call.

    Args:
        on_status: called in the event loop with each status that the worker reports.
        on_exit: called in the event loop once the process has exited, for whatever reason.
    """

    def __init__(
        self, on_status: Callable[[ServiceStatus], None], on_exit: Callable[[], None]
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._on_status, self._on_exit = on_status, on_exit
        # TensorFlow warns of every missing CUDA library before it knows that it needs none. Set
        # here: the new process may import TensorFlow before it runs a line of ours.
        os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
        # Its own allocator never frees memory to the system: a diffusion model that was released
        # would cost 1.7 GB for ever. Measured, the system's is as fast.
        os.environ.setdefault("TF_ONEDNN_USE_SYSTEM_ALLOCATOR", "1")
        context = multiprocessing.get_context("spawn")
        self._pipe, self._worker_end = context.Pipe()
        self._pool = ProcessPoolExecutor(1, context, main.initialize, (self._worker_end,))
        self._step_batch: Future[StepBatchResult] | None = None
        self._exited = threading.Event()
        self._closing: asyncio.Task[None] | None = None
        self._listener = threading.Thread(target=self._listen, args=(self._pipe,), daemon=True)

    @property
    def has_exited(self) -> bool:
        """Whether a started process has exited."""
        return self._exited.is_set()

    async def load(self, config: ServiceConfig, pipeline: str) -> LoadReport:
        """Start the process and load the model.

        Args:
            config: name and set-up of the model.
            pipeline: "module:path" of a function that makes the pipeline.

        Raises:
            ModelUnavailable: the model cannot be loaded.
            OutOfMemory: the model does not fit into memory.
            WorkerError: any other error in the worker.
            BrokenProcessPool: the process died.
        """
        loading = self._pool.submit(main.load, config, pipeline)
        # The process has its end now; with ours closed, its death unblocks the listener.
        self._worker_end.close()
        self._listener.start()
        return await asyncio.wrap_future(loading)

    async def run(self, step_batch: StepBatch) -> StepBatchResult:
        """Run a step batch.

        Raises:
            OutOfMemory: the batch did not fit into memory.
            WorkerError: any other error in the worker.
            BrokenProcessPool: the process died.
        """
        self._step_batch = self._pool.submit(main.run, step_batch)
        return await asyncio.wrap_future(self._step_batch)

    def kill(self) -> None:
        """Kill the process at once, even if it hangs."""
        # From Python 3.14 on the pool has kill_workers() for it.
        for process in dict(self._pool._processes or {}).values():
            process.kill()

    async def close(self) -> None:
        """End the process, and wait until it has exited; may be called repeatedly."""
        if self._closing is None:
            self._closing = asyncio.create_task(asyncio.to_thread(self._close))
        # A cancelled caller must not cancel the closing for later callers.
        await asyncio.shield(self._closing)

    def _close(self) -> None:
        if self._step_batch is not None:
            concurrent.futures.wait([self._step_batch], SHUTDOWN_GRACE_S)
        with suppress(OSError):
            self._pipe.send(None)
        if self._listener.ident is not None and not self._exited.wait(SHUTDOWN_GRACE_S):
            self.kill()
        self._pool.shutdown(cancel_futures=True)
        if self._listener.ident is not None:
            self._listener.join()
        self._pipe.close()
        self._worker_end.close()

    def _listen(self, pipe: Connection) -> None:
        """Forward the worker's statuses to the event loop until the worker exits."""
        with suppress(EOFError, OSError):
            while True:
                self._loop.call_soon_threadsafe(self._on_status, pipe.recv())
        self._exited.set()
        self._loop.call_soon_threadsafe(self._on_exit)


__all__ = ["BrokenProcessPool", "Executor"]
