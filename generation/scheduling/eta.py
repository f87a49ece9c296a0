"""What becomes of a line: it is played forward at the measured speeds, and nothing is changed."""

import math
from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence

from generation.request import GenerationRequest
from generation.scheduling.fair_queue import FairQueue
from generation.scheduling.messages import Unit, UnitId
from generation.scheduling.step_times import ImageSize, StepTimes


class PendingRequests:
    """Requests that wait elsewhere, and join the line as those before them end.

    Args:
        requests: in the order in which they come.
        room: pictures that may be in the line and the batch at once.
        here: what is there already.
    """

    def __init__(
        self, requests: Sequence[GenerationRequest], room: float, here: Iterable[Unit]
    ) -> None:
        self._later, self._room = deque(requests), room
        self._left, self._taken = Counter[str](), dict[str, int]()
        for unit in here:
            self._count(unit)

    def join(self, line: FairQueue) -> None:
        """Put those into the line for which there is room."""
        while self._later and sum(self._taken.values()) < self._room:
            request = self._later.popleft()
            for index in range(request.units):
                unit = Unit(request, index)
                line.append(unit)
                self._count(unit)

    def end(self, unit: Unit) -> None:
        """Make room, if it was the last of its request."""
        self._left[unit.request.id] -= 1
        if not self._left[unit.request.id]:
            del self._taken[unit.request.id]

    def _count(self, unit: Unit) -> None:
        self._left[unit.request.id] += 1
        self._taken[unit.request.id] = unit.request.taking(self._room)


def fits_batch(unit: Unit, shape: ImageSize | None, size: int, max_batch: int) -> bool:
    """Tell whether a unit joins a batch of so many units of a shape."""
    return size == 0 or (size < max_batch and unit.shape == shape)


def finishing_times(
    line: FairQueue,
    batch: Mapping[Unit, int],
    speeds: StepTimes,
    max_batch: int,
    coming: Sequence[GenerationRequest] = (),
    room: float = math.inf,
) -> dict[UnitId, float]:
    """Play a line forward.

    Args:
        line: what waits; it is left as it is.
        batch: what runs, each with its remaining calls of the model.
        speeds: as measured.
        max_batch: units that run at once.
        coming: requests that are not in the line yet.
        room: pictures that may be in the line and the batch at once.

    Returns:
        Seconds from the beginning of the current slice, by unit; empty before any measurement.
    """
    line, batch = line.copy(), dict(batch)
    later, times, now_s = PendingRequests(coming, room, (*batch, *line)), dict[UnitId, float](), 0.0
    while True:
        later.join(line)
        shape = _admit(line, batch, max_batch)
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
            later.end(unit)
        batch = {unit: left - steps for unit, left in batch.items() if left > steps}


def _admit(line: FairQueue, batch: dict[Unit, int], max_batch: int) -> ImageSize | None:
    """Fill a batch from the line; its shape, None if nothing runs."""
    shape = next(iter(batch)).shape if batch else None
    while (head := line.head()) and fits_batch(head, shape, len(batch), max_batch):
        line.take()
        batch[head], shape = head.request.calls, head.shape
    return shape


def last_of_each(times: Mapping[UnitId, float]) -> dict[str, float]:
    """Find for each request when the last of its units is finished."""
    last: dict[str, float] = {}
    for (request_id, _), seconds in times.items():
        last[request_id] = max(seconds, last.get(request_id, 0.0))
    return last
