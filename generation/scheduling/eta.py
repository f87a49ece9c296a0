"""Estimate finish times: simulate the queue at the measured speeds, without changing it."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence

from generation.prepared import BatchKey, PreparedRequest, Unit, UnitId
from generation.request import GenerationRequest
from generation.scheduling.admission_window import UNLIMITED, AdmissionWindow
from generation.scheduling.fair_queue import FairQueue
from generation.scheduling.step_times import ImageSize, StepTimes


class PendingRequests:
    """Requests that are not in the queue yet and enter it as requests before them end.

    Args:
        requests: in the order in which they enter.
        window: capacity of the queue and the batch.
        present: units that are in the queue or the batch already.
    """

    def __init__(
        self,
        requests: Sequence[PreparedRequest],
        window: AdmissionWindow,
        present: Iterable[Unit],
    ) -> None:
        self._pending, self._window = deque(requests), window
        self._units_left, self._present = Counter[str](), dict[str, GenerationRequest]()
        for unit in present:
            self._count(unit)

    def enqueue(self, queue: FairQueue) -> None:
        """Append to the queue the units of as many requests as the capacity allows."""
        while self._pending and self._window.room(self._present.values()) > 0:
            for unit in self._pending.popleft().units:
                queue.append(unit)
                self._count(unit)

    def finish(self, unit: Unit) -> None:
        """Count a unit as finished; the last unit of a request frees the request's capacity."""
        self._units_left[unit.request.id] -= 1
        if not self._units_left[unit.request.id]:
            del self._present[unit.request.id]

    def _count(self, unit: Unit) -> None:
        self._units_left[unit.request.id] += 1
        self._present[unit.request.id] = unit.request


def fits_batch(unit: Unit, key: BatchKey | None, size: int, max_batch: int) -> bool:
    """Check whether a unit can join a batch.

    LoRAs are merged into the model's weights: units of others would have them merged anew for
    every few steps.

    Args:
        unit: the unit to be added.
        key: of the batch's units; None if the batch is empty.
        size: units in the batch.
        max_batch: units that run at once, at least 1.
    """
    return size == 0 or (size < max_batch and unit.batch_key == key)


def simulate_finish_times(
    queue: FairQueue,
    batch: Mapping[Unit, int],
    speeds: StepTimes,
    max_batch: Callable[[ImageSize], int],
    coming: Sequence[PreparedRequest] = (),
    window: AdmissionWindow = UNLIMITED,
) -> dict[UnitId, float]:
    """Simulate the queue until every unit is finished.

    Args:
        queue: the waiting units; it is not changed.
        batch: the running units, each with its remaining calls of the model.
        speeds: measured times.
        max_batch: units of a shape that run at once.
        coming: requests that are not in the queue yet.
        window: capacity of the queue and the batch; `coming` beyond it follow as others end.

    Returns:
        Seconds from the beginning of the current step batch, by unit; empty before any
        measurement.
    """
    queue, batch, now_s = queue.copy(), dict(batch), 0.0
    pending, times = PendingRequests(coming, window, (*batch, *queue)), dict[UnitId, float]()
    while True:
        pending.enqueue(queue)
        shape = _fill_batch(queue, batch, max_batch)
        if shape is None:
            return times
        step_s = speeds.step_s(shape, len(batch))
        if step_s is None:
            return {}
        steps = min(batch.values())
        done = [unit for unit, left in batch.items() if left == steps]
        now_s += steps * step_s + len(done) * speeds.decode_s(shape)
        for unit in done:
            times[unit.id] = now_s
            pending.finish(unit)
        batch = {unit: left - steps for unit, left in batch.items() if left > steps}


def _fill_batch(
    queue: FairQueue, batch: dict[Unit, int], max_batch: Callable[[ImageSize], int]
) -> ImageSize | None:
    """Move units from the queue into the batch, and return its shape; None if it stays empty."""
    key = next(iter(batch)).batch_key if batch else None
    while (head := queue.peek()) and fits_batch(head, key, len(batch), max_batch(head.shape)):
        queue.pop()
        batch[head], key = head.request.calls, head.batch_key
    return key and key[0]


def last_finish_times(times: Mapping[UnitId, float]) -> dict[str, float]:
    """Compute for each request the finish time of its last unit."""
    last: dict[str, float] = {}
    for (request_id, _), seconds in times.items():
        last[request_id] = max(seconds, last.get(request_id, 0.0))
    return last
