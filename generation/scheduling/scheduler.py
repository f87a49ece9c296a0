"""Step-level continuous batching of units. No Keras, no asyncio, no clock of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generation.prepared import BatchKey, PreparedRequest, Unit, UnitId
from generation.scheduling.admission_window import UNLIMITED, AdmissionWindow
from generation.scheduling.eta import fits_batch, last_finish_times, simulate_finish_times
from generation.scheduling.fair_queue import FairQueue
from generation.scheduling.messages import StepBatch, StepBatchResult
from generation.scheduling.step_times import ImageSize, StepTimes
from generation.scheduling.time_sharing import Backlog

# Target seconds of a step batch: short enough that a new unit joins and a cancelled one leaves at
# once, long enough that the few milliseconds between two step batches do not matter.
STEP_BATCH_S = 0.4


@dataclass(slots=True)
class _RunningUnit:
    """A unit in the batch.

    Args:
        unit: the unit.
        remaining: calls of the diffusion model that it still needs.
        begun: whether a step batch has admitted it to the worker.
    """

    unit: Unit
    remaining: int
    begun: bool = False


class Scheduler:
    """Fair scheduler that forms a new batch for every few denoising steps.

    The queue is round-robin by user. Its head joins the running batch at any step batch if it has
    the batch's shape and LoRAs and there is room. If not, no unit overtakes it: the batch drains
    and the head is next. So no unit starves.

    Args:
        clock: monotonic clock, in seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._queue = FairQueue()
        self._batch: dict[UnitId, _RunningUnit] = {}
        self._in_worker: set[UnitId] = set()
        self._speeds = StepTimes()
        self._max_batch: int | None = None
        self._max_by_shape: dict[ImageSize, int] = {}
        self._isolated: set[UnitId] = set()
        self._step_batch_began: float | None = None

    @property
    def pictures(self) -> int:
        """Number of units that wait or run."""
        return len(self._queue) + len(self._batch)

    @property
    def running(self) -> frozenset[str]:
        """Ids of the requests that have a unit in the batch."""
        return frozenset(unit_id.request_id for unit_id in self._batch)

    @property
    def is_single(self) -> bool:
        """Whether the batch holds one unit at most."""
        return len(self._batch) <= 1

    def limit_batch(self, max_batch: int) -> None:
        """Lower the maximum batch size to `max_batch` units; it is never raised again."""
        self._max_batch = min(max_batch, self._max_batch or max_batch)

    def add(self, request: PreparedRequest) -> None:
        """Append a request's units to the queue."""
        for unit in request.units:
            self._queue.append(unit)

    def remove(self, request_id: str) -> None:
        """Remove a request's units from the queue and from the batch."""
        self._queue.remove(request_id)
        for unit_id in [unit_id for unit_id in self._batch if unit_id.request_id == request_id]:
            del self._batch[unit_id]
        self._isolated = {unit_id for unit_id in self._isolated if unit_id.request_id != request_id}
        if not self._batch:
            # Without units, the rest of the step batch's time delays no request.
            self._step_batch_began = None

    def next_step_batch(self) -> StepBatch | None:
        """Fill the batch from the queue, and build the worker's next call.

        Returns:
            The call, None if no unit waits or runs.
        """
        while (head := self._queue.peek()) and self._joins(
            head, self._batch_key(), len(self._batch)
        ):
            self._queue.pop()
            self._batch[head.id] = _RunningUnit(head, head.request.calls)
        if not self._batch:
            return None
        begun = {unit_id for unit_id, running in self._batch.items() if running.begun}
        fresh = [running for running in self._batch.values() if not running.begun]
        for running in fresh:
            running.begun = True
        drop = self._in_worker - begun
        self._in_worker = set(self._batch)
        self._step_batch_began = self._clock()
        admit = tuple(running.unit for running in fresh)
        return StepBatch(tuple(drop), admit, tuple(self._batch), self._choose_steps())

    def record(self, step_batch: StepBatch, result: StepBatchResult) -> None:
        """Record a step batch's progress and its times.

        Args:
            step_batch: as `next_step_batch` returned it.
            result: the worker's answer.
        """
        self._step_batch_began = None
        self._record_times(step_batch, result)
        for unit_id, done in result.steps.items():
            if unit_id in self._batch:
                running = self._batch[unit_id]
                running.remaining = running.unit.request.calls - done
        for unit_id in result.pictures:
            self._batch.pop(unit_id, None)
            self._in_worker.discard(unit_id)
            self._isolated.discard(unit_id)

    def restart_batch(self, isolate: bool = False) -> None:
        """Restart the batch from its first steps, after the worker lost its samples.

        Args:
            isolate: whether each of its units runs alone from now on.
        """
        self._in_worker.clear()
        if isolate:
            self._isolated |= self._batch.keys()
            self._shrink_batch(1)
        self._reset_progress()

    def halve_batch(self) -> bool:
        """Restart with half of the batch, after the worker ran out of memory.

        Returns:
            False, and nothing is changed, if the batch was a single unit.
        """
        if self.is_single:
            return False
        half = len(self._batch) // 2
        # Of this shape alone: a batch of smaller pictures may fit.
        self._max_by_shape[next(iter(self._batch.values())).unit.shape] = half
        self._shrink_batch(half)
        self._reset_progress()
        return True

    def positions(self) -> dict[str, int]:
        """Count the requests ahead of each request that has no unit in the batch.

        Returns:
            By request id; 0 if its first unit joins the next step batch.
        """
        ahead, positions = set(self.running), dict[str, int]()
        key, size, open_ = self._batch_key(), len(self._batch), True
        for unit in self._queue:
            open_ = open_ and self._joins(unit, key, size)
            if unit.request.id not in ahead:
                positions[unit.request.id] = 0 if open_ else len(ahead)
            ahead.add(unit.request.id)
            key, size = unit.batch_key, size + 1
        return positions

    def etas(self) -> dict[str, float]:
        """Estimate when each request is finished.

        Returns:
            Seconds from now by request id; empty before any measurement.
        """
        return last_finish_times(self._simulate_finish_times())

    def forecast(
        self, requests: Sequence[PreparedRequest], window: AdmissionWindow = UNLIMITED
    ) -> list[float | None]:
        """Estimate when requests would be finished if they were added now.

        Takes milliseconds and changes nothing.

        Args:
            requests: in the order in which they would be added; ids are unique.
            window: capacity; requests beyond it are added as others end.

        Returns:
            Seconds from now, in their order; None before any measurement.
        """
        etas = last_finish_times(self._simulate_finish_times(requests, window))
        return [etas.get(one.request.id) for one in requests]

    def backlog(self, requests: Sequence[PreparedRequest] = ()) -> Backlog:
        """Compute the workload, including requests that are not added yet."""
        times = self._simulate_finish_times(requests)
        work_s = max(times.values(), default=0.0)
        return Backlog(work_s, self._speeds.step_batch_s or STEP_BATCH_S)

    def room_eta_s(self, pictures: int) -> float | None:
        """Estimate the seconds until `pictures` more units are finished; None if unknown."""
        times = sorted(self._simulate_finish_times().values())
        return times[pictures - 1] if 0 < pictures <= len(times) else None

    def _joins(self, unit: Unit, key: BatchKey | None, size: int) -> bool:
        isolated = unit.id in self._isolated or not self._isolated.isdisjoint(self._batch)
        return fits_batch(unit, key, size, 1 if isolated else self._largest_batch(unit.shape))

    def _largest_batch(self, shape: ImageSize) -> int:
        """Return the largest batch of a shape."""
        most = self._max_batch or 1
        return min(most, self._max_by_shape.get(shape, most))

    def _batch_key(self) -> BatchKey | None:
        return next((running.unit.batch_key for running in self._batch.values()), None)

    def _choose_steps(self) -> int:
        """Fit the target time, and end where the first unit is finished."""
        first = next(iter(self._batch.values())).unit.shape
        step_s = self._speeds.step_s(first, len(self._batch))
        fitting = int(STEP_BATCH_S / step_s) if step_s else 1
        return max(1, min(fitting, *(running.remaining for running in self._batch.values())))

    def _shrink_batch(self, size: int) -> None:
        """Put the batch's units beyond `size` back into the queue."""
        surplus = list(self._batch)[size:]
        self._queue.put_back([self._batch.pop(unit_id).unit for unit_id in surplus])

    def _reset_progress(self) -> None:
        self._step_batch_began = None
        for running in self._batch.values():
            running.begun, running.remaining = False, running.unit.request.calls

    def _record_times(self, step_batch: StepBatch, result: StepBatchResult) -> None:
        self._speeds.record_step_batch(result.encode_s + result.denoise_s + result.decode_s)
        key = self._batch_key()
        if key is None:  # All of its units were cancelled meanwhile.
            return
        shape, _ = key
        if result.steps:
            self._speeds.record_steps(shape, len(result.steps), step_batch.steps, result.denoise_s)
        if result.pictures:
            self._speeds.record_decoding(shape, len(result.pictures), result.decode_s)

    def _simulate_finish_times(
        self, coming: Sequence[PreparedRequest] = (), window: AdmissionWindow = UNLIMITED
    ) -> dict[UnitId, float]:
        """Simulate the queue: seconds from now to each unit's end, by unit."""
        batch = {running.unit: running.remaining for running in self._batch.values()}
        times = simulate_finish_times(
            self._queue, batch, self._speeds, self._largest_batch, coming, window
        )
        began = self._step_batch_began
        elapsed_s = 0.0 if began is None else self._clock() - began
        return {unit_id: max(0.0, seconds - elapsed_s) for unit_id, seconds in times.items()}
