"""Functions of the worker process that the parent process calls.

`initialize` prepares the process, `load` loads the pipeline, `run` runs a step batch. Only the
pipeline imports Keras, and it is imported by its path: the parent imports this file to refer to
these functions, and must not pay for TensorFlow.
"""

import importlib
import operator
import os
import signal
import sys
import threading
import traceback
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from generation.engines.cuda.environment import use_cuda
from generation.engines.cuda.errors import breaks_card, is_out_of_memory
from generation.engines.xla_cache import use_cache
from generation.errors import ModelUnavailable, OutOfMemory
from generation.scheduling.messages import LoadReport, StepBatch, StepBatchResult
from generation.types import ServiceConfig
from generation.worker.batch_runner import BatchRunner

if TYPE_CHECKING:
    from generation.pipeline.pipeline import Pipeline

# The bot's event loop must get a core whenever it needs one.
NICENESS = 10


class WorkerError(Exception):
    """Unexpected error in the worker process.

    The error itself stays there: unpickling one of TensorFlow's would import TensorFlow into
    the parent.

    Args:
        text: traceback of the error.
        breaks_card: whether the process cannot use its graphics card any more.
    """

    def __init__(self, text: str, breaks_card: bool = False) -> None:
        super().__init__(text, breaks_card)
        self.text, self.breaks_card = text, breaks_card

    def __str__(self) -> str:
        return self.text

    @property
    def reason(self) -> str:
        """Last line of the traceback: the error's class and message."""
        return self.text.strip().splitlines()[-1]


# The connection to the parent and the loaded model, set by `initialize` and `load`.
_reports: Connection | None = None
_runner: BatchRunner | None = None


def initialize(reports: Connection) -> None:
    """Prepare this process as a worker that exits with its parent.

    Args:
        reports: connection on which statuses are sent; the process exits when it receives
            anything or the other end is closed.
    """
    global _reports
    _reports = reports
    # Ctrl-C reaches the whole process group; only the parent decides when to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    # Standard output may be the command line's JSON: what libraries print goes to standard error.
    os.dup2(2, 1)
    if sys.platform != "win32":
        os.nice(NICENESS)
    threading.Thread(target=_exit_with_parent, args=(reports,), daemon=True).start()


def load(config: ServiceConfig, pipeline: str) -> LoadReport:
    """Load and warm up the model.

    Args:
        config: name and set-up of the model.
        pipeline: "module:path" of a function (config, report) → pipeline.

    Raises:
        ModelUnavailable: the model cannot be loaded.
        OutOfMemory: the model does not fit into memory.
        WorkerError: any other error.
    """
    global _runner
    try:
        use_cache(config.cache_folder)
        use_cuda(config.cache_folder)
        module, path = pipeline.split(":")
        make = operator.attrgetter(path)(importlib.import_module(module))
        report = _reports.send if _reports is not None else lambda _: None
        loaded: Pipeline = make(config, report)
    except ModelUnavailable:
        raise
    except Exception as error:  # noqa: BLE001 - re-raised in the parent, of any class
        raise _to_portable_error(error) from None
    _runner = BatchRunner(loaded)
    return LoadReport(loaded.batch_sizes[-1], loaded.choice)


def run(step_batch: StepBatch) -> StepBatchResult:
    """Run a step batch with the loaded model.

    Raises:
        OutOfMemory: the batch does not fit into memory.
        WorkerError: any other error.
    """
    try:
        if _runner is None:
            raise RuntimeError("a step batch was received before the model was loaded")
        return _runner.run(step_batch)
    except Exception as error:  # noqa: BLE001 - re-raised in the parent, of any class
        raise _to_portable_error(error) from None


def _to_portable_error(error: Exception) -> Exception:
    """Convert an error into one that the parent can unpickle without the worker's libraries."""
    if is_out_of_memory(error):
        return OutOfMemory()
    return WorkerError("".join(traceback.format_exception(error)), breaks_card(error))


def _exit_with_parent(reports: Connection) -> None:
    """Exit the process at the first message from the parent's end, or at its closing."""
    with suppress(EOFError, OSError):
        reports.recv()
    os._exit(0)
