"""Which pictures share the next denoising steps. No Keras, no asyncio, no clock of its own."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generation.request import GenerationRequest
from generation.scheduling.eta import finishing_times, fits_batch, last_of_each
from generation.scheduling.fair_queue import FairQueue
from generation.scheduling.messages import StepBatch, StepBatchResult, Unit, UnitId
from generation.scheduling.step_times import ImageSize, StepTimes
from generation.scheduling.time_sharing import Backlog

# How long a slice should take: short enough that a newcomer joins and a cancelled picture leaves
# at once, long enough that the few milliseconds between two slices do not matter.
SLICE_S = 0.4


@dataclass(slots=True)
class _Running:
    """A unit in the batch; `begun` once the worker was told to begin it."""

    unit: Unit
    remaining: int
    begun: bool = False


class Scheduler:
    """Fair batching by the step.

    The line is served in rounds, a turn for each user. Its head joins the running batch at any
    slice if it has the batch's shape and there is room; if not, nobody overtakes it: the batch
    runs empty and the head's shape is next. So nothing starves.

    Args:
        clock: seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._line = FairQueue()
        self._batch: dict[UnitId, _Running] = {}
        self._in_worker: set[UnitId] = set()
        self._speeds = StepTimes()
        self._max_batch: int | None = None
        self._apart: set[UnitId] = set()
        self._slice_began: float | None = None

    @property
    def pictures(self) -> int:
        """Pictures that wait or run."""
        return len(self._line) + len(self._batch)

    @property
    def running(self) -> frozenset[str]:
        """Ids of the requests that have a picture in the batch."""
        return frozenset(request_id for request_id, _ in self._batch)

    @property
    def alone(self) -> bool:
        """Whether the batch is a single picture."""
        return len(self._batch) <= 1

    def limit(self, max_batch: int) -> None:
        """Keep batches to `max_batch` pictures; a limit once lowered is not raised again."""
        self._max_batch = min(max_batch, self._max_batch or max_batch)

    def add(self, request: GenerationRequest) -> None:
        """Put the pictures of a request into the line."""
        for index in range(request.units):
            self._line.append(Unit(request, index))

    def remove(self, request_id: str) -> None:
        """Forget a request, wherever its pictures are."""
        self._line.remove(request_id)
        for unit_id in [unit_id for unit_id in self._batch if unit_id[0] == request_id]:
            del self._batch[unit_id]
        self._apart = {unit_id for unit_id in self._apart if unit_id[0] != request_id}
        if not self._batch:
            self._slice_began = None  # What is left of the slice is nobody's.

    def next_slice(self) -> StepBatch | None:
        """Admit who may join, and say what the worker shall do next; None if nobody waits."""
        self._admit()
        if not self._batch:
            return None
        begun = {unit_id for unit_id, running in self._batch.items() if running.begun}
        fresh = [running for running in self._batch.values() if not running.begun]
        for running in fresh:
            running.begun = True
        drop = self._in_worker - begun
        self._in_worker = set(self._batch)
        self._slice_began = self._clock()
        admit = tuple(running.unit for running in fresh)
        return StepBatch(tuple(drop), admit, tuple(self._batch), self._steps())

    def record(self, slice_: StepBatch, result: StepBatchResult) -> None:
        """Take in what the worker did in `slice_`."""
        self._slice_began = None
        self._speeds.record_slice(result.encode_s + result.denoise_s + result.decode_s)
        self._learn(slice_, result)
        for unit_id, done in result.steps.items():
            if unit_id in self._batch:
                running = self._batch[unit_id]
                running.remaining = running.unit.request.calls - done
        for unit_id in result.pictures:
            self._batch.pop(unit_id, None)
            self._in_worker.discard(unit_id)
            self._apart.discard(unit_id)

    def worker_lost(self, apart: bool = False) -> None:
        """Begin the batch again from its first steps: the worker's samples are gone.

        Args:
            apart: whether each of its pictures is to run alone from now on.
        """
        self._in_worker.clear()
        if apart:
            self._apart |= self._batch.keys()
            self._shrink(1)
        self._begin_again()

    def out_of_memory(self) -> bool:
        """Halve the batch and begin it again.

        Returns:
            False, and nothing is changed, if the batch was a single picture.
        """
        if self.alone:
            return False
        half = len(self._batch) // 2
        self.limit(half)
        self._shrink(half)
        self._begin_again()
        return True

    def positions(self) -> dict[str, int]:
        """Count the requests ahead of each request that wholly waits.

        Returns:
            By request id; 0 if its first picture joins the next slice.
        """
        ahead, positions = set(self.running), dict[str, int]()
        shape, size, open_ = self._shape(), len(self._batch), True
        for unit in self._line:
            open_ = open_ and self._joins(unit, shape, size)
            if unit.request.id not in ahead:
                positions[unit.request.id] = 0 if open_ else len(ahead)
            ahead.add(unit.request.id)
            shape, size = unit.shape, size + 1
        return positions

    def etas(self) -> dict[str, float]:
        """Estimate when each request will have all its pictures.

        Returns:
            Seconds from now by request id; empty before any measurement.
        """
        return last_of_each(self._finishing_times())

    def forecast(
        self, requests: Sequence[GenerationRequest], room: float = math.inf
    ) -> list[float | None]:
        """Estimate when requests would have all their pictures if they came now; nothing changes.

        Args:
            requests: in the order in which they would come.
            room: pictures that may be here at once; who is left over comes when there is room.

        Returns:
            Seconds from now, in their order; None before any measurement.
        """
        etas = last_of_each(self._finishing_times(requests, room))
        return [etas.get(request.id) for request in requests]

    def load(self, requests: Sequence[GenerationRequest]) -> Backlog:
        """Say how much there is to do, with requests that have not come yet."""
        times = self._finishing_times(requests)
        return Backlog(max(times.values(), default=0.0), self._speeds.slice_s or SLICE_S)

    def room_eta_s(self, pictures: int) -> float | None:
        """Estimate the seconds until `pictures` of those waiting are finished, None if unknown."""
        times = sorted(self._finishing_times().values())
        return times[pictures - 1] if 0 < pictures <= len(times) else None

    def _admit(self) -> None:
        while (unit := self._line.head()) and self._joins(unit, self._shape(), len(self._batch)):
            self._line.take()
            self._batch[unit.id] = _Running(unit, unit.request.calls)

    def _joins(self, unit: Unit, shape: ImageSize | None, size: int) -> bool:
        apart = unit.id in self._apart or not self._apart.isdisjoint(self._batch)
        return fits_batch(unit, shape, size, 1 if apart else self._max_batch or 1)

    def _shape(self) -> ImageSize | None:
        return next((running.unit.shape for running in self._batch.values()), None)

    def _steps(self) -> int:
        """Fit the slice's time, and end it where the first picture is finished."""
        first = next(iter(self._batch.values())).unit.shape
        step_s = self._speeds.step_s(first, len(self._batch))
        fitting = int(SLICE_S / step_s) if step_s else 1
        return max(1, min(fitting, *(running.remaining for running in self._batch.values())))

    def _shrink(self, size: int) -> None:
        """Put back into the line what makes the batch larger."""
        surplus = list(self._batch)[size:]
        self._line.put_back([self._batch.pop(unit_id).unit for unit_id in surplus])

    def _begin_again(self) -> None:
        self._slice_began = None
        for running in self._batch.values():
            running.begun, running.remaining = False, running.unit.request.calls

    def _learn(self, slice_: StepBatch, result: StepBatchResult) -> None:
        shape = self._shape()
        if shape is None:  # all of them were cancelled meanwhile
            return
        if result.steps:
            self._speeds.record_steps(shape, len(result.steps), slice_.steps, result.denoise_s)
        if result.pictures:
            self._speeds.record_decoding(shape, len(result.pictures), result.decode_s)

    def _finishing_times(
        self, coming: Sequence[GenerationRequest] = (), room: float = math.inf
    ) -> dict[UnitId, float]:
        """Foretell when units are finished: seconds from now, by unit."""
        batch = {running.unit: running.remaining for running in self._batch.values()}
        times = finishing_times(self._line, batch, self._speeds, self._max_batch or 1, coming, room)
        gone_s = 0.0 if self._slice_began is None else self._clock() - self._slice_began
        return {unit_id: max(0.0, seconds - gone_s) for unit_id, seconds in times.items()}
