"""The worker process as the service sees it: start, load, run slices, end."""

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

# A slice in the making may end by itself for so long before the process is ended.
GRACE_S = 2.0


class Executor:
    """One worker process. Its death raises BrokenProcessPool in whatever waits for it.

    Args:
        report: called in the event loop with each status that the worker reports.
        lost: called in the event loop when the process is gone, however it went.
    """

    def __init__(self, report: Callable[[ServiceStatus], None], lost: Callable[[], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._report, self._lost = report, lost
        # TensorFlow tells of every missing CUDA library before it knows that it needs none. Set
        # here: the new process may import TensorFlow before it runs a line of ours.
        os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
        # Its own allocator never gives memory back: a diffusion model that was released would
        # cost 1.7 GB for ever. Measured, the system's is as fast.
        os.environ.setdefault("TF_ONEDNN_USE_SYSTEM_ALLOCATOR", "1")
        context = multiprocessing.get_context("spawn")
        self._pipe, self._worker_end = context.Pipe()
        self._pool = ProcessPoolExecutor(1, context, main.enter, (self._worker_end,))
        self._slice: Future[StepBatchResult] | None = None
        self._gone = threading.Event()
        self._closing: asyncio.Task[None] | None = None
        self._listener = threading.Thread(target=self._listen, args=(self._pipe,), daemon=True)

    async def load(self, config: ServiceConfig, pipeline: str) -> LoadReport:
        """Start the process and load the model; `pipeline` names its maker.

        Raises:
            ModelUnavailable: the model cannot be had.
            BrokenProcessPool: the process died.
        """
        loading = self._pool.submit(main.load, config, pipeline)
        # The process has its end now; ours closed, its death ends the listener's waiting.
        self._worker_end.close()
        self._listener.start()
        return await asyncio.wrap_future(loading)

    async def run(self, slice_: StepBatch) -> StepBatchResult:
        """Run a slice.

        Raises:
            OutOfMemory: the batch did not fit.
            WorkerError: something unexpected.
            BrokenProcessPool: the process died.
        """
        self._slice = self._pool.submit(main.run, slice_)
        return await asyncio.wrap_future(self._slice)

    def kill(self) -> None:
        """End the process at once, however it hangs."""
        # From Python 3.14 on the pool has kill_workers() for it.
        for process in dict(self._pool._processes or {}).values():
            process.kill()

    async def close(self) -> None:
        """End the process, whatever it is doing; it is gone when this returns."""
        if self._closing is None:
            self._closing = asyncio.create_task(asyncio.to_thread(self._close))
        # Who waits may be cancelled; the closing goes on for whoever asks next.
        await asyncio.shield(self._closing)

    def _close(self) -> None:
        if self._slice is not None:
            concurrent.futures.wait([self._slice], GRACE_S)
        with suppress(OSError):
            self._pipe.send(None)
        if self._listener.ident is not None and not self._gone.wait(GRACE_S):
            self.kill()
        self._pool.shutdown(cancel_futures=True)
        if self._listener.ident is not None:
            self._listener.join()
        self._pipe.close()
        self._worker_end.close()

    def _listen(self, pipe: Connection) -> None:
        """Bring the worker's reports into the event loop until it is gone."""
        with suppress(EOFError, OSError):
            while True:
                self._loop.call_soon_threadsafe(self._report, pipe.recv())
        self._gone.set()
        self._loop.call_soon_threadsafe(self._lost)


__all__ = ["BrokenProcessPool", "Executor"]
