"""What runs in the worker process: one model, and the samples in the making.

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
import time
import traceback
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from generation.errors import GenerationError, InvalidRequest, ModelUnavailable, OutOfMemory
from generation.png import encode_png
from generation.slices import Loaded, Notes, Slice, SliceResult, Unit, UnitId
from generation.types import GenerationRequest, Picture, ServiceConfig, ServiceStatus

if TYPE_CHECKING:
    from generation.pipeline import Pipeline
    from generation.sample import Sample

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


class Easel:
    """A pipeline with the samples that it works on, by unit.

    Args:
        pipeline: the loaded model.
        model: its name, for the pictures' parameters.
    """

    def __init__(self, pipeline: "Pipeline", model: str) -> None:
        self._pipeline = pipeline
        self._model = model
        self._units: dict[UnitId, Unit] = {}
        self._samples: dict[UnitId, Sample] = {}

    def run(self, slice_: Slice) -> SliceResult:
        """Do a slice: forget, begin, denoise, decode."""
        self._forget(slice_.drop)
        began = time.perf_counter()
        failures, notes = self._begin(slice_.admit)
        encoded = time.perf_counter()
        batch = [unit_id for unit_id in slice_.batch if unit_id in self._samples]
        if batch:
            self._pipeline.advance([self._samples[unit_id] for unit_id in batch], slice_.steps)
        denoised = time.perf_counter()
        steps = {unit_id: self._samples[unit_id].step for unit_id in batch}
        pictures = self._finish([id_ for id_ in batch if self._samples[id_].remaining == 0])
        return SliceResult(
            steps,
            pictures,
            failures,
            notes,
            encode_s=encoded - began,
            denoise_s=denoised - encoded,
            decode_s=time.perf_counter() - denoised,
        )

    def _forget(self, unit_ids: Iterable[UnitId]) -> None:
        for unit_id in unit_ids:
            self._units.pop(unit_id, None)
            self._samples.pop(unit_id, None)

    def _begin(
        self, units: Sequence[Unit]
    ) -> tuple[Mapping[str, GenerationError], Mapping[str, Notes]]:
        """Encode each request's texts once and begin its units."""
        failures: dict[str, GenerationError] = {}
        notes: dict[str, Notes] = {}
        for request in {unit.request.id: unit.request for unit in units}.values():
            try:
                contexts = self._pipeline.encode([request.prompt, request.negative_prompt])
            except InvalidRequest as error:
                failures[request.id] = error
                continue
            notes[request.id] = self._notes(request)
            for unit in units:
                if unit.request.id == request.id:
                    self._units[unit.id] = unit
                    self._samples[unit.id] = self._pipeline.begin(request, unit.seed, *contexts)
        return failures, notes

    def _notes(self, request: GenerationRequest) -> Notes:
        texts = (request.prompt, request.negative_prompt)
        cut = " … ".join(filter(None, map(self._pipeline.cut, texts)))
        return Notes(self._pipeline.unknown_words(request.prompt), cut)

    def _finish(self, unit_ids: Sequence[UnitId]) -> Mapping[UnitId, Picture]:
        """Decode finished samples, and forget them."""
        if not unit_ids:
            return {}
        decoded = self._pipeline.decode([self._samples[unit_id] for unit_id in unit_ids])
        pictures = {
            unit_id: self._picture(self._units[unit_id], pixels)
            for unit_id, pixels in zip(unit_ids, decoded, strict=True)
        }
        self._forget(unit_ids)
        return pictures

    def _picture(self, unit: Unit, pixels: Any) -> Picture:
        png = encode_png(pixels, unit.request, unit.seed, self._model)
        return Picture(png, unit.seed, *unit.shape)


# The process's reports to its parent, and its one easel: set by `enter` and `load`.
_reports: Connection | None = None
_easel: Easel | None = None


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
    # TensorFlow tells of every missing CUDA library before it knows that it needs none.
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    # Standard output may be the command line's JSON: what libraries print goes to standard error.
    os.dup2(2, 1)
    if sys.platform != "win32":
        os.nice(NICENESS)
    threading.Thread(target=_leave_with_parent, args=(reports,), daemon=True).start()


def load(config: ServiceConfig, pipeline: str) -> Loaded:
    """Load and warm the model.

    Args:
        config: which model, and how.
        pipeline: "module:path" of a function (config, report) → pipeline.

    Raises:
        ModelUnavailable: the model cannot be had.
        OutOfMemory: it does not fit.
        WorkerError: anything else.
    """
    global _easel
    try:
        module, path = pipeline.split(":")
        make = operator.attrgetter(path)(importlib.import_module(module))
        loaded: Pipeline = make(config, _report)
    except ModelUnavailable:
        raise
    except Exception as error:  # noqa: BLE001 - passed on, whatever it is
        raise _portable(error) from None
    _easel = Easel(loaded, config.model)
    return Loaded(loaded.batch_sizes[-1], loaded.choice)


def run(slice_: Slice) -> SliceResult:
    """Do a slice with the loaded model.

    Raises:
        OutOfMemory: the batch did not fit.
        WorkerError: anything else.
    """
    try:
        if _easel is None:
            raise RuntimeError("a slice came before the model was loaded")
        return _easel.run(slice_)
    except Exception as error:  # noqa: BLE001 - passed on, whatever it is
        raise _portable(error) from None


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
