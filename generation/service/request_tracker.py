"""Track accepted requests: schedule their units, and send their events."""

import logging
import time
from collections.abc import Callable, Iterable

from generation.errors import (
    Cancelled,
    GenerationError,
    LoraUnavailable,
    OutOfMemory,
    QueueFull,
    WorkerFailed,
)
from generation.prepared import PreparedRequest
from generation.scheduling.messages import StepBatch, StepBatchResult
from generation.scheduling.scheduler import Scheduler
from generation.service.request_state import RequestState
from generation.types import Assembled, BackendChoice, Failed
from generation.validation import validation_error

log = logging.getLogger(__name__)

# Worker processes that may die while a request is running before it fails.
MAX_REQUEST_DEATHS = 3


class RequestTracker:
    """Registry of accepted requests, consistent with the scheduler.

    Args:
        scheduler: of the requests' units.
        max_waiting: units that wait or run from which on the queue is full.
        clock: monotonic clock, in seconds.
    """

    def __init__(
        self,
        scheduler: Scheduler,
        max_waiting: int,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self.scheduler, self._max_waiting, self._clock = scheduler, max_waiting, clock
        self._states: dict[str, RequestState] = {}

    @property
    def states(self) -> tuple[RequestState, ...]:
        """The requests that have not ended."""
        return tuple(self._states.values())

    def accept(self, prepared: PreparedRequest) -> RequestState:
        """Add a request to the queue.

        Raises:
            InvalidRequest: its id is in use.
            QueueFull: `max_waiting` is reached. Below it a request is added with all of its units,
                since one of more units than that could never be added otherwise.
        """
        request = prepared.request
        if request.id in self._states:
            raise validation_error("id", request.id, "unused-id")
        surplus = self.scheduler.pictures + 1 - self._max_waiting
        if surplus > 0:
            raise QueueFull(self._max_waiting, self.scheduler.room_eta_s(surplus))
        state = RequestState(prepared, self._clock())
        self._states[request.id] = state
        self.scheduler.add(prepared)
        self._report_positions(self.scheduler.etas())
        return state

    def cancel(self, request_id: str) -> bool:
        """Cancel a request; return False if there is none of that id."""
        if request_id not in self._states:
            return False
        self.fail([request_id], Cancelled())
        return True

    def fail(self, request_ids: Iterable[str], error: GenerationError) -> None:
        """End requests with an error.

        Args:
            request_ids: ids of accepted requests.
            error: sent as their last event.
        """
        for request_id in list(request_ids):
            self.scheduler.remove(request_id)
            self._states.pop(request_id).end(Failed(error))
        self._report_positions(self.scheduler.etas())

    def fail_all(self, error: GenerationError) -> None:
        """End every request with an error."""
        self.fail(self._states, error)

    def fail_waiting(self, error: GenerationError) -> None:
        """End incomplete requests with an error; complete ones are encoded and finish normally."""
        self.fail((state.request.id for state in self.states if not state.is_complete), error)

    def fail_running(self, error: GenerationError) -> None:
        """End the requests of the running batch with an error."""
        self.fail(self.scheduler.running, error)

    def next_step_batch(self) -> StepBatch | None:
        """Return the worker's next call; None if no unit waits or runs."""
        step_batch = self.scheduler.next_step_batch()
        for unit in step_batch.admit if step_batch else ():
            state = self._states[unit.request.id]
            if state.began_s is None:
                state.began_s = self._clock()
        return step_batch

    def finish(
        self, state: RequestState, assembled: Assembled, assembled_s: float, choice: BackendChoice
    ) -> None:
        """Send a request's pictures, unless it was cancelled meanwhile.

        Args:
            state: a request whose units are complete.
            assembled: its encoded pictures and its animation.
            assembled_s: seconds of assembling and encoding them.
            choice: precision and engine in use.
        """
        if not state.done:
            del self._states[state.request.id]
            state.end(state.build_finished_event(assembled, assembled_s, self._clock(), choice))

    def record(self, step_batch: StepBatch, result: StepBatchResult) -> list[RequestState]:
        """Record a step batch, and send its events.

        Args:
            step_batch: as `next_step_batch` returned it.
            result: the worker's answer.

        Returns:
            The requests that it completed.
        """
        # Excludes a request cancelled meanwhile, even if it was submitted again by the same id.
        running = self.scheduler.running
        self.scheduler.record(step_batch, result)
        for request_id in running & result.failures.keys():
            error = result.failures[request_id]
            if isinstance(error, LoraUnavailable):  # Its member is referred to this log.
                log.warning("The LoRA %r cannot be used: %s", error.name, error)
            self.fail([request_id], error)
        etas = self.scheduler.etas()
        drawn = [state for state in self.states if state.request.id in running]
        touched = [state for state in drawn if state.record(step_batch, result)]
        for state in touched:
            state.report_progress(etas.get(state.request.id, 0.0))
        self._report_positions(etas)
        return [state for state in touched if state.is_complete]

    def handle_worker_death(self) -> None:
        """Restart the running batch; from its second death on, one unit at a time.

        So a batch that needs too much memory is drawn all the same, and a request that crashes
        the worker fails alone.
        """
        running = self.scheduler.running
        for request_id in running:
            self._states[request_id].deaths += 1
            self._states[request_id].reset_progress()
        deaths = max((self._states[request_id].deaths for request_id in running), default=0)
        if deaths >= MAX_REQUEST_DEATHS and self.scheduler.is_single:
            self.fail(running, WorkerFailed())
        self.scheduler.restart_batch(isolate=deaths > 1)

    def handle_out_of_memory(self) -> None:
        """Restart with half the batch; a single unit that does not fit fails its request."""
        running = self.scheduler.running
        if not self.scheduler.halve_batch():
            self.fail(running, OutOfMemory())
            return
        for request_id in running:
            self._states[request_id].reset_progress()

    def _report_positions(self, etas: dict[str, float]) -> None:
        for request_id, position in self.scheduler.positions().items():
            state = self._states[request_id]
            if state.began_s is None:
                state.report_position(position, etas.get(request_id))
