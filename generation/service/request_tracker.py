"""The accepted requests: their places in the schedule, and what their askers are told."""

import logging
import math
import time
from collections.abc import Callable, Iterable, Sequence

from generation.errors import (
    Cancelled,
    GenerationError,
    LoraUnavailable,
    OutOfMemory,
    QueueFull,
    WorkerFailed,
)
from generation.request import GenerationRequest
from generation.scheduling.messages import StepBatch, StepBatchResult
from generation.scheduling.scheduler import Scheduler
from generation.scheduling.time_sharing import Backlog
from generation.service.request_state import RequestState
from generation.types import Assembled, BackendChoice, Failed
from generation.validation import validation_error

log = logging.getLogger(__name__)

# So many worker processes may die on a request before it fails.
MAX_DEATHS = 3


class RequestTracker:
    """Keeps the schedule and the tickets in step.

    Args:
        max_waiting: pictures that wait or run from which on the line is full.
        clock: seconds that never go back.
    """

    def __init__(self, max_waiting: int, clock: Callable[[], float] = time.perf_counter) -> None:
        self._max_waiting, self._clock = max_waiting, clock
        self._scheduler = Scheduler(clock)
        self._states: dict[str, RequestState] = {}

    @property
    def pictures(self) -> int:
        """Pictures that wait or run."""
        return self._scheduler.pictures

    @property
    def states(self) -> tuple[RequestState, ...]:
        """The requests that have not ended."""
        return tuple(self._states.values())

    def accept(self, request: GenerationRequest) -> RequestState:
        """Put a request into the line.

        Raises:
            InvalidRequest: its id is in use.
            QueueFull: enough pictures are here. Whoever comes before goes in with all of theirs,
                as one of more pictures than that would never be drawn.
        """
        if request.id in self._states:
            raise validation_error("id", request.id, "unused-id")
        surplus = self.pictures + 1 - self._max_waiting
        if surplus > 0:
            raise QueueFull(self._max_waiting, self._scheduler.room_eta_s(surplus))
        state = RequestState(request, self._clock())
        self._states[request.id] = state
        self._scheduler.add(request)
        self._tell_positions(self._scheduler.etas())
        return state

    def forecast(
        self, requests: Sequence[GenerationRequest], room: float = math.inf
    ) -> list[float | None]:
        """Estimate when requests would have all their pictures; see the service's."""
        return self._scheduler.forecast(requests, room)

    def load(self, requests: Sequence[GenerationRequest]) -> Backlog:
        """Say how much there is to do; see the service's."""
        return self._scheduler.load(requests)

    def cancel(self, request_id: str) -> bool:
        """Take a request back; False if there is none."""
        if request_id not in self._states:
            return False
        self.fail([request_id], Cancelled())
        return True

    def fail(self, request_ids: Iterable[str], error: GenerationError) -> None:
        """End requests without pictures."""
        for request_id in list(request_ids):
            self._scheduler.remove(request_id)
            self._states.pop(request_id).end(Failed(error))
        self._tell_positions(self._scheduler.etas())

    def fail_all(self, error: GenerationError) -> None:
        """End every request without pictures."""
        self.fail(self._states, error)

    def fail_waiting(self, error: GenerationError) -> None:
        """End without pictures what is not all there; what is will be handed out."""
        self.fail((t.request.id for t in self.states if not t.complete), error)

    def fail_running(self, error: GenerationError) -> None:
        """End the requests of the running batch without pictures."""
        self.fail(self._scheduler.running, error)

    def limit(self, max_batch: int) -> None:
        """Keep batches to `max_batch` pictures."""
        self._scheduler.limit(max_batch)

    def next_slice(self) -> StepBatch | None:
        """Say what the worker shall do next; None if nobody waits."""
        slice_ = self._scheduler.next_slice()
        for unit in slice_.admit if slice_ else ():
            state = self._states[unit.request.id]
            if state.began_s is None:
                state.began_s = self._clock()
        return slice_

    def finish(
        self, state: RequestState, assembled: Assembled, assembled_s: float, choice: BackendChoice
    ) -> None:
        """Hand a request's pictures out, unless it was taken back meanwhile."""
        if not state.done:
            del self._states[state.request.id]
            state.end(state.finished(assembled, assembled_s, self._clock(), choice))

    def take(self, slice_: StepBatch, result: StepBatchResult) -> list[RequestState]:
        """Hand out what a slice brought.

        Returns:
            The requests whose last unit it brought.
        """
        # Who was taken back meanwhile is not among them, though asked for again by the same id.
        running = self._scheduler.running
        self._scheduler.record(slice_, result)
        for request_id in running & result.failures.keys():
            error = result.failures[request_id]
            if isinstance(error, LoraUnavailable):  # Its member is told to look here.
                log.warning("The LoRA %r cannot be used: %s", error.name, error)
            self.fail([request_id], error)
        etas = self._scheduler.etas()
        drawn = [state for state in self.states if state.request.id in running]
        touched = [state for state in drawn if state.take(slice_, result)]
        for state in touched:
            state.progress(etas.get(state.request.id, 0.0))
        self._tell_positions(etas)
        return [state for state in touched if state.complete]

    def worker_died(self) -> None:
        """Begin again what was running, from its second death on a picture at a time.

        So what was too much together is drawn all the same, and if one request is to blame, none
        but that one fails.
        """
        running = self._scheduler.running
        for request_id in running:
            self._states[request_id].deaths += 1
            self._states[request_id].begin_again()
        deaths = max((self._states[request_id].deaths for request_id in running), default=0)
        if deaths >= MAX_DEATHS and self._scheduler.alone:
            self.fail(running, WorkerFailed())
        self._scheduler.worker_lost(apart=deaths > 1)

    def out_of_memory(self) -> None:
        """Begin again in batches of half the size; fail what does not even fit alone."""
        running = self._scheduler.running
        if not self._scheduler.out_of_memory():
            self.fail(running, OutOfMemory())
            return
        for request_id in running:
            self._states[request_id].begin_again()

    def _tell_positions(self, etas: dict[str, float]) -> None:
        for request_id, position in self._scheduler.positions().items():
            state = self._states[request_id]
            if state.began_s is None:
                state.queued(position, etas.get(request_id))
