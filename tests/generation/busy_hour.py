"""A recorded hour of requests, and a machine that draws them at speeds which are never the same."""

import asyncio
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from generation import BackendChoice, Finished, GenerationRequest, Keyframe, Progress, Queued, Start
from generation.prepared import UnitId
from generation.scheduling.messages import StepBatch, StepBatchResult
from generation.service.request_state import RequestState
from generation.service.request_tracker import RequestTracker
from generation.types import RawImage
from tests.generation.requests import ask, make_tracker, ready

HOUR = Path(__file__).with_suffix(".tsv")
MODES: dict[str, dict[str, Any]] = {
    "text": {},
    "image": {"start": Start(b"picture")},
    "variation": {"variation": 0.2},
    "upscale": {"start": Start(b"picture", strength=0.3), "upscale": True},
    "morph": {"morph": (Keyframe("a boat", 1),)},
}


def arrivals() -> list[tuple[float, GenerationRequest]]:
    """Read who asks for what, and at which second."""
    _, *lines = HOUR.read_text().splitlines()
    return [_arrival(*line.split("\t")) for line in lines]


def _arrival(
    second: str, user: str, mode: str, count: str, steps: str, size: str
) -> tuple[float, GenerationRequest]:
    width, height = map(int, size.split("x"))
    pictures = "frames" if mode == "morph" else "count"
    changes = MODES[mode] | {pictures: int(count), "width": width, "height": height}
    return float(second), ask(user=user, steps=int(steps), **changes)


@dataclass
class Machine:
    """Worker whose times vary with the batch, from one step batch to the next and over the hour."""

    step_s: float = 0.2
    decode_s: float = 0.35
    encode_s: float = 0.06
    growth: float = 0.55
    random: Random = field(default_factory=lambda: Random(5))
    left: dict[UnitId, int] = field(default_factory=dict)
    done: dict[UnitId, int] = field(default_factory=dict)

    def do(self, step_batch: StepBatch, now: float) -> StepBatchResult:
        for unit_id in step_batch.drop:
            self._forget(unit_id)
        for unit in step_batch.admit:
            self.left[unit.id], self.done[unit.id] = unit.request.calls, 0
            self.pixels = unit.request.width * unit.request.height / 512**2
        for unit_id in step_batch.batch:
            self.left[unit_id] -= step_batch.steps
            self.done[unit_id] += step_batch.steps
        finished = [unit_id for unit_id in step_batch.batch if not self.left[unit_id]]
        steps = {unit_id: self.done[unit_id] for unit_id in step_batch.batch}
        for unit_id in finished:
            self._forget(unit_id)
        batch_s = self.step_s * (1 + self.growth * (len(step_batch.batch) - 1))
        return StepBatchResult(
            steps=steps,
            pictures=dict.fromkeys(finished, RawImage(b"", 0, 0)),
            failures={},
            notes={},
            encode_s=self.encode_s * len(step_batch.admit) * self._haste(now),
            denoise_s=step_batch.steps * batch_s * self.pixels * self._haste(now),
            decode_s=len(finished) * self.decode_s * self.pixels * self._haste(now),
        )

    def _haste(self, now: float) -> float:
        """Vary: slow drift, noise, and now and then somebody else's work."""
        drift = 1 + 0.2 * math.sin(2 * math.pi * now / 1400)
        noise = math.exp(self.random.gauss(0, 0.12))
        return drift * noise * (2.5 if self.random.random() < 0.02 else 1)

    def _forget(self, unit_id: UnitId) -> None:
        self.left.pop(unit_id, None)
        self.done.pop(unit_id, None)


@dataclass(frozen=True)
class Told:
    """What somebody was told: seconds left, and how many it really took.

    Args:
        when: "accepted", "waiting" or "running".
        eta_s: as told.
        real_s: as it turned out.
    """

    when: str
    eta_s: float
    real_s: float

    @property
    def error(self) -> float:
        return abs(self.eta_s - self.real_s) / self.real_s


class Hour:
    """The recorded hour, played on a clock of its own.

    Args:
        step_s: for each model, seconds of a step; they work by turns, and share those who ask.
    """

    def __init__(self, *step_s: float) -> None:
        self.now = 0.0
        self.models = [
            (make_tracker(10_000, lambda: self.now), Machine(step_s=each)) for each in step_s
        ]
        self.coming = arrivals()
        self.told: list[Told] = []
        self.busy_s = 0.0
        self._following: set[asyncio.Task[None]] = set()

    async def play(self) -> None:
        while self.coming or any(tracker.scheduler.pictures for tracker, _ in self.models):
            worked = [
                await self._run_step_batch(tracker, machine) for tracker, machine in self.models
            ]
            if not any(worked) and self.coming:
                await self._arrive_until(self.coming[0][0])
        await asyncio.gather(*self._following)

    async def _run_step_batch(self, tracker: RequestTracker, machine: Machine) -> bool:
        """Run a model's next step batch, if it has one."""
        step_batch = tracker.next_step_batch()
        if step_batch is None:
            return False
        result = machine.do(step_batch, self.now)
        step_batch_s = result.encode_s + result.denoise_s + result.decode_s
        self.busy_s += step_batch_s
        await self._arrive_until(self.now + step_batch_s)
        for state in tracker.record(step_batch, result):
            tracker.finish(state, ((), None), 0.0, BackendChoice("float32", "graph", {}))
        await self._hear()
        return True

    async def _arrive_until(self, then: float) -> None:
        """Accept whoever comes until then, each at their second."""
        while self.coming and self.coming[0][0] <= then:
            self.now, request = self.coming.pop(0)
            tracker, _ = self.models[len(self.coming) % len(self.models)]
            following = asyncio.create_task(self._follow(tracker, tracker.accept(ready(request))))
            self._following.add(following)
            await self._hear()
        self.now = then

    async def _hear(self) -> None:
        for _ in range(3):
            await asyncio.sleep(0)

    async def _follow(self, tracker: RequestTracker, state: RequestState) -> None:
        """Note each time that was told, and when; at the end, what came true."""
        promises: list[tuple[str, float, float]] = []
        async for event in state.events():
            if isinstance(event, Finished):
                self.told += self._compared(promises)
            elif isinstance(event, Queued | Progress) and event.eta_s is not None:
                waiting = "waiting" if promises else "accepted"
                when = "running" if isinstance(event, Progress) else waiting
                others = [
                    other.scheduler.backlog([]) for other, _ in self.models if other is not tracker
                ]
                eta_s = tracker.scheduler.backlog([]).eta_with_others(event.eta_s, others)
                promises.append((when, self.now, eta_s))

    def _compared(self, promises: list[tuple[str, float, float]]) -> Iterator[Told]:
        for when, then, eta_s in promises:
            if self.now > then:
                yield Told(when, eta_s, self.now - then)
