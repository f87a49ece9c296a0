"""What runs in the worker process: its entrance, and what the parent calls in it.

`enter` prepares the process, `load` makes the pipeline, `run` does a slice. Only the pipeline
imports Keras, and it is named by its path: the parent imports this file to name these
functions, and must not pay for TensorFlow.
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

from generation.engines.xla_cache import use_cache
from generation.errors import ModelUnavailable, OutOfMemory
from generation.scheduling.messages import LoadReport, StepBatch, StepBatchResult
from generation.types import ServiceConfig, ServiceStatus
from generation.worker.batch_runner import BatchRunner

if TYPE_CHECKING:
    from generation.pipeline.pipeline import Pipeline

# The bot's event loop shall get a core whenever it wants one.
NICENESS = 10


class WorkerError(Exception):
    """Something unexpected happened in the worker; the message is its traceback.

    The error itself stays there: unpickling one of TensorFlow's would import TensorFlow into
    the parent.
    """

    @property
    def reason(self) -> str:
        """The traceback's last line: the error's class and message."""
        return str(self).strip().splitlines()[-1]


# The process's reports to its parent, and its one easel: set by `enter` and `load`.
_reports: Connection | None = None
_runner: BatchRunner | None = None


def enter(reports: Connection) -> None:
    """Make this process a worker: quiet, modest, and gone when its parent is.

    Args:
        reports: where statuses go; when its other end speaks or closes, the process ends.
    """
    global _reports
    _reports = reports
    # Ctrl-C reaches the whole process group; when to stop is the parent's decision alone.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    # Standard output may be the command line's JSON: what libraries print goes to standard error.
    os.dup2(2, 1)
    if sys.platform != "win32":
        os.nice(NICENESS)
    threading.Thread(target=_leave_with_parent, args=(reports,), daemon=True).start()


def load(config: ServiceConfig, pipeline: str) -> LoadReport:
    """Load and warm the model.

    Args:
        config: which model, and how.
        pipeline: "module:path" of a function (config, report) → pipeline.

    Raises:
        ModelUnavailable: the model cannot be had.
        OutOfMemory: it does not fit.
        WorkerError: anything else.
    """
    global _runner
    try:
        use_cache(config.cache_folder)
        module, path = pipeline.split(":")
        make = operator.attrgetter(path)(importlib.import_module(module))
        loaded: Pipeline = make(config, _report)
    except ModelUnavailable:
        raise
    except Exception as error:  # noqa: BLE001 - passed on, whatever it is
        raise _portable(error) from None
    _runner = BatchRunner(loaded)
    return LoadReport(loaded.batch_sizes[-1], loaded.choice)


def run(slice_: StepBatch) -> StepBatchResult:
    """Do a slice with the loaded model.

    Raises:
        OutOfMemory: the batch did not fit.
        WorkerError: anything else.
    """
    try:
        return _loaded_easel().run(slice_)
    except Exception as error:  # noqa: BLE001 - passed on, whatever it is
        raise _portable(error) from None


def _loaded_easel() -> BatchRunner:
    if _runner is None:
        raise RuntimeError("work came before the model was loaded")
    return _runner


def _portable(error: Exception) -> Exception:
    """Turn an error into one that the parent can unpickle without the worker's libraries."""
    names = {cls.__name__ for cls in type(error).__mro__}
    if names & {"MemoryError", "ResourceExhaustedError"}:
        return OutOfMemory()
    return WorkerError("".join(traceback.format_exception(error)))


def _report(status: ServiceStatus) -> None:
    if _reports is not None:
        _reports.send(status)


def _leave_with_parent(reports: Connection) -> None:
    """End the process at the first word from the parent's end, or at its closing."""
    with suppress(EOFError, OSError):
        reports.recv()
    os._exit(0)
